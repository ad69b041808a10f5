import { starterCodeOwners, starterWorkflow } from "../../../src/cli/starter-workflow.ts";
import type { Commit, GitHubState, Protection } from "../server/github-state.ts";
import { newCommit, newEnvironment, newGitHubState, newProtection, shaNamed } from "../server/sample-github.ts";

/** The workflow of `charter init`, with the Action named by a commit as a release writes it. */
export const goodWorkflow = starterWorkflow().replaceAll(
  /charter-dev\/charter@v.*/g,
  `charter-dev/charter@${"c".repeat(40)}`,
);

/** Files of a repository that `charter init` made. */
export const goodFiles: Commit["files"] = {
  ".github/workflows/charter.yml": goodWorkflow,
  ".github/CODEOWNERS": starterCodeOwners("ada@acme.test"),
};

/** Everything that a token needs to see the whole set-up. */
export const allPermissions = [
  "contents:read",
  "actions:read",
  "administration:write",
  "secrets:read",
  "environments:read",
];

/** A GitHub whose repository is set up as Charter advises, and a token that sees all of it. */
export function wellKeptGitHub(changes: Partial<GitHubState> = {}): GitHubState {
  const state = newGitHubState();
  return {
    ...state,
    token: { ...state.token, permissions: allPermissions },
    commits: { [shaNamed("root")]: newCommit({ files: goodFiles }) },
    protections: { main: wellKeptProtection() },
    environments: [newEnvironment({ secrets: ["CHARTER_TARGET"] })],
    ...changes,
  };
}

/** The files of the repository, some of them others. */
export function withFiles(files: Commit["files"]): Partial<GitHubState> {
  return { commits: { [shaNamed("root")]: newCommit({ files }) } };
}

/** The protection of the branch, in part another. */
export function withProtection(changes: Partial<Protection>): Partial<GitHubState> {
  return { protections: { main: wellKeptProtection(changes) } };
}

/** A protection that asks for everything Charter advises. */
function wellKeptProtection(changes: Partial<Protection> = {}): Protection {
  return newProtection({ requiredChecks: ["charter/plan"], ...changes });
}
