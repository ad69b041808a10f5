import { changedFiles, commitsBetween, mergeBase } from "../commit-graph.ts";
import type { Scene } from "../endpoint.ts";
import type { Pull, Review } from "../github-state.ts";
import { accountOf, userObject } from "./account-objects.ts";
import { labelObject } from "./issue-objects.ts";
import { repositoryApi, repositoryById, repositoryPage } from "./repository-object.ts";

/** A pull request as lists have it. */
export function pullListObject(scene: Scene, pull: Pull): object {
  return {
    id: pull.id,
    number: pull.number,
    url: `${repositoryApi(scene)}/pulls/${pull.number}`,
    html_url: pullPage(scene, pull.number),
    title: pull.title,
    body: pull.body,
    state: pull.state,
    draft: pull.draft,
    user: userObject(scene, pull.author),
    labels: pull.labels.map(labelObject),
    base: side(scene, { ...pull.base, repository: scene.state.repository.id }),
    head: side(scene, pull.head),
    auto_merge: autoMerge(scene, pull),
    created_at: pull.createdAt,
    updated_at: pull.merged?.at ?? pull.createdAt,
    closed_at: pull.state === "closed" ? (pull.merged?.at ?? pull.createdAt) : null,
    merged_at: pull.merged?.at ?? null,
    // Before a merge GitHub gives the SHA of its own trial merge here, which is on no branch.
    merge_commit_sha: pull.merged?.commit ?? null,
  };
}

/** A pull request by itself. */
export function pullObject(scene: Scene, pull: Pull): object {
  const { state } = scene;
  return {
    ...pullListObject(scene, pull),
    merged: pull.merged !== null,
    merged_by: userObject(scene, pull.merged?.by ?? null),
    mergeable: pull.merged === null ? true : null,
    mergeable_state: pull.merged === null ? "clean" : "unknown",
    comments: state.comments.filter(({ issue }) => issue === pull.number).length,
    commits: commitsBetween(state.commits, pull.base.sha, pull.head.sha).length,
    changed_files: filesOfPull(scene, pull).length,
  };
}

/** The files that a pull request changes, since its history left the base. */
export function filesOfPull({ state: { commits } }: Scene, { base, head }: Pull): ReturnType<typeof changedFiles> {
  const from = mergeBase(commits, base.sha, head.sha);
  return changedFiles(from === undefined ? undefined : commits[from], commits[head.sha]);
}

/** A review. */
export function reviewObject(scene: Scene, review: Review): object {
  const html = `${pullPage(scene, review.pull)}#pullrequestreview-${review.id}`;
  const pull = `${repositoryApi(scene)}/pulls/${review.pull}`;
  return {
    id: review.id,
    user: userObject(scene, review.user),
    body: review.body,
    state: review.state,
    commit_id: review.commit,
    submitted_at: review.submittedAt,
    html_url: html,
    pull_request_url: pull,
    _links: { html: { href: html }, pull_request: { href: pull } },
  };
}

function pullPage(scene: Scene, number: number): string {
  return `${repositoryPage(scene)}/pull/${number}`;
}

function side(scene: Scene, { ref, sha, repository }: Pull["head"]): object {
  const { repository: own, forks, users } = scene.state;
  const owner = [own, ...forks].find(({ id }) => id === repository)?.owner;
  const login = owner === undefined ? "unknown" : accountOf(users, owner).login;
  const user = userObject(scene, owner ?? null);
  return { label: `${login}:${ref}`, ref, sha, user, repo: repositoryById(scene, repository) };
}

function autoMerge(scene: Scene, { autoMerge: setting, title }: Pull): object | null {
  if (setting === null) return null;
  const { enabledBy, method } = setting;
  return { enabled_by: userObject(scene, enabledBy), merge_method: method, commit_title: title, commit_message: "" };
}
