import fc from "fast-check";

import { type JsonObject, textOf } from "../../src/model/json.ts";
import { uidOf } from "./live-organization.ts";
import {
  attribute,
  audience,
  event,
  identityOf,
  type Manifest,
  member,
  project,
  replacing,
  role,
  seats,
  without,
  withSpec,
} from "./manifests.ts";
import { administrationTitles, titlesByProject } from "./random-organization.ts";

/** One thing that somebody changes in the manifests; what it says stays consistent. */
export type ManifestEdit = (manifests: readonly Manifest[]) => readonly Manifest[];

/** A few edits in a row, of all sorts: people, roles, projects, content, renames, removals. */
export const anyEdits: fc.Arbitrary<readonly ManifestEdit[]> = fc.array(anyEdit(), { maxLength: 5 });

/** A few edits of people's roles and seats alone. */
export const anyMoves: fc.Arbitrary<readonly ManifestEdit[]> = fc.array(anyMove(), { minLength: 1, maxLength: 4 });

/** The manifests after the edits. */
export function edited(manifests: readonly Manifest[], edits: readonly ManifestEdit[]): readonly Manifest[] {
  return edits.reduce((changed, edit) => edit(changed), manifests);
}

function anyEdit(): fc.Arbitrary<ManifestEdit> {
  return fc.oneof(
    anyName("Member").chain(editsOfPerson),
    fc.constantFrom(...Object.keys(titlesByProject)).chain(editsOfPlace),
    fc.constantFrom("Role/keeper", "Role/writer", "Role/editor").chain(editsOfRole),
    fc
      .constantFrom("Audience/shop/gold", "Audience/shop/silver", "Attribute/shop/points", "Event/shop/seen")
      .chain(editsOfContent),
    additions(),
  );
}

function anyMove(): fc.Arbitrary<ManifestEdit> {
  const roles = fc.constantFrom(["Admin"], ["Member"], ["Security Manager"], ["Member", "Admin"]);
  const seat = fc.constantFrom(["Project Owner"], ["Project Member"], []);
  return fc.oneof(
    fc
      .tuple(anyName("Member"), roles)
      .map(([address, administrationRoles]) => setting(address, { administrationRoles })),
    fc
      .tuple(fc.constantFrom("shop", "club"), fc.constantFrom("p0", "p1", "p2", "p3", "p4"), seat)
      .map(([place, person, titles]) => seating(`Project/${place}`, person, titles)),
    anyName("Member").chain(editsOfPerson),
    fc.constantFrom("Role/keeper", "Role/writer").chain(editsOfRole),
    additions(),
  );
}

function anyName(kind: "Member"): fc.Arbitrary<string> {
  return fc.constantFrom("p1", "p2", "p3", "p4", "p0").map((name) => `${kind}/${name}`);
}

function editsOfPerson(address: string): fc.Arbitrary<ManifestEdit> {
  const name = address.slice("Member/".length);
  return fc.oneof(
    fc
      .subarray([...administrationTitles], { minLength: 1 })
      .map((administrationRoles) => setting(address, { administrationRoles })),
    fc.subarray(["Admin", "Developer", "Writer"]).map((cms) => settingRoles(address, cms)),
    fc
      .constantFrom({ fullName: "Somebody Else" }, { invitation: { message: "Hello" } })
      .map((spec) => setting(address, spec)),
    fc.constant<ManifestEdit>((manifests) => (name === "p0" ? manifests : withoutPerson(manifests, name))),
    // The same seat for another address, by its former one or by its uid.
    fc.boolean().map((isPinned) => handingOver(address, isPinned)),
    fc.constantFrom("administrationRoles", "productRoles", "github").map((field) => omitting(address, field)),
  );
}

function editsOfPlace(name: string): fc.Arbitrary<ManifestEdit> {
  const address = `Project/${name}`;
  const titles = titlesByProject[name] ?? [];
  return fc.oneof(
    fc
      .tuple(fc.constantFrom("p0", "p1", "p2", "p3", "p4"), fc.subarray([...titles], { maxLength: 2 }))
      .map(([person, roles]) => seating(address, person, roles)),
    fc.constantFrom<JsonObject>({ description: "edited" }, { description: "" }).map((spec) => setting(address, spec)),
    fc
      .constantFrom<JsonObject>({ connectedStack: "site" }, { connectedStack: "" })
      .map((spec) => (name === "shop" ? setting(address, spec) : keeping)),
    fc.boolean().map((isPinned) => renaming(address, { field: "title", to: `${name} renamed`, isPinned })),
    fc.constant(omitting(address, "members")),
    fc.constant<ManifestEdit>((manifests) => (name === "site" ? manifests : withoutPlace(manifests, name))),
  );
}

function editsOfRole(address: string): fc.Arbitrary<ManifestEdit> {
  return fc.oneof(
    fc
      .subarray([
        { category: "Info", actions: ["View"] },
        { category: "SSO", actions: ["Edit"] },
      ])
      .map((rules) => setting(address, { rules })),
    fc.boolean().map((isPinned) => renamingRole(address, isPinned)),
    fc.constant<ManifestEdit>((manifests) => withoutRole(manifests, address)),
  );
}

function editsOfContent(address: string): fc.Arbitrary<ManifestEdit> {
  const field = address.startsWith("Audience") ? "title" : "key";
  return fc.oneof(
    fc.constant(setting(address, { description: "edited" })),
    fc.boolean().map((isPinned) => renaming(address, { field, to: "renamed", isPinned })),
    fc
      .constant<ManifestEdit>((manifests) => without(manifests, address))
      .map((edit) => (address.endsWith("gold") ? keeping : edit)),
    // A new object under the title that the old one gives up.
    fc.constant<ManifestEdit>((manifests) =>
      address === "Audience/shop/silver"
        ? replacing(
            renaming(address, { field, to: "moved", isPinned: true })(manifests),
            audience("shop", "next", { title: "Silver" }),
          )
        : manifests,
    ),
  );
}

function additions(): fc.Arbitrary<ManifestEdit> {
  const cards: readonly (readonly Manifest[])[] = [
    [member("new-person", { administrationRoles: ["Member", "Security Manager"] })],
    [member("new-admin", { administrationRoles: ["Admin"] })],
    [project("fresh")],
    [
      project("fresh", { members: seats({ p1: ["Project Owner"], p2: ["Project Member"] }) }),
      audience("fresh", "first"),
    ],
    [
      project("blog", { product: "cms", members: seats({ p3: ["Columnist"] }) }),
      role("columnist", { product: "cms", level: "project", project: "blog" }),
    ],
    [
      attribute("shop", "new-attribute"),
      audience("shop", "new-audience", { when: { all: [{ attribute: "new-attribute", equals: "x" }] } }),
    ],
    [event("shop", "new-event"), role("new-role", { product: "assets", level: "product" })],
  ];
  return fc.constantFrom(...cards).map((card) => (manifests) => replacing(manifests, ...card));
}

const keeping: ManifestEdit = (manifests) => manifests;

function setting(address: string, spec: JsonObject): ManifestEdit {
  return (manifests) => manifests.map((one) => (identityOf(one) === address ? withSpec(one, spec) : one));
}

function settingRoles(address: string, cms: readonly string[]): ManifestEdit {
  return (manifests) => {
    const known = titlesOf(manifests);
    return setting(address, {
      productRoles: { cms: cms.filter((title) => title !== "Writer" || known.has("Writer")) },
    })(manifests);
  };
}

function omitting(address: string, field: string): ManifestEdit {
  return (manifests) =>
    manifests.map((one) => {
      if (identityOf(one) !== address) return one;
      const { [field]: _, ...spec } = one.spec;
      return { ...one, spec };
    });
}

function seating(address: string, person: string, roles: readonly string[]): ManifestEdit {
  return (manifests) => {
    const known = titlesOf(manifests);
    const given = roles.filter((title) => title !== "Editor" || known.has("Editor"));
    const isThere = manifests.some((one) => identityOf(one) === `Member/${person}`);
    return manifests.map((one) => {
      const members = one.spec["members"];
      if (identityOf(one) !== address || !Array.isArray(members) || !isThere) return one;
      const others = members.filter((entry) => (entry as JsonObject)["member"] !== person);
      return withSpec(one, { members: given.length === 0 ? others : [...others, { member: person, roles: given }] });
    });
  };
}

function handingOver(address: string, isPinned: boolean): ManifestEdit {
  return (manifests) =>
    manifests.map((one) => {
      if (
        identityOf(one) !== address ||
        one.metadata["previously"] !== undefined ||
        one.metadata.name.startsWith("new")
      ) {
        return one;
      }
      const name = one.metadata.name;
      const metadata = { name, ...(isPinned ? { uid: uidOf(address) } : { previously: [textOf(one.spec["email"])] }) };
      return { ...one, metadata, spec: { ...one.spec, email: `${name}@elsewhere.test` } };
    });
}

interface Renaming {
  readonly field: string;
  readonly to: string;
  readonly isPinned: boolean;
}

function renaming(address: string, { field, to, isPinned }: Renaming): ManifestEdit {
  return (manifests) =>
    manifests.map((one) => {
      const isNamed = one.metadata["previously"] !== undefined || one.metadata["uid"] !== undefined;
      if (identityOf(one) !== address || isNamed) return one;
      const metadata = {
        ...one.metadata,
        ...(isPinned ? { uid: uidOf(address) } : { previously: [textOf(one.spec[field])] }),
      };
      // Titles are unique in their place, keys as well; handles are too.
      return { ...one, metadata, spec: { ...one.spec, [field]: `${one.metadata.name}-${to}` } };
    });
}

function renamingRole(address: string, isPinned: boolean): ManifestEdit {
  return (manifests) => {
    const before = manifests.find((one) => identityOf(one) === address);
    const after = renaming(address, { field: "title", to: "renamed", isPinned })(manifests);
    const title = after.find((one) => identityOf(one) === address)?.spec["title"];
    return before === undefined ? manifests : mentioning(after, textOf(before.spec["title"]), textOf(title));
  };
}

function withoutRole(manifests: readonly Manifest[], address: string): readonly Manifest[] {
  const gone = manifests.find((one) => identityOf(one) === address);
  return gone === undefined
    ? manifests
    : mentioning(without(manifests, address), textOf(gone.spec["title"]), undefined);
}

// Rewrites every mention of a custom role's title, or takes it out.
function mentioning(manifests: readonly Manifest[], title: string, next: string | undefined): readonly Manifest[] {
  const rewrite = (roles: unknown): readonly string[] =>
    (Array.isArray(roles) ? (roles as string[]) : []).flatMap((one) => (one === title ? (next ?? []) : [one]));
  return manifests.map((one) => {
    const { administrationRoles, productRoles, members } = one.spec;
    if (one.kind === "Member") {
      const roles = rewrite(administrationRoles);
      return withSpec(one, {
        ...(administrationRoles !== undefined && { administrationRoles: roles.length === 0 ? ["Member"] : roles }),
        ...(productRoles !== undefined && { productRoles: { cms: rewrite((productRoles as JsonObject)["cms"]) } }),
      });
    }
    if (one.kind !== "Project" || !Array.isArray(members)) return one;
    const kept = (members as JsonObject[]).map((entry) => ({ ...entry, roles: rewrite(entry["roles"]) }));
    return withSpec(one, { members: kept.filter(({ roles }) => roles.length > 0) });
  });
}

function withoutPerson(manifests: readonly Manifest[], name: string): readonly Manifest[] {
  const places = Object.keys(titlesByProject).map((place) => seating(`Project/${place}`, name, []));
  const others = [seating("Project/fresh", name, []), seating("Project/blog", name, [])];
  return without(edited(manifests, [...places, ...others]), `Member/${name}`);
}

function withoutPlace(manifests: readonly Manifest[], name: string): readonly Manifest[] {
  return manifests.filter(
    (one) => identityOf(one) !== `Project/${name}` && one.metadata.project !== name && one.spec["project"] !== name,
  );
}

function titlesOf(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(manifests.filter(({ kind }) => kind === "Role").map(({ spec }) => textOf(spec["title"])));
}
