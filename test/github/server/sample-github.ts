import type {
  CheckRun,
  Comment,
  Commit,
  Environment,
  GitHubState,
  Issue,
  Protection,
  Pull,
  Push,
  Review,
  Ruleset,
  WorkflowRun,
} from "./github-state.ts";
import { gitHash } from "./objects/commit-objects.ts";

/** The accounts of the sample, by what they are. */
export const accounts = {
  organization: 2000,
  ada: 1001,
  ben: 1002,
  cleo: 1003,
  stranger: 1099,
  bot: 41_898_282,
} as const;

/** The App that the token of a workflow belongs to, on github.com too. */
export const actionsApp = 15_368;

/** The SHA of the commit with this name: every name has its own. */
export function shaNamed(name: string): string {
  return gitHash(`commit ${name}`);
}

const WHEN = "2026-02-01T09:00:00Z";

/** A commit by ada; without parents it is a root. */
export function newCommit(changes: Partial<Commit> = {}): Commit {
  const author = { user: accounts.ada, name: "Ada", email: "ada@acme.example", date: WHEN };
  const files = { "members/ada.yaml": "kind: Member\n" };
  return { parents: [], message: "Change a manifest", author, committer: author, files, ...changes };
}

/** An open pull request by ada from `work` at commit `h1` into `main` at commit `root`. */
export function newPull(changes: Partial<Pull> = {}): Pull {
  return {
    id: 3001,
    number: 1,
    title: "Add Ben",
    body: null,
    author: accounts.ada,
    labels: [],
    draft: false,
    state: "open",
    base: { ref: "main", sha: shaNamed("root") },
    head: { ref: "work", sha: shaNamed("h1"), repository: 5000 },
    merged: null,
    autoMerge: null,
    timeline: [],
    createdAt: WHEN,
    ...changes,
  };
}

/** Ben's approval of pull request 1 at commit `h1`. */
export function newReview(changes: Partial<Review> = {}): Review {
  const given = { pull: 1, user: accounts.ben, commit: shaNamed("h1"), submittedAt: WHEN, body: "" };
  return { id: 3101, ...given, state: "APPROVED", ...changes };
}

/** A comment of the workflow's own App on number 1. */
export function newComment(changes: Partial<Comment> = {}): Comment {
  const given = { issue: 1, author: accounts.bot, app: actionsApp, body: "Hello" };
  return { id: 3201, ...given, createdAt: WHEN, updatedAt: WHEN, ...changes };
}

/** A successful check of the workflow's own App on commit `h1`. */
export function newCheckRun(changes: Partial<CheckRun> = {}): CheckRun {
  const given = { app: actionsApp, name: "charter", head_sha: shaNamed("h1"), details_url: null, external_id: null };
  const ended = { status: "completed", conclusion: "success", started_at: WHEN, completed_at: WHEN };
  return { id: 3301, ...given, ...ended, output: {}, ...changes };
}

/** An open issue of the workflow's own App, number 2. */
export function newIssue(changes: Partial<Issue> = {}): Issue {
  const given = { number: 2, title: "Drift", body: "", author: accounts.bot, app: actionsApp, labels: ["drift"] };
  const open = { state: "open", stateReason: null, closedAt: null } as const;
  return { id: 3401, ...given, ...open, createdAt: WHEN, updatedAt: WHEN, ...changes };
}

/** A run for a push by ada of commit `root` to `main`. */
export function newWorkflowRun(changes: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    id: 3501,
    name: "Apply",
    path: ".github/workflows/charter.yml",
    event: "push",
    headSha: shaNamed("root"),
    headBranch: "main",
    headRepository: 5000,
    attempt: 1,
    actor: accounts.ada,
    triggeringActor: accounts.ada,
    status: "in_progress",
    conclusion: null,
    createdAt: WHEN,
    ...changes,
  };
}

/** Ada's push of commit `h1` to the branch `work`. */
export function newPush(changes: Partial<Push> = {}): Push {
  const moved = { branch: "work", before: shaNamed("root"), after: shaNamed("h1") };
  return { id: 3801, kind: "push", ...moved, actor: accounts.ada, at: WHEN, ...changes };
}

/** A protection that asks for all that `charter` advises. */
export function newProtection(changes: Partial<Protection> = {}): Protection {
  const reviews = { approvals: 1, dismissStale: true, codeOwners: true, lastPushApproval: true, bypass: [] };
  const never = { allowForcePushes: false, allowDeletions: false };
  return { reviews, enforceAdmins: true, requiredChecks: ["charter"], ...never, ...changes };
}

/** An active ruleset that lets nobody delete the default branch. */
export function newRuleset(changes: Partial<Ruleset> = {}): Ruleset {
  const refs = { include: ["~DEFAULT_BRANCH"], exclude: [] };
  return {
    id: 3601,
    name: "main",
    enforcement: "active",
    ...refs,
    bypass: [],
    rules: [{ type: "deletion" }],
    ...changes,
  };
}

/** An environment for protected branches that ben reviews, with one secret. */
export function newEnvironment(changes: Partial<Environment> = {}): Environment {
  const review = { reviewers: [accounts.ben], preventSelfReview: true, waitMinutes: 0 };
  const own = { branches: "protected", secrets: ["CONTENTSTACK_TOKEN"] } as const;
  return { id: 3701, name: "contentstack-apply", ...review, ...own, ...changes };
}

/** A private repository `acme/people` with a branch `main` and nothing else, and a workflow's token that may do much. */
export function newGitHubState(changes: Partial<GitHubState> = {}): GitHubState {
  const { organization, ada, ben, cleo, stranger, bot } = accounts;
  const root = shaNamed("root");
  return {
    now: null,
    token: {
      value: "ghs_sampleToken",
      kind: "installation",
      user: bot,
      app: actionsApp,
      permissions: ["contents:read", "pull-requests:write", "issues:write", "checks:write", "actions:read"],
    },
    rateLimit: { limit: 1000, remaining: 1000, resetAt: 4_000_000_000 },
    users: [
      { id: organization, login: "acme", type: "Organization" },
      { id: ada, login: "ada", type: "User" },
      { id: ben, login: "ben", type: "User" },
      { id: cleo, login: "cleo", type: "User" },
      { id: stranger, login: "stranger", type: "User" },
      { id: bot, login: "github-actions[bot]", type: "Bot" },
    ],
    apps: [{ id: actionsApp, slug: "github-actions", name: "GitHub Actions", owner: organization }],
    repository: { id: 5000, owner: organization, name: "people", private: true, defaultBranch: "main", fork: false },
    forks: [],
    branches: { main: root },
    commits: { [root]: newCommit() },
    pulls: [],
    reviews: [],
    comments: [],
    checkRuns: [],
    issues: [],
    workflowRuns: [],
    pushes: [],
    protections: {},
    rulesets: [],
    environments: [],
    secrets: { repository: [], organization: [] },
    workflowPermissions: { default: "read", canApprovePulls: false },
    ...changes,
  };
}
