import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import { sameJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import { type PlanFile, type SavedRequest, shortChanges } from "../plan/plan-file.ts";
import type { Target } from "../targets/target.ts";

/**
 * Holds a saved plan against the one that its manifests give now. Throws `plan-target`, `plan-used` when it was applied before,
 * `stale` when live has moved otherwise, `plan-op` when the saved changes are not those, and `plan-digest` for any other
 * difference.
 */
export async function assertCurrent(plan: Plan, file: PlanFile, { audit }: Pick<Target, "audit">): Promise<void> {
  if (plan.target !== file.target) throw refuse("plan-target", { target: file.target, other: plan.target });
  const { lineage, serial, digest } = file.readSet;
  const moved = !sameJson({ lineage, serial, digest }, { ...plan.readSet });
  if (moved) throw await movedSince(file, audit);
  if (!sameJson(shortChanges(plan), file.changes)) throw refuse("plan-op");
  if (plan.digest !== file.digest) throw refuse("plan-digest");
}

// A plan that was applied has moved live itself, which says more than that something has.
async function movedSince({ digest, readSet }: PlanFile, audit: Target["audit"]): Promise<Failure> {
  for await (const { plan, at } of audit.log()) {
    if (plan === digest) return refuse("plan-used", { at });
  }
  return refuse("stale", { serial: readSet.serial });
}

/** What was asked for besides a saved plan. */
export interface AskedAgain {
  readonly actor?: string;
  readonly approver?: readonly string[];
  readonly allowLoss?: number;
}

/**
 * Holds the flags of an apply against what its saved plan was made with: who asks, who agreed and what may be lost were settled
 * then. Throws `plan-settled` for a flag that says something else, which would otherwise be passed over in silence.
 */
export function assertSettled({ actor, approvers, allowLoss }: SavedRequest, asked: AskedAgain): void {
  const pairs = [
    { flag: "--actor", now: asked.actor, then: actor },
    { flag: "--approver", now: asked.approver?.toSorted().join(", "), then: [...approvers].toSorted().join(", ") },
    { flag: "--allow-loss", now: asked.allowLoss?.toString(), then: allowLoss?.toString() },
  ];
  const other = pairs.find(({ now, then = "" }) => now !== undefined && now.toLowerCase() !== then.toLowerCase());
  if (other === undefined) return;
  const { flag, now, then } = other;
  throw new Failure("plan-settled", exitCodes.usage, { flag, asked: now, saved: then === "" ? undefined : then });
}

function refuse(code: string, args: Failure["args"] = {}): Failure {
  return new Failure(code, exitCodes.stale, args);
}
