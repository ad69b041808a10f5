import { kindsByName } from "../kinds/index.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Address } from "../model/address.ts";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/entity.ts";
import { canonicalJson, type JsonObject } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";

/** The plan of one tree of manifests, with the uids of the live objects by the handles which that tree gives them. */
export interface TreePlan {
  readonly plan: Pick<Plan, "changes">;
  readonly uids: ReadonlyMap<Address, string>;
}

/** Everything a plan does at one address: a new project, say, takes two changes. */
export interface PlanEntry {
  /** What is done, in canonical text: the same text does the same. */
  readonly text: string;
  /** Addresses the objects refer to. */
  readonly references: ReadonlySet<Address>;
  /** The objects themselves, whatever their handles are. */
  readonly identities: ReadonlySet<string>;
}

/** The entries of a plan by address, in the order of the plan. Where a declaration stands and who may do it is no part of them. */
export function entriesOf({ plan, uids }: TreePlan): ReadonlyMap<Address, PlanEntry> {
  const groups = Map.groupBy(plan.changes, ({ address }) => address);
  return new Map([...groups].map(([address, changes]) => [address, entryOf(changes, uids)]));
}

function entryOf(changes: readonly Change[], uids: TreePlan["uids"]): PlanEntry {
  return {
    text: canonicalJson(changes.map((change) => essenceOf(change, uids))),
    references: new Set(changes.flatMap(referencesOf)),
    identities: new Set(changes.map((change) => identityOf(change, uids))),
  };
}

// A handle is only a tree's own word for an object, so the uid behind each one counts as well.
function essenceOf(change: Change, uids: TreePlan["uids"]): JsonObject {
  const { action, replaces, edits, requirements, before, after } = change;
  const meant = referencesOf(change).map((address) => [address, uids.get(address) ?? null]);
  // All of these are JSON by their types, but for keys that are absent.
  return {
    action,
    replaces,
    edits,
    requirements,
    uid: before?.uid,
    after: after?.fields,
    meant,
  } as unknown as JsonObject;
}

function referencesOf({ before, after }: Change): readonly Address[] {
  return [...new Set([...(before?.references ?? []), ...(after?.references ?? [])])].toSorted();
}

// What is still to be made is known by its natural key, in its project.
function identityOf({ before, after }: Change, uids: TreePlan["uids"]): string {
  const entity = after ?? before;
  if (before?.uid !== undefined) return `uid ${before.uid}`;
  if (entity === undefined) return "nothing";
  const place = entity.project === undefined ? "" : (uids.get(`Project/${entity.project}`) ?? "new");
  return canonicalJson([entity.kind, place, keyOf(entity)]);
}

function keyOf({ kind: name, fields: { project: _, ...fields }, address }: Entity): string {
  const kind: Kind | undefined = kindsByName.get(name);
  return kind === undefined ? address : kind.key(fields);
}
