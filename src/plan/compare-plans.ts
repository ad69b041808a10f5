import type { Address } from "../model/address.ts";
import { entriesOf, type PlanEntry, type TreePlan } from "./plan-entries.ts";

/** What lies between the plans of two trees, by address. */
export interface PlanComparison {
  /** Only in the second plan, or other than in the first; in the order of the second plan. */
  readonly introduced: readonly Address[];
  /** The same in both, in the order of the second plan. */
  readonly carriedOver: readonly Address[];
  /** Only in the first plan, in its order. */
  readonly withdrawn: readonly Address[];
}

/**
 * Compares the plans that two trees, such as base and head, give for the same live state and the same actor. A change is the
 * same when it does the same to the same live object and means the same objects, whatever they are called; a change that
 * refers to something still to be made is another as soon as that is made otherwise.
 */
export function comparePlans(base: TreePlan, head: TreePlan): PlanComparison {
  const differing = differingAddresses(base, head);
  const [before, after] = [entriesOf(base), entriesOf(head)];
  return {
    introduced: [...after.keys()].filter((address) => differing.has(address)),
    carriedOver: [...after.keys()].filter((address) => !differing.has(address)),
    withdrawn: [...before.keys()].filter((address) => !after.has(address)),
  };
}

/** Every address at which the plans of two trees do different things, or only one does anything. */
export function differingAddresses(base: TreePlan, head: TreePlan): ReadonlySet<Address> {
  const [before, after] = [entriesOf(base), entriesOf(head)];
  const all = new Set([...before.keys(), ...after.keys()]);
  const differing = new Set([...all].filter((address) => before.get(address)?.text !== after.get(address)?.text));
  const isOpen = (address: Address): boolean => differing.has(address) && !head.uids.has(address);
  const same = new Map([...after].filter(([address]) => !differing.has(address)));
  // Each round may show that more of what refers to new objects is not the same.
  for (let found = referring(same, isOpen); found.length > 0; found = referring(same, isOpen)) {
    for (const address of found) {
      same.delete(address);
      differing.add(address);
    }
  }
  return differing;
}

function referring(
  entries: ReadonlyMap<Address, PlanEntry>,
  isOpen: (address: Address) => boolean,
): readonly Address[] {
  return [...entries].filter(([, { references }]) => [...references].some(isOpen)).map(([address]) => address);
}
