import type { Kind, MapReference } from "../../src/kinds/kind.ts";
import type { JsonObject } from "../../src/model/json.ts";

// The smallest kinds that have everything a store must know how to keep: people, seats, references, a wire form.

type Members = readonly { readonly member: string; readonly roles: readonly string[] }[];

const nothing = {
  schema: {},
  key: (spec: JsonObject) => textAt(spec, "title"),
  formerKey: (_: JsonObject, former: string) => former,
  complete: (declared: JsonObject, live: JsonObject | undefined) => ({ ...live, ...declared }),
  mapReferences: (spec: JsonObject) => spec,
  requirements: () => [],
};

function textAt(spec: JsonObject, key: string): string {
  const value = spec[key];
  return typeof value === "string" ? value : "";
}

const organization: Kind = {
  ...nothing,
  name: "Organization",
  plural: "organizations",
  scope: "organization",
  fields: { title: { compare: "value" }, owner: { compare: "value" } },
  mapReferences: (spec, map) => ({
    ...spec,
    owner: map({ kind: "Member", name: textAt(spec, "owner"), path: ["owner"] }),
  }),
};

const member: Kind = {
  ...nothing,
  name: "Member",
  plural: "members",
  scope: "organization",
  fields: {
    email: { compare: "value", replaces: true },
    fullName: { compare: "value" },
    administrationRoles: { compare: "set" },
    invitation: { compare: "value", writeOnly: true },
  },
};

const role: Kind = {
  ...nothing,
  name: "Role",
  plural: "roles",
  scope: "organization",
  fields: { title: { compare: "value" } },
};

const project: Kind = {
  ...nothing,
  name: "Project",
  plural: "projects",
  scope: "organization",
  fields: {
    title: { compare: "value" },
    product: { compare: "value" },
    members: { compare: "entries", key: "member" },
  },
  mapReferences: (spec, map) =>
    spec["members"] === undefined ? spec : { ...spec, members: mapMembers(spec["members"] as Members, map) },
};

function mapMembers(members: Members, map: MapReference): Members {
  return members.map(({ member: name, roles }, at) => ({
    member: map({ kind: "Member", name, path: ["members", at, "member"] }),
    roles: roles.map((title, position) =>
      map({
        kind: "Role",
        name: title,
        path: ["members", at, "roles", position],
        role: { product: "cms", level: "project" },
      }),
    ),
  }));
}

const note: Kind = {
  ...nothing,
  name: "Note",
  plural: "notes",
  scope: "project",
  fields: { title: { compare: "value" }, text: { compare: "value" }, follows: { compare: "value" } },
  mapReferences: (spec, map) =>
    spec["follows"] === undefined
      ? spec
      : { ...spec, follows: map({ kind: "Note", name: textAt(spec, "follows"), path: ["follows"] }) },
};

// Stored under other names, with an identity of its own that an update keeps.
const letter: Kind = {
  ...nothing,
  name: "Letter",
  plural: "letters",
  scope: "project",
  fields: { title: { compare: "value" } },
  wire: {
    encode: ({ title }, previous, newUid) => ({ stamp: newUid(), ...previous, heading: title }),
    decode: ({ heading }) => ({ title: heading }),
  },
};

/** A registry for tests of targets. */
export const targetKinds: ReadonlyMap<string, Kind> = new Map(
  [organization, member, role, project, note, letter].map((kind) => [kind.name, kind]),
);
