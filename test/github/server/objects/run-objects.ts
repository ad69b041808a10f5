import type { Scene } from "../endpoint.ts";
import type { CheckRun, Push, WorkflowRun } from "../github-state.ts";
import { appObject, userObject } from "./account-objects.ts";
import { repositoryApi, repositoryById, repositoryPage } from "./repository-object.ts";

/** A check run. */
export function checkRunObject(scene: Scene, run: CheckRun): object {
  const { app, output, ...own } = run;
  const { title = null, summary = null, text = null } = output;
  const page = `${repositoryPage(scene)}/runs/${run.id}`;
  return {
    ...own,
    url: `${repositoryApi(scene)}/check-runs/${run.id}`,
    html_url: page,
    details_url: run.details_url ?? page,
    app: appObject(scene, app),
    output: { title, summary, text },
    pull_requests: [],
  };
}

/** A run of a workflow. */
export function workflowRunObject(scene: Scene, run: WorkflowRun): object {
  const { id, name, path, event, status, conclusion } = run;
  return {
    id,
    name,
    path,
    event,
    status,
    conclusion,
    url: `${repositoryApi(scene)}/actions/runs/${id}`,
    html_url: `${repositoryPage(scene)}/actions/runs/${id}`,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    head_repository: repositoryById(scene, run.headRepository),
    head_repository_id: run.headRepository,
    repository: repositoryById(scene, scene.state.repository.id),
    run_number: 1,
    run_attempt: run.attempt,
    actor: userObject(scene, run.actor),
    triggering_actor: userObject(scene, run.triggeringActor),
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
  };
}

/** An entry in the record of pushes. */
export function pushObject(scene: Scene, push: Push): object {
  const { id, kind, branch, before, after, actor, at } = push;
  const ref = `refs/heads/${branch}`;
  return { id, before, after, ref, timestamp: at, activity_type: kind, actor: userObject(scene, actor) };
}
