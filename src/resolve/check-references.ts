import type { Kind, Reference, RoleScope } from "../kinds/kind.ts";
import { type Address, formatAddress } from "../model/address.ts";
import { placeIn } from "../model/declaration.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { findNearest } from "../model/nearest.ts";
import type { NodePlace } from "../model/place.ts";
import type { DeclaredObject } from "./declared-object.ts";
import { listReferences } from "./list-references.ts";
import { assignableTitles, type CustomRoles, roleKey, roleKeyOf, titleStanding } from "./role-titles.ts";

/** A mention of a role that no manifest declares and that is not shipped. */
export interface UnknownRole {
  readonly key: string;
  /** What to say when it does not exist live either. */
  readonly diagnostic: Diagnostic;
}

/** The problems of references, and the role mentions that only live can settle. */
export interface ReferenceCheck {
  readonly diagnostics: readonly Diagnostic[];
  readonly unknownRoles: readonly UnknownRole[];
}

/** Looks every reference of the objects up among the known ones and the shipped roles. */
export function checkReferences(
  objects: readonly DeclaredObject[],
  known: readonly DeclaredObject[],
  kindsByName: ReadonlyMap<string, Kind>,
): ReferenceCheck {
  const directory: Directory = { ...directoryOf(known), kindsByName, suggestions: new Map() };
  const findings = objects.flatMap((object) => checkObject(object, directory));
  return {
    diagnostics: findings.flatMap((finding) => ("diagnostic" in finding ? [] : [finding])),
    unknownRoles: findings.flatMap((finding) => ("diagnostic" in finding ? [finding] : [])),
  };
}

interface Directory {
  readonly byAddress: ReadonlyMap<Address, DeclaredObject>;
  readonly customRoles: CustomRoles;
  readonly namesByPrefix: ReadonlyMap<string, readonly string[]>;
  readonly kindsByName: ReadonlyMap<string, Kind>;
  readonly suggestions: Map<string, Suggestion>;
}

function directoryOf(objects: readonly DeclaredObject[]): Omit<Directory, "kindsByName" | "suggestions"> {
  const roles = objects.filter(({ kind }) => kind.name === "Role");
  const prefixed = Map.groupBy(objects, ({ declaration }) => prefixOf(declaration.kind, declaration.project));
  return {
    byAddress: new Map(objects.map((object) => [object.address, object])),
    customRoles: new Map(roles.map(({ declaration, address }) => [roleKeyOf(declaration.spec), address])),
    namesByPrefix: new Map([...prefixed].map(([prefix, group]) => [prefix, group.map((one) => one.declaration.name)])),
  };
}

function prefixOf(kind: string, project: string | undefined): string {
  return `${kind}/${project ?? ""}`;
}

function checkObject(object: DeclaredObject, directory: Directory): readonly (Diagnostic | UnknownRole)[] {
  const { kind, declaration } = object;
  return [
    ...checkProject(object, directory),
    ...listReferences(kind, declaration.spec).flatMap((reference) =>
      reference.role === undefined
        ? checkMention(object, reference, directory)
        : checkRole({ object, reference, role: reference.role }, directory),
    ),
  ];
}

function placeOf({ declaration }: DeclaredObject, { path }: Reference): NodePlace {
  return placeIn(declaration.source, ["spec", ...path]);
}

// Every resource of a project is one of Personalize.
function checkProject({ kind, declaration }: DeclaredObject, directory: Directory): readonly Diagnostic[] {
  if (kind.scope === "organization") return [];
  const place = placeIn(declaration.source, ["metadata", "project"]);
  const name = declaration.project ?? "";
  const project = directory.byAddress.get(formatAddress({ kind: "Project", name }));
  if (project === undefined) return [unknownReference(directory, { kind: "Project", name, path: [] }, place)];
  const product = project.declaration.spec["product"];
  // A project that is wrong in itself may not say.
  if (typeof product !== "string") return [];
  return product === "personalize" ? [] : [problem("wrong-product", place, { name, product, expected: "personalize" })];
}

function checkMention(object: DeclaredObject, reference: Reference, directory: Directory): readonly Diagnostic[] {
  const malformed = checkKind(object, reference, directory);
  if (malformed !== undefined) return [{ ...malformed, place: placeOf(object, reference) }];
  const mentioned = directory.byAddress.get(mentionedAddress(object, reference));
  // That a project names itself is said by its kind.
  if (mentioned === object) return [];
  if (mentioned === undefined) {
    return [unknownReference(directory, withProject(object, reference), placeOf(object, reference))];
  }
  const product = mentioned.declaration.spec["product"];
  if (typeof product !== "string" || reference.product === undefined || reference.product === product) return [];
  const args = { name: reference.name, product, expected: reference.product };
  return [problem("wrong-product", placeOf(object, reference), args)];
}

// Addresses in `protected` are free text: their kind may not exist, or need a project that they do not name.
function checkKind(
  { declaration }: DeclaredObject,
  reference: Reference,
  { kindsByName }: Directory,
): Diagnostic | undefined {
  const { kind, name, project } = reference;
  const found = kindsByName.get(kind);
  if (found === undefined) {
    const known = [...kindsByName.keys()];
    return problem("unknown-kind", undefined, { kind, nearest: findNearest(kind, known), known });
  }
  const isIncomplete = declaration.kind === "Organization" && found.scope === "project" && project === undefined;
  return isIncomplete ? problem("address-malformed", undefined, { address: `${kind}/${name}` }) : undefined;
}

function mentionedAddress(object: DeclaredObject, reference: Reference): Address {
  const { kind, name, project } = withProject(object, reference);
  return formatAddress({ kind, name, project });
}

// Kinds of a project are looked up in the mentioning object's project, which for a Project is itself.
function withProject({ declaration }: DeclaredObject, reference: Reference): Reference {
  if (organizationKinds.has(reference.kind) || reference.project !== undefined) return reference;
  return { ...reference, project: declaration.project ?? declaration.name };
}

const organizationKinds: ReadonlySet<string> = new Set(["Organization", "Member", "Role", "Project"]);

function unknownReference(directory: Directory, reference: Reference, place: NodePlace): Diagnostic {
  const { kind, name, project, product } = reference;
  // Many objects may mention the same missing one, such as everything in a project that was renamed.
  const key = [kind, project, product, name].join("\n");
  const suggestion = directory.suggestions.get(key) ?? suggest(directory, reference);
  directory.suggestions.set(key, suggestion);
  return problem("unknown-reference", place, { kind, name, project, ...suggestion });
}

/** What could have been meant. */
interface Suggestion {
  readonly nearest: string | undefined;
  readonly known: readonly string[];
}

function suggest(directory: Directory, reference: Reference): Suggestion {
  const { kind, name, project } = reference;
  const known = (directory.namesByPrefix.get(prefixOf(kind, project)) ?? [])
    .filter((one) => fits(directory, reference, one))
    .toSorted();
  // People are often called by their address where their handle belongs.
  const nearest = findNearest(name, known) ?? known.find((one) => one === name.replace(/@.*$/, "").toLowerCase());
  return { nearest, known };
}

function fits({ byAddress }: Directory, { kind, project, product }: Reference, name: string): boolean {
  const spec = byAddress.get(formatAddress({ kind, project, name }))?.declaration.spec;
  return product === undefined || spec?.["product"] === product;
}

interface RoleMention {
  readonly object: DeclaredObject;
  readonly reference: Reference;
  readonly role: RoleScope;
}

function checkRole(mention: RoleMention, directory: Directory): readonly (Diagnostic | UnknownRole)[] {
  const { object, reference, role } = mention;
  const project = object.declaration.name;
  const standing = titleStanding(role, reference.name);
  const key = roleKey(role, project, reference.name);
  if (standing === "assignable" || (standing === "custom" && directory.customRoles.has(key))) return [];
  const known = assignableTitles(role, project, directory.customRoles);
  const place = placeOf(object, reference);
  // A product without roles here is itself what is wrong, and was said.
  if (known.length === 0) return [];
  if (standing === "not-assignable") {
    // Owner of the organization is spoken of by its kind, with the way ownership really changes.
    if (role.product === "administration") return [];
    return [problem("role-not-assignable", place, { name: reference.name, known })];
  }
  const args = { kind: "Role", name: reference.name, nearest: findNearest(reference.name, known), known };
  return [{ key, diagnostic: problem("unknown-reference", place, args) }];
}
