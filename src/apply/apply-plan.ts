import type { Outcome } from "../model/outcome.ts";
import type { Reconciliation } from "../reconcile.ts";
import type { Target } from "../targets/target.ts";

/** How to carry a plan out. */
export interface ApplyOptions {
  /** Identity of a saved plan, which is applied once. */
  readonly planId?: string | undefined;
  readonly lockTimeoutMs: number;
}

/** Carries an allowed plan out. The target refuses when live has moved since the plan was made. */
export function applyPlan(
  target: Target,
  { plan, uids, addressOf }: Reconciliation,
  { planId, lockTimeoutMs }: ApplyOptions,
): Promise<Outcome> {
  return target.apply({
    readSet: plan.readSet,
    founds: plan.founds,
    planId,
    planDigest: plan.digest,
    actor: plan.actor.email,
    approvers: plan.approvers.map(({ email }) => email),
    changes: plan.changes,
    uids,
    addressOf,
    lockTimeoutMs,
  });
}
