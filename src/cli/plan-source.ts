import type { LoadedManifests } from "../load/index.ts";
import type { PlanFile } from "../plan/plan-file.ts";
import type { PlanOptions } from "./make-plan.ts";

/** What apply plans from: a folder of manifests, or a saved plan with the manifests it carries. */
export interface PlanSource {
  readonly manifests: LoadedManifests;
  readonly request: PlanOptions;
  readonly file?: PlanFile | undefined;
}
