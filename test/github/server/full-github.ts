import type { GitHubState } from "./github-state.ts";
import {
  accounts,
  newCheckRun,
  newComment,
  newCommit,
  newEnvironment,
  newGitHubState,
  newIssue,
  newProtection,
  newPull,
  newPush,
  newReview,
  newRuleset,
  newWorkflowRun,
  shaNamed,
} from "./sample-github.ts";

const [root, h1] = [shaNamed("root"), shaNamed("h1")];
const ben = { "members/ben.yaml": "kind: Member\n" };

/** A repository with one of everything. */
export const fullGitHub: GitHubState = newGitHubState({
  branches: { main: root, work: h1 },
  commits: { [root]: newCommit(), [h1]: newCommit({ parents: [root], files: ben }) },
  pulls: [newPull({ labels: ["people"], autoMerge: { enabledBy: accounts.ben, method: "squash" } })],
  reviews: [newReview()],
  comments: [newComment()],
  checkRuns: [newCheckRun()],
  issues: [newIssue()],
  workflowRuns: [newWorkflowRun()],
  pushes: [newPush()],
  protections: { main: newProtection() },
  rulesets: [newRuleset()],
  environments: [newEnvironment({ waitMinutes: 5 })],
  secrets: { repository: ["REPOSITORY_SECRET"], organization: ["ORGANIZATION_SECRET"] },
});
