import type { Requirement } from "../../model/change.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { Product } from "../../model/product.ts";
import { completeFields } from "../complete-fields.ts";
import type { BareChange, Kind, MapReference, MeaningProblem } from "../kind.ts";
import { itemsBeyond, textList } from "../list-edits.ts";
import { checkEmail } from "./check-email.ts";
import { checkTogether } from "./check-together.ts";
import { memberSchema, type MemberSpec } from "./schema.ts";

/** A person in the organization. */
export const memberKind: Kind<MemberSpec> = {
  name: "Member",
  plural: "members",
  scope: "organization",
  schema: memberSchema,
  fields: {
    email: { compare: "value", replaces: true },
    fullName: { compare: "value" },
    github: { compare: "value" },
    administrationRoles: { compare: "set" },
    productRoles: { compare: "entries" },
    invitation: { compare: "value", writeOnly: true },
  },
  key: ({ email }) => email.toLowerCase(),
  formerKey: (_, former) => former.toLowerCase(),
  complete: (declared, live) => {
    const completed = completeFields(declared, live, ["productRoles"]);
    const email = emailOf(declared, live);
    return { ...completed, email, administrationRoles: completed.administrationRoles ?? ["Member"] };
  },
  mapReferences,
  requirements,
  checkMeaning,
  checkTogether,
};

// An address in another case is the same person's, so it is no change.
function emailOf(declared: MemberSpec, live: MemberSpec | undefined): string {
  const email = declared.email.toLowerCase();
  return live !== undefined && live.email.toLowerCase() === email ? live.email : email;
}

function mapReferences(spec: MemberSpec, map: MapReference): MemberSpec {
  const mapTitles = (titles: readonly string[], product: Product, path: readonly string[]): string[] =>
    titles.map((name, index) =>
      map({ kind: "Role", name, path: [...path, index], role: { product, level: "product" } }),
    );
  const { administrationRoles, productRoles } = spec;
  return {
    ...spec,
    ...(administrationRoles !== undefined && {
      administrationRoles: mapTitles(administrationRoles, "administration", ["administrationRoles"]),
    }),
    ...(productRoles !== undefined && {
      productRoles: {
        ...productRoles,
        ...Object.fromEntries(
          // A product that is misspelt is a problem of its own, and may hold anything.
          productsWithRoles.flatMap((product) => {
            const titles = productRoles[product];
            return titles === undefined ? [] : [[product, mapTitles(titles, product, ["productRoles", product])]];
          }),
        ),
      },
    }),
  };
}

const productsWithRoles = ["cms", "assets", "agentos"] as const;

function requirements(change: BareChange): readonly Requirement[] {
  if (change.action === "delete") return [{ permission: "organization-users:remove" }];
  if (change.action === "create") return [...invite(change), ...grants(change)];
  if (change.replaces) return [{ permission: "organization-users:remove" }, ...invite(change), ...grants(change)];
  const touchesRoles = change.edits.some(({ path }) => /^\/(administrationRoles|productRoles)(\/|$)/.test(path));
  const touchesDetails = change.edits.some(({ path }) => /^\/(fullName|github)(\/|$)/.test(path));
  return [
    ...(touchesRoles ? [{ permission: "organization-users:update-roles" }] : []),
    ...(touchesDetails ? [{ permission: "organization-users:update" }] : []),
    ...grants(change),
  ];
}

function invite({ after }: BareChange): readonly Requirement[] {
  return after === undefined ? [] : [{ permission: "organization-users:invite" }];
}

// Member is what everybody gets; any other Administration role is granted by name.
function grants({ before, after, replaces }: BareChange): readonly Requirement[] {
  const former: Json | undefined = replaces ? undefined : before?.fields["administrationRoles"];
  return itemsBeyond(after?.fields["administrationRoles"], former)
    .filter((title) => title !== "Member")
    .map((title) => ({ permission: "administration-role:grant", grants: title }));
}

function checkMeaning(spec: MemberSpec): readonly MeaningProblem[] {
  const listed = textList(spec.administrationRoles).indexOf("Owner");
  const owner: readonly MeaningProblem[] =
    listed === -1 ? [] : [{ code: "owner-count", args: { cause: "listed" }, path: ["administrationRoles", listed] }];
  return [...checkEmail(spec.email), ...owner, ...checkMessage(spec)];
}

// The message becomes part of a mail; line breaks are fine, other control characters are refused while reading.
function checkMessage({ invitation }: MemberSpec): readonly MeaningProblem[] {
  if (!isJsonObject(invitation) || invitation.message === undefined) return [];
  return invitation.message.trim() === "" ? [{ code: "message-empty", args: {}, path: ["invitation", "message"] }] : [];
}
