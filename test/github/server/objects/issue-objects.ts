import type { Scene } from "../endpoint.ts";
import type { Comment, Issue, Pull } from "../github-state.ts";
import { appObject, userObject } from "./account-objects.ts";
import { gitHash } from "./commit-objects.ts";
import { repositoryApi, repositoryPage } from "./repository-object.ts";

/** An issue. */
export function issueObject(scene: Scene, issue: Issue): object {
  const { id, number, title, body, state } = issue;
  return {
    id,
    number,
    title,
    body,
    state,
    url: `${repositoryApi(scene)}/issues/${number}`,
    html_url: `${repositoryPage(scene)}/issues/${number}`,
    state_reason: issue.stateReason,
    user: userObject(scene, issue.author),
    performed_via_github_app: appObject(scene, issue.app),
    labels: issue.labels.map(labelObject),
    comments: scene.state.comments.filter((comment) => comment.issue === number).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
  };
}

/** A pull request as the list of issues has it: GitHub lists both together. */
export function pullAsIssueObject(scene: Scene, pull: Pull): object {
  const { id, number, title, body, state, author, labels, createdAt } = pull;
  const [updatedAt, closedAt] = [createdAt, state === "closed" ? createdAt : null];
  const issue = { id, number, title, body, state, author, labels, createdAt, updatedAt, closedAt };
  const page = `${repositoryPage(scene)}/pull/${number}`;
  return {
    ...issueObject(scene, { ...issue, app: null, stateReason: null }),
    html_url: page,
    pull_request: {
      url: `${repositoryApi(scene)}/pulls/${number}`,
      html_url: page,
      merged_at: pull.merged?.at ?? null,
    },
  };
}

/** A comment in a conversation. */
export function commentObject(scene: Scene, comment: Comment): object {
  const { id, issue, author, app, body } = comment;
  const isPull = scene.state.pulls.some(({ number }) => number === issue);
  return {
    id,
    body,
    url: `${repositoryApi(scene)}/issues/comments/${id}`,
    html_url: `${repositoryPage(scene)}/${isPull ? "pull" : "issues"}/${issue}#issuecomment-${id}`,
    issue_url: `${repositoryApi(scene)}/issues/${issue}`,
    user: userObject(scene, author),
    performed_via_github_app: appObject(scene, app),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

/** A label; its id follows from its name. */
export function labelObject(name: string): object {
  return { id: Number.parseInt(gitHash(name).slice(0, 8), 16), name, color: "ededed", description: "", default: false };
}
