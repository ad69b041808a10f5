import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { RepositoryFacts } from "../api/repository.ts";
import type { WorkflowRun } from "../api/runs.ts";
import type { RunEnvironment } from "./run-environment.ts";

/**
 * Stops with a Failure `run-mismatch` where the runner's variables tell of another run than GitHub: then a step before
 * this one has changed them, and nothing they say can be built on.
 */
export function checkSameRun(run: WorkflowRun, environment: RunEnvironment, repository: RepositoryFacts): void {
  const { event, ref, sha } = environment;
  const differs: readonly (readonly [string, boolean])[] = [
    ["GITHUB_RUN_ID", run.id !== environment.runId],
    ["GITHUB_RUN_ATTEMPT", run.attempt !== environment.attempt],
    ["GITHUB_EVENT_NAME", run.event !== event],
    ["GITHUB_REPOSITORY_ID", run.repositoryId !== environment.repositoryId],
    ["GITHUB_REPOSITORY", repository.id !== environment.repositoryId],
    // On a pull request the runner names GitHub's trial merge, and reviews have an actor of their own.
    ["GITHUB_SHA", isOfBranch(event) && run.headSha !== sha],
    ["GITHUB_REF", isOfBranch(event) && ref !== `refs/heads/${run.headBranch}`],
    ["GITHUB_ACTOR_ID", isOfPerson(event) && run.actor.id !== environment.actorId],
  ];
  const variables = differs.flatMap(([name, isOther]) => (isOther ? [name] : []));
  if (variables.length > 0) throw new Failure("run-mismatch", exitCodes.notAuthorized, { variables });
}

function isOfBranch(event: string): boolean {
  return ["push", "workflow_dispatch", "schedule"].includes(event);
}

function isOfPerson(event: string): boolean {
  return ["push", "workflow_dispatch"].includes(event);
}
