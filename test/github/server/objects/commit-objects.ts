import { createHash } from "node:crypto";

import type { ChangedFile } from "../commit-graph.ts";
import type { Scene } from "../endpoint.ts";
import type { Commit, Signature } from "../github-state.ts";
import { userObject } from "./account-objects.ts";
import { repositoryApi, repositoryPage } from "./repository-object.ts";

/** A commit. */
export function commitObject(scene: Scene, sha: string): object {
  const { parents, message, author, committer, files } = commitOf(scene, sha);
  return {
    sha,
    url: `${repositoryApi(scene)}/commits/${sha}`,
    html_url: `${repositoryPage(scene)}/commit/${sha}`,
    commit: {
      author: gitUser(author),
      committer: gitUser(committer),
      message,
      tree: { sha: gitHash(JSON.stringify(files)) },
    },
    author: userObject(scene, author.user),
    committer: userObject(scene, committer.user),
    parents: parents.map((parent) => ({ sha: parent, url: `${repositoryApi(scene)}/commits/${parent}` })),
  };
}

/** A file that a commit or pull request changes. */
export function fileObject(after: Commit | undefined, { filename, status }: ChangedFile): object {
  const content = after?.files[filename];
  return { filename, status, sha: content === undefined ? null : gitHash(content), additions: 1, changes: 1 };
}

/** A stand-in for the hash that git gives a text. */
export function gitHash(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function gitUser({ name, email, date }: Signature): object {
  return { name, email, date };
}

function commitOf({ state }: Scene, sha: string): Commit {
  const commit = state.commits[sha];
  if (commit === undefined) throw new Error(`the state has no commit ${sha}`);
  return commit;
}
