import type { Kind, Reference } from "../kinds/kind.ts";
import { type Address, formatAddress } from "../model/address.ts";
import type { Entity, Facts, Seat } from "../model/entity.ts";
import { compareText, type JsonObject } from "../model/json.ts";
import type { LiveFacts, LiveObject } from "../model/live.ts";
import { State } from "../model/state.ts";
import type { DeclaredObject } from "./declared-object.ts";
import type { HandleBook } from "./handle-book.ts";
import { listReferences } from "./list-references.ts";
import type { Matching } from "./match-live.ts";
import { type CustomRoles, roleKey, roleKeyOf } from "./role-titles.ts";

/** A declared object beside the live one it means. */
export interface Pair {
  readonly object: DeclaredObject;
  readonly live: Entity | undefined;
}

/** Both sides in the same words. */
export interface States {
  readonly live: State;
  readonly pairs: readonly Pair[];
  /** Live objects that nobody declares. */
  readonly undeclared: readonly Entity[];
  /** Builds an entity from fields that are already in handles. */
  readonly entityOf: EntityBuilder;
  /** The address of the object that a mention means; none for a shipped role or a preset. */
  readonly addressOf: (reference: Reference, owner: Entity) => Address | undefined;
  /** Custom roles that are live or declared, by scope and title. */
  readonly customRoleKeys: ReadonlySet<string>;
}

/** Makes an entity with its references worked out. */
export type EntityBuilder = (kind: Kind, parts: Omit<Entity, "references" | "kind">) => Entity;

/** Puts live objects into the words of manifests and pairs them with the declarations. */
export function buildStates(
  objects: readonly DeclaredObject[],
  { handles, liveByAddress }: Matching,
  live: { readonly objects: readonly LiveObject[]; readonly kindsByName: ReadonlyMap<string, Kind> },
): States {
  const customRoles = customRolesOf(objects, live.objects, handles);
  const entityOf: EntityBuilder = (kind, parts) => ({
    ...parts,
    kind: kind.name,
    references: referencesOf(kind, parts, customRoles),
  });
  const entities = new Map<string, Entity>();
  for (const object of live.objects) {
    const kind = live.kindsByName.get(object.kind);
    if (kind !== undefined) entities.set(object.uid, liveEntity(kind, object, { handles, entityOf }));
  }
  const matched = new Set([...liveByAddress.values()].map(({ uid }) => uid));
  return {
    live: new State(entities.values()),
    pairs: objects.map((object) => {
      const uid = liveByAddress.get(object.address)?.uid;
      return { object, live: uid === undefined ? undefined : entities.get(uid) };
    }),
    undeclared: [...entities].filter(([uid]) => !matched.has(uid)).map(([, entity]) => entity),
    entityOf,
    addressOf: (reference, owner) => addressOfReference(reference, owner, customRoles),
    customRoleKeys: new Set(customRoles.keys()),
  };
}

// A role that is renamed is known by its new title alone, as it will be, and so is one that must not pass for a shipped one.
function customRolesOf(
  objects: readonly DeclaredObject[],
  live: readonly LiveObject[],
  handles: HandleBook,
): CustomRoles {
  const liveRoles = live.filter(({ kind }) => kind === "Role");
  const declared = objects.filter(({ kind }) => kind.name === "Role");
  return new Map([
    ...liveRoles.map((role): [string, Address] => [roleKeyOf(asMentioned(role, handles)), handles.addressOf(role)]),
    ...declared.map(({ declaration, address }): [string, Address] => [roleKeyOf(declaration.spec), address]),
  ]);
}

function asMentioned({ uid, fields }: LiveObject, handles: HandleBook): JsonObject {
  const project = fields["project"];
  const title = handles.roleTitleOf({ uid, fields });
  return typeof project === "string" ? { ...fields, title, project: handles.nameOf(project) } : { ...fields, title };
}

interface LiveWords {
  readonly handles: HandleBook;
  readonly entityOf: EntityBuilder;
}

function liveEntity(kind: Kind, object: LiveObject, { handles, entityOf }: LiveWords): Entity {
  return entityOf(kind, {
    address: handles.addressOf(object),
    name: handles.nameOf(object.uid),
    project: handles.projectOf(object),
    uid: object.uid,
    fields: handles.withHandles(kind, object),
    facts: {
      ...factsOf(object.facts, handles),
      ...(object.kind === "Role" && { mentionedAs: handles.roleTitleOf(object) }),
    },
  });
}

function factsOf({ status, seats, createdBy, unknown }: LiveFacts, handles: HandleBook): Facts {
  return {
    status,
    unknown,
    createdBy: createdBy === undefined ? undefined : handles.nameOf(createdBy),
    seats: seats === undefined ? undefined : seatsOf(seats, handles),
  };
}

function seatsOf(seats: Readonly<Record<string, Seat>>, handles: HandleBook): Readonly<Record<string, Seat>> {
  const named = Object.entries(seats).map(([uid, { status, invitedBy }]): [string, Seat] => [
    handles.nameOf(uid),
    { status, invitedBy: invitedBy === undefined ? undefined : handles.nameOf(invitedBy) },
  ]);
  return Object.fromEntries(named);
}

function referencesOf(
  kind: Kind,
  entity: Omit<Entity, "references" | "kind">,
  customRoles: CustomRoles,
): readonly Address[] {
  const mentioned = listReferences(kind, entity.fields)
    .filter(({ later }) => later !== true)
    .flatMap((reference) => addressOfReference(reference, entity, customRoles) ?? []);
  const own = kind.scope === "project" ? [formatAddress({ kind: "Project", name: entity.project ?? "" })] : [];
  // A project that holds people also has the person whose seat comes from making it.
  const maker = entity.facts.seats === undefined ? undefined : entity.facts.createdBy;
  const made = maker === undefined ? [] : [formatAddress({ kind: "Member", name: maker })];
  return [...new Set([...mentioned, ...own, ...made])].toSorted(compareText);
}

function addressOfReference(
  reference: Reference,
  { name, project }: Pick<Entity, "name" | "project">,
  customRoles: CustomRoles,
): Address | undefined {
  const { kind, role } = reference;
  if (role !== undefined) return customRoles.get(roleKey(role, name, reference.name));
  const inProject = reference.project ?? (organizationKinds.has(kind) ? undefined : (project ?? name));
  return formatAddress({ kind, project: inProject, name: reference.name });
}

const organizationKinds: ReadonlySet<string> = new Set(["Organization", "Member", "Role", "Project"]);
