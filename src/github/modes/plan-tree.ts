import { hasErrors } from "../../model/diagnostic.ts";
import type { Snapshot } from "../../model/live.ts";
import { invalidPlan, type PlanRequest, reconcile, type Reconciliation } from "../../reconcile.ts";
import { planTools } from "../../targets/plan-tools.ts";
import type { Tree } from "./read-tree.ts";

/** For whom a tree is planned. */
export type TreeRequest = Pick<PlanRequest, "actor" | "approvers" | "partiesOf" | "allowLoss" | "unasked">;

/** Plans a tree of manifests against live. */
export function planTree({ declared }: Tree, snapshot: Snapshot, request: TreeRequest): Reconciliation {
  return reconcile(declared, snapshot, { ...request, ...planTools });
}

/** The plan of manifests that are wrong; without problems, that of a run that did not come to plan. */
export function noPlan(target: string, diagnostics: Parameters<typeof invalidPlan>[2]): ReturnType<typeof invalidPlan> {
  return invalidPlan(target, { actor: "", approvers: [], ...planTools }, diagnostics);
}

/** Whether the manifests of a tree are wrong. */
export function isInvalid({ declared }: Tree): boolean {
  return hasErrors(declared.diagnostics);
}
