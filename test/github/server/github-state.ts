/** An account; people, bots and organizations share one numbering that is never reused. */
export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
}

/** A GitHub App, which may own a token and write comments and check runs. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: number;
}

/** The one token that the server accepts. `permissions` are written `contents:read` or `checks:write`. */
export interface Token {
  readonly value: string;
  /** An installation's token (as in a workflow), a person's, or the JSON web token of an App. */
  readonly kind: "installation" | "user" | "app";
  readonly user: number;
  readonly app: number | null;
  readonly permissions: readonly string[];
}

/** A repository; `owner` is the id of a user. */
export interface Repository {
  readonly id: number;
  readonly owner: number;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly fork: boolean;
}

/** Who wrote a commit: what git says, and the account GitHub finds for it. */
export interface Signature {
  readonly user: number | null;
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** A commit with its whole tree, as text by path. */
export interface Commit {
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  readonly files: Readonly<Record<string, string>>;
}

/** What happened to a pull request on its way into the branch; only GraphQL tells. */
export interface TimelineItem {
  readonly kind: "AddedToMergeQueueEvent" | "RemovedFromMergeQueueEvent" | "AutoMergeEnabledEvent" | "MergedEvent";
  readonly user: number | null;
  readonly at: string;
}

/** How a pull request was merged; `landed` are the commits it brought besides the merge commit (after a rebase). */
export interface Merge {
  readonly by: number | null;
  readonly at: string;
  readonly commit: string;
  readonly landed?: readonly string[];
}

/** A pull request; the head's repository is null once a fork is deleted. */
export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: number;
  readonly labels: readonly string[];
  readonly draft: boolean;
  readonly state: "open" | "closed";
  readonly base: { readonly ref: string; readonly sha: string };
  readonly head: { readonly ref: string; readonly sha: string; readonly repository: number | null };
  readonly merged: Merge | null;
  readonly autoMerge: { readonly enabledBy: number; readonly method: "merge" | "squash" | "rebase" } | null;
  readonly timeline: readonly TimelineItem[];
  readonly createdAt: string;
}

/** A review of a pull request; `commit` is the head it was given on. */
export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly user: number | null;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly commit: string | null;
  readonly submittedAt: string;
  readonly body: string;
}

/** A comment in the conversation of an issue or pull request. */
export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: number | null;
  readonly app: number | null;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A check run; what a request may set is kept in GitHub's own words. */
export interface CheckRun {
  readonly id: number;
  readonly app: number | null;
  readonly name: string;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly details_url: string | null;
  readonly external_id: string | null;
  readonly output: { readonly title?: string; readonly summary?: string; readonly text?: string };
}

/** An issue that is no pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: number | null;
  readonly app: number | null;
  readonly state: "open" | "closed";
  readonly stateReason: "completed" | "not_planned" | "reopened" | "duplicate" | null;
  readonly labels: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly headRepository: number;
  readonly attempt: number;
  readonly actor: number;
  readonly triggeringActor: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly createdAt: string;
}

/** A push to a branch, or what else moved it: GitHub's record of who did. */
export interface Push {
  readonly id: number;
  readonly kind: "push" | "force_push" | "branch_creation" | "branch_deletion" | "pr_merge" | "merge_queue_merge";
  readonly branch: string;
  readonly before: string;
  readonly after: string;
  readonly actor: number | null;
  readonly at: string;
}

/** The classic protection of a branch. */
export interface Protection {
  readonly reviews: ReviewProtection | null;
  readonly enforceAdmins: boolean;
  readonly requiredChecks: readonly string[];
  readonly allowForcePushes: boolean;
  readonly allowDeletions: boolean;
}

/** What a protected branch asks of reviews. */
export interface ReviewProtection {
  readonly approvals: number;
  readonly dismissStale: boolean;
  readonly codeOwners: boolean;
  readonly lastPushApproval: boolean;
  readonly bypass: readonly number[];
}

/** A ruleset; its rules are in GitHub's own words. */
export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly enforcement: "active" | "evaluate" | "disabled";
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly bypass: readonly { readonly actor_id: number; readonly actor_type: string; readonly bypass_mode: string }[];
  readonly rules: readonly { readonly type: string; readonly parameters?: Readonly<Record<string, unknown>> }[];
}

/** An environment; `branches` is null where any branch may use it. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly reviewers: readonly number[];
  readonly preventSelfReview: boolean;
  readonly waitMinutes: number;
  readonly branches: "protected" | readonly string[] | null;
  readonly secrets: readonly string[];
}

/** Everything the server knows. Ids of accounts, Apps and repositories stand for them throughout. */
export interface GitHubState {
  /** A fixed time for new objects and the `Date` header; otherwise the clock of this machine. */
  readonly now: string | null;
  readonly token: Token;
  readonly rateLimit: { readonly limit: number; readonly remaining: number; readonly resetAt: number };
  readonly users: readonly User[];
  readonly apps: readonly App[];
  readonly repository: Repository;
  /** Other repositories that pull requests come from. */
  readonly forks: readonly Repository[];
  readonly branches: Readonly<Record<string, string>>;
  readonly commits: Readonly<Record<string, Commit>>;
  readonly pulls: readonly Pull[];
  readonly reviews: readonly Review[];
  readonly comments: readonly Comment[];
  readonly checkRuns: readonly CheckRun[];
  readonly issues: readonly Issue[];
  readonly workflowRuns: readonly WorkflowRun[];
  /** Oldest first. */
  readonly pushes: readonly Push[];
  readonly protections: Readonly<Record<string, Protection>>;
  readonly rulesets: readonly Ruleset[];
  readonly environments: readonly Environment[];
  readonly secrets: { readonly repository: readonly string[]; readonly organization: readonly string[] };
  readonly workflowPermissions: { readonly default: "read" | "write"; readonly canApprovePulls: boolean };
}
