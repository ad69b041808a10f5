import { type Address, formatAddress } from "../model/address.ts";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/entity.ts";

/** For each change, by position, the positions of the changes that must come before it. */
export type Dependencies = readonly (readonly number[])[];

/** Gives the text by which the target tells an object from others of its kind. */
export type KeyOf = (entity: Entity) => string;

/**
 * What must come before what: an object before those that refer to it, the end of every reference to an object before its
 * deletion, the first step of an object before its second, and the freeing of a name before its reuse.
 */
export function findDependencies(changes: readonly Change[], keyOf: KeyOf): Dependencies {
  const index = indexChanges(changes, keyOf);
  return changes.map((change, position) => {
    const before = new Set([
      ...makersOf(change, index),
      ...(change.action === "delete" ? (index.usersOf.get(change.address) ?? []) : []),
      ...(index.stepsOf.get(change.address) ?? []).filter((step) => step < position),
      ...vacators(change, { index, keyOf }),
    ]);
    before.delete(position);
    return [...before].toSorted((one, other) => one - other);
  });
}

interface ChangeIndex {
  readonly creatorOf: ReadonlyMap<Address, number>;
  /** Changes that end a reference to an address. */
  readonly usersOf: ReadonlyMap<Address, readonly number[]>;
  readonly stepsOf: ReadonlyMap<Address, readonly number[]>;
  /** Changes after which a key is free. */
  readonly freedBy: ReadonlyMap<string, number>;
}

function indexChanges(changes: readonly Change[], keyOf: KeyOf): ChangeIndex {
  const creatorOf = new Map<Address, number>();
  const usersOf = new Map<Address, number[]>();
  const stepsOf = new Map<Address, number[]>();
  const freedBy = new Map<string, number>();
  for (const [position, change] of changes.entries()) {
    append(stepsOf, change.address, position);
    if (change.action === "create") creatorOf.set(change.address, position);
    for (const address of endedReferences(change)) append(usersOf, address, position);
    const freed = change.before === undefined ? undefined : scopedKey(change.before, keyOf);
    if (freed !== undefined && (change.after === undefined || scopedKey(change.after, keyOf) !== freed)) {
      freedBy.set(freed, position);
    }
  }
  return { creatorOf, usersOf, stepsOf, freedBy };
}

function endedReferences({ before, after }: Change): readonly Address[] {
  if (before === undefined) return [];
  const kept = new Set(after?.references);
  return before.references.filter((address) => !kept.has(address));
}

function makersOf(change: Change, { creatorOf }: ChangeIndex): readonly number[] {
  const references = change.after?.references ?? [];
  return references.flatMap((address) => creatorOf.get(address) ?? []);
}

function vacators(change: Change, { index, keyOf }: { index: ChangeIndex; keyOf: KeyOf }): readonly number[] {
  if (change.after === undefined) return [];
  const position = index.freedBy.get(scopedKey(change.after, keyOf));
  return position === undefined ? [] : [position];
}

function scopedKey(entity: Entity, keyOf: KeyOf): string {
  return `${formatAddress({ ...entity, name: "" })}\n${keyOf(entity)}`;
}

function append(map: Map<Address, number[]>, address: Address, position: number): void {
  const list = map.get(address);
  if (list === undefined) map.set(address, [position]);
  else list.push(position);
}
