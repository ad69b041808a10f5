import { formatAddress, parseAddress } from "../../model/address.ts";
import type { Requirement } from "../../model/change.ts";
import { completeFields } from "../complete-fields.ts";
import type { Kind, MapReference, MeaningProblem } from "../kind.ts";
import { organizationSchema, type OrganizationSpec } from "./schema.ts";

/** The organization itself. A target holds exactly one. */
export const organizationKind: Kind<OrganizationSpec> = {
  name: "Organization",
  plural: "organizations",
  scope: "organization",
  schema: organizationSchema,
  fields: {
    title: { compare: "value" },
    owner: { compare: "value" },
    manage: { compare: "entries" },
    guards: { compare: "entries" },
    protected: { compare: "set" },
    allowedEmailDomains: { compare: "set" },
  },
  key: () => "organization",
  formerKey: () => "organization",
  complete: (declared, live) => completeFields(declared, live, ["manage", "guards"]),
  mapReferences: (spec, map) => ({
    ...spec,
    ...(spec.owner !== undefined && { owner: map({ kind: "Member", name: spec.owner, path: ["owner"], later: true }) }),
    ...(spec.protected !== undefined && {
      protected: spec.protected.map((address, index) => mapAddress(address, index, map)),
    }),
  }),
  checkMeaning,
  requirements: ({ action, edits }) => {
    const permissions = edits.map(({ path }) => permissionOf(path));
    return action === "create"
      ? [{ permission: "organization:update" }]
      : [...new Set(permissions)].map((permission): Requirement => ({ permission }));
  },
};

function checkMeaning(spec: OrganizationSpec): readonly MeaningProblem[] {
  return (spec.protected ?? []).flatMap((address, index): readonly MeaningProblem[] =>
    parseAddress(address) === undefined
      ? [{ code: "address-malformed", args: { address }, path: ["protected", index] }]
      : [],
  );
}

function permissionOf(path: string): string {
  return path === "/owner" ? "organization:transfer-ownership" : "organization:update";
}

// A protected object is named by its whole address; its parts are handles or, at the target, uids.
function mapAddress(text: string, index: number, map: MapReference): string {
  const parts = parseAddress(text);
  if (parts === undefined) return text;
  const path = ["protected", index];
  const project =
    parts.project === undefined ? undefined : map({ kind: "Project", name: parts.project, path, later: true });
  const name = map({ kind: parts.kind, name: parts.name, project: parts.project, path, later: true });
  return formatAddress({ kind: parts.kind, project, name });
}
