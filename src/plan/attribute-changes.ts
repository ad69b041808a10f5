import type { Address } from "../model/address.ts";
import { differingAddresses } from "./compare-plans.ts";
import { entriesOf, type TreePlan } from "./plan-entries.ts";

/**
 * Which pull requests answer for each address of the last plan. The first tree is the one before a push, and each next one
 * is that after one more pull request; all plans are made for the same live state and the same actor. An address has the
 * indexes, from 0 and ascending, of all pull requests that changed what is done at it or to its object; none means that it is
 * carried over from before the push. Who makes a change that another undoes and a third makes again answers for it too.
 */
export function attributeChanges(trees: readonly TreePlan[]): ReadonlyMap<Address, readonly number[]> {
  const touched = trees.slice(1).map((tree, index) => touchedBetween(trees[index] ?? nothing, tree));
  const last = entriesOf(trees.at(-1) ?? nothing);
  return new Map(
    [...last].map(([address, { identities }]) => {
      const isTouched = (one: Touched): boolean =>
        one.addresses.has(address) || [...identities].some((identity) => one.identities.has(identity));
      return [address, touched.flatMap((one, index) => (isTouched(one) ? index : []))];
    }),
  );
}

interface Touched {
  readonly addresses: ReadonlySet<Address>;
  readonly identities: ReadonlySet<string>;
}

const nothing: TreePlan = { plan: { changes: [] }, uids: new Map() };

// An object that gets another handle is still followed to the pull request that first changed it.
function touchedBetween(before: TreePlan, after: TreePlan): Touched {
  const addresses = differingAddresses(before, after);
  const entries = [entriesOf(before), entriesOf(after)];
  const identities = [...addresses].flatMap((address) =>
    entries.flatMap((one) => [...(one.get(address)?.identities ?? [])]),
  );
  return { addresses, identities: new Set(identities) };
}
