import { kindsByName } from "../../src/kinds/index.ts";
import type { Reference, RoleScope } from "../../src/kinds/kind.ts";
import type { Change } from "../../src/model/change.ts";
import type { Entity, Seat } from "../../src/model/entity.ts";
import { type JsonObject, textOf } from "../../src/model/json.ts";
import type { LiveObject, Snapshot } from "../../src/model/live.ts";
import type { Reconciliation } from "../../src/reconcile.ts";

/** One object of the model: an entity in the words of manifests, with the identity it has at the target. */
export interface Kept {
  readonly uid: string;
  readonly kind: string;
  readonly name: string;
  readonly project: string | undefined;
  readonly fields: JsonObject;
  readonly status: string | undefined;
  readonly seats: Readonly<Record<string, Seat>>;
  readonly createdBy: string | undefined;
  /** Of a custom role: the title people's roles mention it by, also before a plan has renamed it. */
  readonly calledAs: string;
}

/** An organization as the specification says a target behaves, written without the target. Objects by address. */
export type Model = ReadonlyMap<string, Kept>;

type ListedMember = Readonly<{ member: string; roles: readonly string[] }>;

/** The model of the live organization that a plan was made from. */
export function modelOf({ live, uids }: Reconciliation): Model {
  return new Map([...live.entities()].map((entity) => [entity.address, keep(entity, uids.get(entity.address) ?? "")]));
}

/** The model after one change, made by a member. */
export function changed(model: Model, change: Change, actor: string | undefined): Model {
  const next = new Map(model);
  if (change.action === "delete") {
    next.delete(change.address);
    return change.kind === "Member" ? withoutSeats(next, change.address.slice("Member/".length)) : next;
  }
  if (change.after === undefined) throw new Error(`${change.address} has nothing to become`);
  next.set(change.address, become(change.after, model.get(change.address), actor));
  return change.replaces ? withPendingSeats(next, change.after.name) : next;
}

function become(after: Entity, before: Kept | undefined, actor: string | undefined): Kept {
  const kept = keep(after, before?.uid ?? `new_${after.address.replaceAll(/[/-]/g, "_")}`);
  return {
    ...kept,
    createdBy: before === undefined ? actor : before.createdBy,
    status: kept.kind === "Member" ? (after.facts.status ?? "pending") : undefined,
    seats: seatsAfter(kept, (before ?? kept).seats),
  };
}

/** The model as a target gives it. Custom roles are uids, and so is everything else that is mentioned. */
export function snapshotOf(model: Model, { target, lineage, serial }: Snapshot): Snapshot {
  const objects = [...model.values()].map((kept): LiveObject => {
    const kind = kindsByName.get(kept.kind);
    if (kind === undefined) throw new Error(`no kind ${kept.kind}`);
    const { invitation: _, ...fields } = kind.mapReferences(kept.fields, (reference) => uidIn(model, reference, kept));
    const { uid, project, createdBy, status } = kept;
    return {
      kind: kept.kind,
      uid,
      ...(project !== undefined && { projectUid: uidAt(model, `Project/${project}`) }),
      fields,
      facts: {
        ...(createdBy !== undefined && { createdBy: model.get(`Member/${createdBy}`)?.uid ?? createdBy }),
        ...(kept.kind === "Member" && { status: status === "accepted" ? ("accepted" as const) : ("pending" as const) }),
        ...(kept.kind === "Project" && { seats: seatsByUid(model, kept) }),
      },
    };
  });
  const sorted = objects.toSorted((one, other) => (`${one.kind}${one.uid}` < `${other.kind}${other.uid}` ? -1 : 1));
  return { target, lineage, serial: serial + 1, objects: sorted };
}

function keep({ kind, name, project, fields, facts }: Entity, uid: string): Kept {
  const { status, seats = {}, createdBy, mentionedAs = textOf(fields["title"]) } = facts;
  return { uid, kind, name, project, fields, status, seats, createdBy, calledAs: mentionedAs };
}

// Who stays keeps the seat; who is new has to accept it, unless making the project gave it.
function seatsAfter(
  { fields, seats: given }: Kept,
  before: Readonly<Record<string, Seat>>,
): Readonly<Record<string, Seat>> {
  const listed = (fields["members"] ?? []) as readonly ListedMember[];
  return Object.fromEntries(
    listed.map(({ member }) => [member, before[member] ?? given[member] ?? { status: "pending" }]),
  );
}

function withoutSeats(model: Map<string, Kept>, name: string): Model {
  for (const [address, kept] of model) {
    const { [name]: _, ...seats } = kept.seats;
    const members = kept.fields["members"];
    if (kept.kind !== "Project" || !Array.isArray(members)) continue;
    const staying = (members as ListedMember[]).filter(({ member }) => member !== name);
    model.set(address, { ...kept, seats, fields: { ...kept.fields, members: staying } });
  }
  return model;
}

function withPendingSeats(model: Map<string, Kept>, name: string): Model {
  for (const [address, kept] of model) {
    if (kept.seats[name] !== undefined) {
      model.set(address, { ...kept, seats: { ...kept.seats, [name]: { status: "pending" } } });
    }
  }
  return model;
}

function seatsByUid(model: Model, { seats }: Kept): Readonly<Record<string, Seat>> {
  const known = Object.entries(seats).map(([name, { status, invitedBy }]) => {
    const inviter = invitedBy === undefined ? undefined : (model.get(`Member/${invitedBy}`)?.uid ?? invitedBy);
    return [
      uidAt(model, `Member/${name}`),
      inviter === undefined ? { status } : { status, invitedBy: inviter },
    ] as const;
  });
  return Object.fromEntries(known);
}

function uidIn(model: Model, { kind, name, project, role }: Reference, owner: Kept): string {
  if (role !== undefined) return findRole(model, { title: name, ...role }, owner)?.uid ?? name;
  const own = owner.kind === "Project" ? owner.name : owner.project;
  const place = ["Member", "Project", "Role", "Organization"].includes(kind) ? undefined : (project ?? own);
  return uidAt(model, [kind, place, name].filter((part) => part !== undefined).join("/"));
}

function findRole(model: Model, wanted: RoleScope & { readonly title: string }, owner: Kept): Kept | undefined {
  return [...model.values()].find(({ kind, fields: { product, level, title, project } }) => {
    const fits = kind === "Role" && title === wanted.title && product === wanted.product && level === wanted.level;
    return fits && (level === "product" || project === owner.name);
  });
}

function uidAt(model: Model, address: string): string {
  const uid = model.get(address)?.uid;
  if (uid === undefined) throw new Error(`the model has no ${address}`);
  return uid;
}
