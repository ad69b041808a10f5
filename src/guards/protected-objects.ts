import { type Address, parseAddress } from "../model/address.ts";
import type { Entity } from "../model/entity.ts";
import { canonicalJson } from "../model/json.ts";
import { describeRight, rightsBeyond, rightsOf } from "../roles/rights.ts";
import { rulePartsOf } from "../roles/rule-parts.ts";
import type { Guard, Whole } from "./guard.ts";
import { refusal } from "./refusal.ts";

/**
 * Protected objects are neither removed nor weakened: a person keeps every right, a role every rule. Protection counts as
 * it is live, so taking the line away in the same plan does not lift it.
 */
export const protectedObjects: Guard = {
  code: "protected",
  checkWhole: (whole) =>
    whole.policy.protected
      .filter((address) => whole.initial.has(address))
      .flatMap((address) => {
        const loss = lossOf(whole, address);
        return loss === undefined ? [] : [refusal("protected", [address], { address, ...loss })];
      }),
};

interface Loss {
  readonly cause: "removed" | "replaced" | "weakened";
  readonly loses?: readonly string[];
}

function lossOf({ initial, final, changes }: Whole, address: Address): Loss | undefined {
  if (!final.has(address)) return { cause: "removed" };
  if (changes.some((change) => change.address === address && change.replaces)) return { cause: "replaced" };
  const loses = lostParts(initial, final, address);
  return loses.length === 0 ? undefined : { cause: "weakened", loses };
}

function lostParts(initial: Whole["initial"], final: Whole["final"], address: Address): readonly string[] {
  const parts = parseAddress(address);
  if (parts?.kind === "Member") {
    const [before, after] = [initial, final].map((state) => rightsOf(state, parts.name, { acceptedOnly: false }));
    return before === undefined || after === undefined ? [] : rightsBeyond(before, after).map(describeRight);
  }
  const left = new Set(rulesOf(final.find(address)));
  return rulesOf(initial.find(address)).filter((rule) => !left.has(rule));
}

function rulesOf(entity: Entity | undefined): readonly string[] {
  return rulePartsOf(entity).map((rule) => canonicalJson(rule));
}
