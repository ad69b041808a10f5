import type { WorkflowRun } from "../api/runs.ts";
import { nameActor } from "./name-actor.ts";
import type { Who } from "./people-source.ts";

/**
 * Who must be entitled besides the people of the changes: whoever ran a run again, for they chose that it happens now.
 * The first attempt needs nobody else.
 */
export function rerunners({
  attempt,
  triggeringActor,
}: Pick<WorkflowRun, "attempt" | "triggeringActor">): readonly Who[] {
  return attempt > 1 ? [nameActor(triggeringActor, "rerunner")] : [];
}
