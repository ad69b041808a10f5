import type { JsonObject } from "../../model/json.ts";
import type { MeaningProblem, NamedSpec, SharedProblem } from "../kind.ts";
import { textList } from "../list-edits.ts";
import { domainOf, mailboxOf } from "./check-email.ts";
import type { MemberSpec } from "./schema.ts";

/** Rules between members: one person is one entry, and addresses stay in the allowed domains. */
export function checkTogether(
  members: readonly NamedSpec<MemberSpec>[],
  organization: JsonObject | undefined,
): readonly SharedProblem[] {
  return [
    ...checkMailboxes(members, organization),
    ...checkGithubIds(members),
    ...checkDomains(members, textList(organization?.["allowedEmailDomains"])),
  ];
}

function checkMailboxes(
  members: readonly NamedSpec<MemberSpec>[],
  organization: JsonObject | undefined,
): readonly SharedProblem[] {
  return repeats(members, ({ spec }) => mailboxOf(spec.email)).flatMap(([at, first]): readonly SharedProblem[] => {
    const [one, other] = [members[first], members[at]];
    if (one === undefined || other === undefined) return [];
    // Equal addresses are the same identity, which is a problem of its own.
    if (one.spec.email.toLowerCase() === other.spec.email.toLowerCase()) return [];
    const severity = isPrivileged(one, organization) || isPrivileged(other, organization) ? "error" : "warning";
    const args = { email: other.spec.email, other: one.spec.email };
    return [{ at, with: first, problem: { code: "possible-same-mailbox", args, path: ["email"], severity } }];
  });
}

// A second mailbox could pass for a second administrator or approver.
function isPrivileged({ name, spec }: NamedSpec<MemberSpec>, organization: JsonObject | undefined): boolean {
  const roles = textList(spec.administrationRoles);
  return organization?.["owner"] === name || roles.some((title) => title === "Admin" || title === "Security Manager");
}

function checkGithubIds(members: readonly NamedSpec<MemberSpec>[]): readonly SharedProblem[] {
  return repeats(members, ({ spec }) => spec.github?.id).map(([at, first]) => {
    const args = { id: members[at]?.spec.github?.id, other: members[first]?.name };
    return { at, with: first, problem: { code: "identity-map", args, path: ["github", "id"] } };
  });
}

function checkDomains(members: readonly NamedSpec<MemberSpec>[], allowed: readonly string[]): readonly SharedProblem[] {
  if (allowed.length === 0) return [];
  return members.flatMap(({ spec }, at): readonly SharedProblem[] => {
    const domain = domainOf(spec.email);
    const problem: MeaningProblem = {
      code: "email-domain",
      args: { email: spec.email, domain, allowed },
      path: ["email"],
    };
    return allowed.includes(domain) ? [] : [{ at, problem }];
  });
}

// Pairs of positions: each repeat with the first that has the same value.
function repeats<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => string | number | undefined,
): readonly (readonly [repeat: number, first: number])[] {
  const firstByValue = new Map<string | number, number>();
  return items.flatMap((item, at): readonly (readonly [number, number])[] => {
    const value = valueOf(item);
    if (value === undefined) return [];
    const first = firstByValue.get(value);
    if (first === undefined) firstByValue.set(value, at);
    return first === undefined ? [] : [[at, first]];
  });
}
