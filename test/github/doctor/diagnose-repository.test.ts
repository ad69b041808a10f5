import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { SetupCheck } from "../../../src/github/doctor/check.ts";
import { diagnoseRepository } from "../../../src/github/doctor/diagnose-repository.ts";
import type { GitHubState, ReviewProtection } from "../server/github-state.ts";
import { newEnvironment, newProtection, newRuleset } from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import {
  allPermissions,
  goodFiles,
  goodWorkflow,
  wellKeptGitHub,
  withFiles,
  withProtection,
} from "./well-kept-github.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await startGitHub(wellKeptGitHub());
});
afterAll(() => github.close());

const manifests = ["organization.yaml", "members/ada.yaml"];

async function diagnose(
  changes: Partial<GitHubState>,
  sensitiveFiles?: readonly string[],
): Promise<readonly SetupCheck[]> {
  const state = wellKeptGitHub(changes);
  await github.reset(state);
  const checks = await diagnoseRepository({
    token: state.token.value,
    apiUrl: github.url,
    repository: "acme/people",
    sensitiveFiles: sensitiveFiles ?? manifests,
  });
  expect(await github.violations()).toEqual([]);
  expect(await github.mutations()).toEqual([]);
  return checks;
}

function not(verdict: SetupCheck["verdict"], checks: readonly SetupCheck[]): readonly string[] {
  return checks.filter((each) => each.verdict !== verdict).map(({ check, verdict: found }) => `${check} ${found}`);
}

const reviews: ReviewProtection = {
  approvals: 1,
  dismissStale: true,
  codeOwners: true,
  lastPushApproval: true,
  bypass: [],
};

function withReviews(changes: Partial<ReviewProtection>): Partial<GitHubState> {
  return withProtection({ reviews: { ...reviews, ...changes } });
}

function withWorkflow(change: (text: string) => string): Partial<GitHubState> {
  const text = change(goodWorkflow);
  expect(text).not.toBe(goodWorkflow);
  return withFiles({ ...goodFiles, ".github/workflows/charter.yml": text });
}

/** What a repository asks of pull requests, as a ruleset has it. */
const reviewRule = {
  type: "pull_request",
  parameters: {
    required_approving_review_count: 1,
    dismiss_stale_reviews_on_push: true,
    require_code_owner_review: true,
    require_last_push_approval: true,
    required_review_thread_resolution: false,
  },
};
const otherRules = [
  { type: "deletion" },
  { type: "non_fast_forward" },
  {
    type: "required_status_checks",
    parameters: { strict_required_status_checks_policy: true, required_status_checks: [{ context: "charter/plan" }] },
  },
];

test("a repository as Charter advises is fine in every respect", async () => {
  const checks = await diagnose({});
  expect(not("ok", checks)).toEqual([]);
  expect(checks.length).toBe(21);
});

test("rulesets do as well as a classic protection", async () => {
  const rulesets = [newRuleset({ rules: [reviewRule, ...otherRules] })];
  expect(not("ok", await diagnose({ protections: {}, rulesets }))).toEqual([]);
});

test("what a protection leaves out, a ruleset may bring", async () => {
  const rulesets = [newRuleset({ rules: otherRules })];
  const protections = { main: newProtection({ requiredChecks: [], allowForcePushes: true }) };
  expect(not("ok", await diagnose({ protections, rulesets }))).toEqual([]);
});

describe("a problem is", () => {
  test.each<readonly [string, Partial<GitHubState>, readonly string[]]>([
    ["a branch without any review", withReviews({ approvals: 0 }), ["reviews-required", "nobody-bypasses"]],
    ["an approval that outlives a push", withReviews({ dismissStale: false }), ["stale-reviews-dismissed"]],
    ["an approval by the last one to push", withReviews({ lastPushApproval: false }), ["last-push-approved"]],
    ["code owners who are not asked", withReviews({ codeOwners: false }), ["code-owners-asked"]],
    ["a person who may bypass reviews", withReviews({ bypass: [1003] }), ["nobody-bypasses"]],
    ["administrators who may bypass reviews", withProtection({ enforceAdmins: false }), ["nobody-bypasses"]],
    ["a check that is not required", withProtection({ requiredChecks: ["test", "charter"] }), ["check-required"]],
    ["a branch that may be rewritten", withProtection({ allowForcePushes: true }), ["history-kept"]],
    ["a branch that may be deleted", withProtection({ allowDeletions: true }), ["history-kept"]],
    [
      "a branch without protection",
      { protections: {} },
      [
        "reviews-required",
        "stale-reviews-dismissed",
        "last-push-approved",
        "code-owners-asked",
        "check-required",
        "history-kept",
        "nobody-bypasses",
      ],
    ],
    [
      "a ruleset that somebody may bypass",
      {
        protections: {},
        rulesets: [
          newRuleset({
            rules: [reviewRule, ...otherRules],
            bypass: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }],
          }),
        ],
      },
      ["nobody-bypasses"],
    ],
    [
      "files without owners",
      withFiles({ ...goodFiles, ".github/CODEOWNERS": "/organization.yaml @ada\n/.github/ @ada\n/members/ada.yaml\n" }),
      ["code-owners-named"],
    ],
    ["no file of owners", withFiles({ ".github/workflows/charter.yml": goodWorkflow }), ["code-owners-named"]],
    [
      "an apply without an environment",
      withWorkflow((text) =>
        text.replace("environment: contentstack-apply", "timeout-minutes: 61").replace("timeout-minutes: 60\n", ""),
      ),
      ["environment-branch", "environment-reviewers", "secret-present"],
    ],
    [
      "an environment that any branch may use",
      { environments: [newEnvironment({ branches: null, secrets: ["CHARTER_TARGET"] })] },
      ["environment-branch"],
    ],
    [
      "an environment for another branch too",
      { environments: [newEnvironment({ branches: ["main", "release/*"], secrets: ["CHARTER_TARGET"] })] },
      ["environment-branch"],
    ],
    [
      "an environment without reviewers",
      { environments: [newEnvironment({ reviewers: [], secrets: ["CHARTER_TARGET"] })] },
      ["environment-reviewers"],
    ],
    [
      "an environment where one reviews oneself",
      { environments: [newEnvironment({ preventSelfReview: false, secrets: ["CHARTER_TARGET"] })] },
      ["environment-reviewers"],
    ],
    ["a missing environment", { environments: [] }, ["environment-branch", "environment-reviewers", "secret-present"]],
    [
      "a secret of the repository",
      { secrets: { repository: ["CHARTER_TARGET", "OTHER"], organization: [] } },
      ["secrets-in-environment"],
    ],
    [
      "a secret of the organization",
      { secrets: { repository: [], organization: ["CHARTER_TARGET"] } },
      ["secrets-in-environment"],
    ],
    ["an environment without the secret", { environments: [newEnvironment({ secrets: [] })] }, ["secret-present"]],
    [
      "a token that may write by default",
      { workflowPermissions: { default: "write", canApprovePulls: false } },
      ["default-permissions-read"],
    ],
    [
      "a workflow that runs for strangers with our rights",
      withWorkflow((text) => text.replace("  pull_request:\n", "  pull_request_target:\n")),
      ["workflow-events"],
    ],
    [
      "an action named by a tag",
      withWorkflow((text) => text.replace(/checkout@\w+/, "checkout@v7")),
      ["actions-pinned"],
    ],
    [
      "a token that may write contents",
      withWorkflow((text) => text.replace("contents: read", "contents: write")),
      ["permissions-minimal"],
    ],
    [
      "a token with all permissions",
      withWorkflow((text) =>
        text.replace("permissions: {}", "permissions: write-all").replace(/ {4}permissions:\n(?: {6}.*\n)+/, ""),
      ),
      ["permissions-minimal"],
    ],
    [
      "an apply that is cancelled",
      withWorkflow((text) => text.replace("cancel-in-progress: false", "cancel-in-progress: true")),
      ["apply-uninterrupted"],
    ],
    [
      "an apply that may be cancelled, as an expression decides",
      withWorkflow((text) => text.replace("cancel-in-progress: false", "cancel-in-progress: ${{ github.ref != 'x' }}")),
      ["apply-uninterrupted"],
    ],
    [
      "a cache in the apply",
      withWorkflow((text) =>
        text.replace(
          /(?<=apply:[^]*steps:\n)/,
          `      - uses: actions/cache@${"a".repeat(40)}\n        with: { path: x, key: x }\n`,
        ),
      ),
      ["apply-without-cache"],
    ],
    [
      "a checkout that leaves the token",
      withWorkflow((text) => text.replace("persist-credentials: false", "persist-credentials: true")),
      ["checkout-without-token"],
    ],
    [
      "a title in a script",
      withWorkflow((text) =>
        text.replace("    steps:\n", "    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n"),
      ),
      ["no-data-in-scripts"],
    ],
  ])("%s", async (_, changes, problems) => {
    const checks = await diagnose(changes);
    expect(not("ok", checks).toSorted()).toEqual(problems.map((check) => `${check} problem`).toSorted());
  });

  test("a repository in which Charter does not run", async () => {
    const checks = await diagnose(withFiles({ "readme.md": "" }));
    expect(not("ok", checks)).toEqual([
      "code-owners-named problem",
      "workflow-present problem",
      "environment-branch problem",
      "environment-reviewers problem",
      "secret-present problem",
    ]);
  });

  test("a workflow that only plans", async () => {
    const checks = await diagnose(withWorkflow((text) => text.replace("mode: apply", "mode: plan")));
    expect(checks.find(({ check }) => check === "workflow-present")).toMatchObject({ args: { modes: ["apply"] } });
  });
});

describe("what the token does not show", () => {
  const without = (...names: readonly string[]): Partial<GitHubState> => {
    const { token } = wellKeptGitHub();
    const permissions = allPermissions.filter((permission) => !names.includes(permission.replace(/:.*/, "")));
    return { token: { ...token, permissions } };
  };

  test.each<readonly [string, readonly string[]]>([
    ["administration", ["reviews-required", "nobody-bypasses", "default-permissions-read"]],
    ["secrets", ["secrets-in-environment"]],
    ["environments", ["secret-present"]],
    ["actions", ["environment-branch", "environment-reviewers", "secret-present"]],
    ["contents", ["code-owners-named", "workflow-present", "actions-pinned", "environment-branch", "secret-present"]],
  ])("is said, with the permission for %s", async (name, hidden) => {
    const checks = await diagnose(without(name));
    for (const check of hidden) {
      expect(checks.find((each) => each.check === check)).toMatchObject({
        verdict: "cannot-see",
        code: "setup-not-visible",
        args: { needs: expect.stringContaining(`${name}: `) },
      });
    }
  });

  test("does not hide what a ruleset shows to everybody", async () => {
    const rulesets = [newRuleset({ rules: [reviewRule, ...otherRules] })];
    const checks = await diagnose({ ...without("administration"), rulesets });
    expect(not("ok", checks)).toEqual(["nobody-bypasses cannot-see", "default-permissions-read cannot-see"]);
  });

  test("is never a misplaced secret that another list shows", async () => {
    const secrets = { repository: ["CHARTER_TARGET"], organization: [] };
    const checks = await diagnose({ ...without("environments"), secrets });
    expect(not("ok", checks)).toEqual(["secrets-in-environment problem", "secret-present cannot-see"]);
  });
});

test("a token that GitHub does not know is said to be one", async () => {
  const asking = diagnoseRepository({
    token: "ghs_wrong",
    apiUrl: github.url,
    repository: "acme/people",
    sensitiveFiles: manifests,
  });
  await expect(asking).rejects.toMatchObject({ code: "github-token", exitCode: 26 });
});
