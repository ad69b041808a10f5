import { expect, test } from "vitest";
import { parseDocument } from "yaml";

import { starterCodeOwners, starterWorkflow } from "../../src/cli/starter-workflow.ts";
import { ownersOf, parseCodeOwners } from "../../src/github/doctor/code-owners.ts";

interface StarterJob {
  readonly if: string;
  readonly environment: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly steps: readonly {
    readonly uses: string;
    readonly run?: string;
    readonly with: Readonly<Record<string, unknown>>;
  }[];
}

interface StarterWorkflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, StarterJob>>;
}

const document = parseDocument(starterWorkflow(), { strict: true, uniqueKeys: true });
const { on, permissions, jobs } = document.toJS() as StarterWorkflow;

test("the workflow is YAML without a warning, and starts on six events", () => {
  expect([document.errors, document.warnings]).toEqual([[], []]);
  expect(Object.keys(on)).toEqual([
    "pull_request",
    "pull_request_review",
    "merge_group",
    "push",
    "schedule",
    "workflow_dispatch",
  ]);
  expect(permissions).toEqual({});
});

test("each job has only the permissions it needs", () => {
  const reporting = { contents: "read", "pull-requests": "write", checks: "write", actions: "read" };
  expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
    plan: reporting,
    apply: reporting,
    drift: { contents: "read", issues: "write", checks: "write", actions: "read" },
  });
});

test("only apply may write to the target, and it is never cancelled", () => {
  const environments = Object.values(jobs).map(({ environment }) => environment);
  expect(environments).toEqual(["contentstack-plan", "contentstack-apply", "contentstack-plan"]);
  expect(jobs["apply"]?.concurrency).toEqual({ group: "charter-apply", "cancel-in-progress": false });
  expect(jobs["apply"]?.if).toBe("github.event_name == 'push' || github.event_name == 'workflow_dispatch'");
});

test("each job checks out without leaving the token, runs Charter in its mode, and no script", () => {
  for (const [name, { steps }] of Object.entries(jobs)) {
    expect(steps.map((step) => step.uses.replace(/@.*/, ""))).toEqual(["actions/checkout", "charter-dev/charter"]);
    expect(steps[0]?.uses).toMatch(/@[0-9a-f]{40}$/);
    expect(steps[0]?.with).toEqual({ "fetch-depth": 0, "persist-credentials": false });
    expect(steps[1]?.with).toEqual({ mode: name, target: "${{ secrets.CHARTER_TARGET }}" });
    expect(steps.some(({ run }) => run !== undefined)).toBe(false);
  }
});

test("nothing from a pull request but its number is put into the workflow", () => {
  const expressions = Array.from(starterWorkflow().matchAll(/\$\{\{ (.*?) \}\}/g), ([, expression]) => expression);
  expect(new Set(expressions)).toEqual(
    new Set(["github.event.pull_request.number || github.ref", "secrets.CHARTER_TARGET"]),
  );
});

test("every file has an owner", () => {
  const rules = parseCodeOwners(starterCodeOwners("ada@acme.test"));
  for (const file of [
    "organization.yaml",
    "members/ada.yaml",
    ".github/CODEOWNERS",
    "projects/storefront/project.yaml",
  ]) {
    expect(ownersOf(rules, file)).toEqual(["ada@acme.test"]);
  }
});
