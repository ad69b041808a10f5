import { type Account, accountIn } from "./account.ts";
import type { GitHub } from "./connect.ts";
import { listAll } from "./list-all.ts";
import { type AnswerObject, malformed, readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly headSha: string;
  /** Absent where the run is about no branch. */
  readonly headBranch: string | undefined;
  /** Who caused the run. */
  readonly actor: Account;
  /** Who started this attempt: the actor, or whoever ran it again. */
  readonly triggeringActor: Account;
  readonly repositoryId: number;
  /** Of the workflow's file, without the `@` and the ref that GitHub may put behind it. */
  readonly workflowPath: string;
  readonly createdAt: string;
}

/** Reads a run as it is now, its latest attempt. */
export async function readWorkflowRun(github: GitHub, id: number): Promise<WorkflowRun> {
  const what = `the run ${id}`;
  const { data } = await sendRequest(github, {
    route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
    parameters: { run_id: id },
    what,
    needs: "actions: read",
  });
  return runIn(readAnswer(data, what), what);
}

/** Every run whose head is a commit. */
export async function listRunsOf(github: GitHub, headSha: string): Promise<readonly WorkflowRun[]> {
  const what = `the runs of commit ${headSha}`;
  const items = await listAll(github, {
    route: "GET /repos/{owner}/{repo}/actions/runs",
    parameters: { head_sha: headSha },
    what,
    needs: "actions: read",
    key: "id",
    field: "workflow_runs",
  });
  return items.map((item) => runIn(item, what));
}

function runIn(answer: AnswerObject, what: string): WorkflowRun {
  const actor = accountIn(answer, "actor");
  const triggeringActor = accountIn(answer, "triggering_actor");
  if (actor === undefined || triggeringActor === undefined) throw malformed(what, "it does not say who caused it");
  return {
    id: answer.id("id"),
    attempt: answer.has("run_attempt") ? answer.id("run_attempt") : 1,
    event: answer.text("event"),
    headSha: answer.sha("head_sha"),
    headBranch: answer.has("head_branch") ? answer.text("head_branch") : undefined,
    actor,
    triggeringActor,
    repositoryId: answer.object("repository").id("id"),
    workflowPath: answer.text("path").replace(/@.*$/, ""),
    createdAt: answer.text("created_at"),
  };
}
