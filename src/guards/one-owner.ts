import type { Entity } from "../model/entity.ts";
import { isOwner } from "../roles/holdings.ts";
import type { Guard, Step } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** Exactly one Owner, who changes only by an explicit transfer: never by editing a manifest. */
export const oneOwner: Guard = {
  code: "one-owner",
  checkStep: (step) => {
    if (step.change.kind === "Organization") return checkOrganization(step);
    return step.change.kind === "Member" ? checkMember(step) : [];
  },
};

function checkOrganization({ before, after, change }: Step) {
  const [former, next] = [ownerIn(before), ownerIn(after)];
  if (former === undefined || former === next) return [];
  return [refusal("one-owner", [change.address], { cause: "edited", owner: former, next })];
}

function checkMember({ before, after, change, state }: Step) {
  if (before === undefined || !isOwner(state, before.name)) return [];
  if (after !== undefined && !change.replaces) return [];
  const cause = after === undefined ? "removed" : "replaced";
  return [refusal("one-owner", [change.address], { cause, owner: before.name })];
}

function ownerIn(organization: Entity | undefined): string | undefined {
  const owner = organization?.fields["owner"];
  return typeof owner === "string" ? owner : undefined;
}
