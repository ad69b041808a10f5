import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { readBranch } from "../api/branches.ts";
import type { GitHub } from "../api/connect.ts";
import { readRepository, type RepositoryFacts } from "../api/repository.ts";
import { readWorkflowRun, type WorkflowRun } from "../api/runs.ts";
import type { Mode } from "../inputs/parse-inputs.ts";
import { checkEvent, type RunEvent } from "./check-event.ts";
import { checkSameRun } from "./check-same-run.ts";
import type { RunEnvironment } from "./run-environment.ts";

/** What is known about this run, from GitHub itself. */
export interface RunFacts extends WorkflowRun {
  readonly event: RunEvent;
  readonly repository: RepositoryFacts;
}

/**
 * The facts of this run, read by its id and compared with what the runner says. An apply, and a drift run, are only for
 * the tip of the protected default branch.
 *
 * Throws a Failure: `run-event-unsafe` and `run-event-unfit` (20); `run-mismatch` (22) when GitHub and the runner
 * disagree; `run-other-branch` (20), `run-branch-unprotected` (20), `run-not-tip` (24); and those of `sendRequest`.
 */
export async function readRun(github: GitHub, environment: RunEnvironment, mode: Mode): Promise<RunFacts> {
  // Before the first request: on these events the token must not be used at all.
  checkEvent(mode, environment.event);
  const [run, repository] = await Promise.all([readWorkflowRun(github, environment.runId), readRepository(github)]);
  const event = checkEvent(mode, run.event);
  checkSameRun(run, environment, repository);
  const facts = { ...run, event, repository };
  if (mode !== "plan") await assertTip(github, facts, mode);
  return facts;
}

/**
 * Stops with `run-not-tip` unless the run is about the newest commit of the default branch. To be asked once more right
 * before the first write.
 */
export async function assertTip(
  github: GitHub,
  { headSha, headBranch, repository }: Pick<RunFacts, "headSha" | "headBranch" | "repository">,
  mode: Mode = "apply",
): Promise<void> {
  const { defaultBranch } = repository;
  if (headBranch !== defaultBranch) {
    throw new Failure("run-other-branch", exitCodes.usage, { branch: headBranch, defaultBranch, mode });
  }
  const { tip, isProtected } = await readBranch(github, defaultBranch);
  if (!isProtected && mode === "apply") {
    throw new Failure("run-branch-unprotected", exitCodes.usage, { branch: defaultBranch });
  }
  if (headSha !== tip) throw new Failure("run-not-tip", exitCodes.stale, { sha: headSha, tip, branch: defaultBranch });
}
