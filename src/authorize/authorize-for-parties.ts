import type { Party } from "../model/actor.ts";
import type { Decision } from "../model/decision.ts";
import { denial } from "./authorize-change.ts";
import { type GainingChange, judgeParty } from "./judge-party.ts";

/** One change, what it gives to whom, and the parties that must each allow it. */
export interface PartiesQuestion extends GainingChange {
  readonly parties: readonly Party[];
}

/**
 * Allowed when every party allows the change, and denied with the first denial otherwise; a change that nobody answers for
 * is denied. `whoCan` is filled in by the plan.
 */
export function authorizeForParties({ parties, ...change }: PartiesQuestion): Decision {
  const verdicts = parties.map((party) => judgeParty(change, party));
  const decisive = verdicts.find(({ decision }) => !decision.allowed) ?? verdicts[0];
  const decision = decisive?.decision ?? denial({ rule: "deny-by-default", code: "no-qualified-person", args: {} });
  return { ...decision, parties: verdicts.map(({ party }) => party) };
}
