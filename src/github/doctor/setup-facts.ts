import type { Seen } from "./check.ts";
import type { Workflow } from "./parse-workflow.ts";

/** What a repository's set-up is, as far as the token shows it. */
export interface SetupFacts {
  /** The default branch: the one that is applied from. */
  readonly branch: string;
  /** What guards the branch: its classic protection and each ruleset that holds for it. */
  readonly protection: Seen<BranchGuard | undefined>;
  readonly rulesets: Seen<readonly BranchGuard[]>;
  readonly environments: Seen<readonly EnvironmentFacts[]>;
  readonly repositorySecrets: Seen<readonly string[]>;
  readonly organizationSecrets: Seen<readonly string[]>;
  readonly defaultPermissions: Seen<string>;
  /** The workflows in which Charter runs. */
  readonly workflows: Seen<readonly Workflow[]>;
  readonly codeOwners: Seen<CodeOwnersFile | undefined>;
  /** Manifests that decide who is who and who may do what, as paths in the repository; absent where they are not known. */
  readonly sensitiveFiles: readonly string[] | undefined;
}

/** What one protection or ruleset asks of changes to the branch. */
export interface BranchGuard {
  readonly approvals: number;
  readonly dismissesStale: boolean;
  readonly asksCodeOwners: boolean;
  readonly asksAfterLastPush: boolean;
  readonly checks: readonly string[];
  readonly forbidsForcePush: boolean;
  readonly forbidsDeletion: boolean;
  /** Whether somebody may pass it by; absent where the token does not show it. */
  readonly hasBypass: boolean | undefined;
}

/** An environment that a workflow names. */
export interface EnvironmentFacts {
  readonly name: string;
  /** Which branches may use it: the protected ones, these patterns, or any. */
  readonly branches: "protected" | "any" | readonly string[];
  readonly reviewers: number;
  readonly forbidsSelfReview: boolean;
  readonly secrets: Seen<readonly string[]>;
}

/** The file that names code owners. */
export interface CodeOwnersFile {
  readonly file: string;
  readonly text: string;
}
