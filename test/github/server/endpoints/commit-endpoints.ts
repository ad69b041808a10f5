import { changedFiles, commitsBetween, findSha, mergeBase } from "../commit-graph.ts";
import { type Call, type Endpoints, type Reply, found, refused } from "../endpoint.ts";
import type { GitHubState, Pull } from "../github-state.ts";
import { commitObject, fileObject } from "../objects/commit-objects.ts";
import { pullListObject } from "../objects/pull-objects.ts";
import { repositoryApi } from "../objects/repository-object.ts";
import { pageOf, takePage } from "../paging.ts";

/** Commits, branches, and which pull requests commits came with. */
export const commitEndpoints: Endpoints = {
  "repos/get-commit": {
    needs: ["contents:read"],
    answer: (call) => {
      const ref = String(call.parameters["ref"]);
      const sha = findSha(call.state, ref);
      if (sha === undefined) return refused(422, `No commit found for SHA: ${ref}`);
      const commit = call.state.commits[sha];
      const parent = call.state.commits[commit?.parents[0] ?? ""];
      const files = changedFiles(parent, commit).map((file) => fileObject(commit, file));
      return found({ ...commitObject(call, sha), files });
    },
  },
  "repos/list-pull-requests-associated-with-commit": {
    needs: ["pull-requests:read"],
    answer: (call) => {
      const sha = String(call.parameters["commit_sha"]);
      if (call.state.commits[sha] === undefined) return refused(422, `No commit found for SHA: ${sha}`);
      const pulls = call.state.pulls.filter((pull) => isBroughtBy(call.state, pull, sha));
      return pageOf(pulls, call, (pull) => pullListObject(call, pull));
    },
  },
  // The two are one address: GitHub describes `{basehead}` and `{base}...{head}`.
  "repos/compare-commits-with-basehead": { needs: ["contents:read"], answer: compare },
  "repos/compare-commits": { needs: ["contents:read"], answer: compare },
  "repos/get-branch": { needs: ["contents:read"], answer: branch },
  "git/get-ref": {
    needs: ["contents:read"],
    answer: (call) => {
      const [kind, ...words] = String(call.parameters["ref"]).split("/");
      const sha = kind === "heads" ? call.state.branches[words.join("/")] : undefined;
      const object = { type: "commit", sha, url: `${repositoryApi(call)}/git/commits/${sha}` };
      return found(sha && { ref: `refs/heads/${words.join("/")}`, object });
    },
  },
};

function isBroughtBy({ commits }: GitHubState, { merged, base, head }: Pull, sha: string): boolean {
  if (merged?.commit === sha || merged?.landed?.includes(sha)) return true;
  return commitsBetween(commits, base.sha, head.sha).includes(sha);
}

function compare(call: Call): Reply {
  const { state, parameters } = call;
  const names = String(parameters["basehead"] ?? `${String(parameters["base"])}...${String(parameters["head"])}`);
  const [base, head] = names.split("...").map((ref) => findSha(state, ref.replace(/^[^:]*:/u, "")));
  if (base === undefined || head === undefined) return refused(404, "Not Found");
  const common = mergeBase(state.commits, base, head);
  if (common === undefined) return refused(404, `No common ancestor between ${base} and ${head}.`);
  const ahead = commitsBetween(state.commits, base, head);
  const behind = commitsBetween(state.commits, head, base);
  const page = takePage(ahead, call);
  const changed = changedFiles(state.commits[common], state.commits[head]);
  const body = {
    base_commit: commitObject(call, base),
    merge_base_commit: commitObject(call, common),
    status: comparison(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: page.items.map((sha) => commitObject(call, sha)),
    // GitHub lists the files on the first page only.
    ...((parameters["page"] ?? 1) === 1 && { files: changed.map((file) => fileObject(state.commits[head], file)) }),
  };
  return { status: 200, body, headers: page.headers };
}

function comparison(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return "diverged";
  if (ahead > 0) return "ahead";
  return behind > 0 ? "behind" : "identical";
}

function branch(call: Call): Reply {
  const name = String(call.parameters["branch"]);
  const sha = call.state.branches[name];
  if (sha === undefined) return refused(404, "Branch not found");
  const enabled = call.state.protections[name] !== undefined;
  const self = `${repositoryApi(call)}/branches/${name}`;
  const links = { self, html: self };
  return found({ name, commit: commitObject(call, sha), protected: enabled, protection: { enabled }, _links: links });
}
