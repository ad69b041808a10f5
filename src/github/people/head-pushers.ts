import { compareText } from "../../model/json.ts";
import type { WorkflowRun } from "../api/runs.ts";

/**
 * Who brought commits to a head, by the runs that GitHub started for it: everybody whose push was one, and whoever caused
 * the first run of the pull request. Undefined where no run tells. The commits themselves are not asked: their author and
 * committer are what git was told.
 */
export function headPushers(runs: readonly WorkflowRun[]): readonly number[] | undefined {
  const pushed = runs.filter(({ event }) => event === "push");
  const first = runs
    .filter(({ event }) => event === "pull_request")
    .toSorted((one, other) => compareText(one.createdAt, other.createdAt) || one.id - other.id)
    .slice(0, 1);
  const ids = [...pushed, ...first].map(({ actor }) => actor.id);
  return ids.length === 0 ? undefined : [...new Set(ids)].toSorted((one, other) => one - other);
}
