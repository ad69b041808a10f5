import { declare } from "../declare.ts";
import type { LoadedManifests } from "../load/index.ts";
import { hasErrors } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import { invalidPlan, type PlanRequest, reconcile, type Reconciliation } from "../reconcile.ts";
import { planTools } from "../targets/plan-tools.ts";
import type { Target } from "../targets/target.ts";
import type { Progress } from "./progress.ts";

/** What is asked of a plan on the command line. */
export interface PlanOptions {
  readonly actor: string;
  readonly approvers: readonly string[];
  readonly allowLoss?: number | undefined;
  readonly only?: readonly string[] | undefined;
}

/** A plan, and what is needed to carry it out when it may be. */
export interface MadePlan {
  readonly plan: Plan;
  readonly reconciliation?: Reconciliation | undefined;
}

/** Loads nothing and writes nothing: manifests in, live read once, plan out. Broken manifests never reach the target. */
export async function makePlan(
  manifests: Pick<LoadedManifests, "documents" | "diagnostics">,
  target: Target,
  { progress, ...options }: PlanOptions & { readonly progress?: Progress },
): Promise<MadePlan> {
  const request: PlanRequest = { ...options, ...planTools };
  progress?.step(`Validating ${manifests.documents.length} documents`);
  const declared = declare(manifests.documents, manifests.diagnostics);
  if (hasErrors(declared.diagnostics)) return { plan: invalidPlan(target.name, request, declared.diagnostics) };
  progress?.step(`Reading ${target.name}`);
  const snapshot = await target.read();
  progress?.step(`Planning against ${snapshot.objects.length} live objects`);
  const reconciliation = reconcile(declared, snapshot, request);
  return { plan: reconciliation.plan, reconciliation };
}
