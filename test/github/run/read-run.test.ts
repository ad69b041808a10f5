import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Mode } from "../../../src/github/inputs/parse-inputs.ts";
import { readRun } from "../../../src/github/run/read-run.ts";
import { runEnvironment } from "../../../src/github/run/run-environment.ts";
import { assertFit, connectTo, failureOf } from "../api/connect-to.ts";
import type { GitHubState, WorkflowRun } from "../server/github-state.ts";
import {
  accounts,
  newCommit,
  newGitHubState,
  newProtection,
  newRuleset,
  newWorkflowRun,
  shaNamed,
} from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import { variablesOf } from "./environment-of.ts";

const [root, next] = [shaNamed("root"), shaNamed("next")];
const world = newGitHubState({
  commits: { [root]: newCommit(), [next]: newCommit({ parents: [root] }) },
  workflowRuns: [newWorkflowRun()],
  protections: { main: newProtection() },
});

let server: GitHubServer;

beforeAll(async () => {
  server = await startGitHub(world);
});
afterAll(() => server.close());
beforeEach(() => server.reset(world));
afterEach(() => assertFit(server));

interface Start {
  readonly mode?: Mode;
  readonly run?: Partial<WorkflowRun>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly state?: Partial<GitHubState>;
}

async function started({ mode = "apply", run = {}, variables, state = {} }: Start): Promise<unknown> {
  await server.change({ ...state, workflowRuns: [newWorkflowRun(run)] });
  return failureOf(readRun(connectTo(server), runEnvironment(variablesOf(root, variables)), mode));
}

test("a push to the tip of the protected branch is told by GitHub's own facts", async () => {
  expect(await started({})).toEqual({
    id: 3501,
    attempt: 1,
    event: "push",
    headSha: root,
    headBranch: "main",
    actor: { id: accounts.ada, login: "ada", isPerson: true },
    triggeringActor: { id: accounts.ada, login: "ada", isPerson: true },
    repositoryId: 5000,
    workflowPath: ".github/workflows/charter.yml",
    createdAt: "2026-02-01T09:00:00Z",
    repository: expect.objectContaining({ id: 5000, defaultBranch: "main", isPrivate: true }),
  });
});

describe("what the runner says is not believed (T54)", () => {
  test.each<[string, string]>([
    ["GITHUB_RUN_ATTEMPT", "2"],
    ["GITHUB_EVENT_NAME", "workflow_dispatch"],
    ["GITHUB_SHA", next],
    ["GITHUB_REF", "refs/tags/main"],
    ["GITHUB_ACTOR_ID", String(accounts.ben)],
    ["GITHUB_REPOSITORY_ID", "5001"],
  ])("%s", async (name, value) => {
    const failure = await started({ variables: { [name]: value } });
    expect(failure).toMatchObject({ code: "run-mismatch", exitCode: 22 });
    expect(failure).toHaveProperty("args.variables", expect.arrayContaining([name]));
  });

  test("another run's number leads to that run, which differs", async () => {
    await server.change({ workflowRuns: [newWorkflowRun({ id: 3502, actor: accounts.ben })] });
    const environment = runEnvironment(variablesOf(root, { GITHUB_RUN_ID: "3502" }));
    expect(await failureOf(readRun(connectTo(server), environment, "apply"))).toMatchObject({
      code: "run-mismatch",
      args: { variables: ["GITHUB_ACTOR_ID"] },
    });
  });
});

describe("an apply", () => {
  test.each<[string, Start, object]>([
    [
      "of an older commit, run again, is stale (T09)",
      { state: { branches: { main: next } }, run: { attempt: 2 }, variables: { GITHUB_RUN_ATTEMPT: "2" } },
      { code: "run-not-tip", exitCode: 24, args: { sha: root, tip: next, branch: "main" } },
    ],
    [
      "that somebody started for another commit is stale (T10)",
      {
        run: { event: "workflow_dispatch", headSha: next },
        variables: { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_SHA: next },
      },
      { code: "run-not-tip", exitCode: 24 },
    ],
    [
      "of a fork's commit that no branch has is stale (T11)",
      { run: { headSha: shaNamed("fork") }, variables: { GITHUB_SHA: shaNamed("fork") } },
      { code: "run-not-tip", exitCode: 24 },
    ],
    [
      "on another branch is refused",
      { run: { headBranch: "work" }, variables: { GITHUB_REF: "refs/heads/work" } },
      { code: "run-other-branch", exitCode: 20, args: { branch: "work", defaultBranch: "main", mode: "apply" } },
    ],
    [
      "on a branch that anybody may push to is refused",
      { state: { protections: {} } },
      { code: "run-branch-unprotected", exitCode: 20, args: { branch: "main" } },
    ],
  ])("%s", async (_, start, failure) => {
    expect(await started(start)).toMatchObject(failure);
  });

  test("on a branch that a ruleset protects is fine", async () => {
    expect(await started({ state: { protections: {}, rulesets: [newRuleset()] } })).toMatchObject({ event: "push" });
  });

  test("that was started by hand at the tip is fine", async () => {
    const event = "workflow_dispatch";
    expect(await started({ run: { event }, variables: { GITHUB_EVENT_NAME: event } })).toMatchObject({ event });
  });
});

test.each(["pull_request_target", "workflow_run"])("nothing is asked of GitHub on %s (T30)", async (event) => {
  const failure = await started({ mode: "plan", run: { event }, variables: { GITHUB_EVENT_NAME: event } });
  expect(failure).toMatchObject({ code: "run-event-unsafe", exitCode: 20 });
  expect(await server.requests()).toEqual([]);
});

test("an event that only GitHub tells is refused too (T30)", async () => {
  const start: Start = { mode: "plan", run: { event: "pull_request_target" } };
  const failure = await started({ ...start, variables: { GITHUB_EVENT_NAME: "pull_request" } });
  expect(failure).toMatchObject({ code: "run-event-unsafe" });
});

test("a plan is for whatever head its pull request has", async () => {
  const event = "pull_request";
  const merge = { GITHUB_EVENT_NAME: event, GITHUB_SHA: next, GITHUB_REF: "refs/pull/1/merge" };
  const run = { event, headBranch: "work", headSha: shaNamed("h1") };
  expect(await started({ mode: "plan", run, variables: merge })).toMatchObject({ event, headSha: shaNamed("h1") });
});

test("drift is looked for on a branch that nothing protects, too", async () => {
  const run = { event: "schedule" };
  const variables = { GITHUB_EVENT_NAME: "schedule" };
  expect(await started({ mode: "drift", run, variables, state: { protections: {} } })).toMatchObject(run);
});

test("a run that cannot be read is no run without people", async () => {
  const fault = { kind: "status", status: 500, when: "before-effect" } as const;
  await server.fail({ path: /actions\/runs/u, times: 9, fault });
  expect(await started({})).toMatchObject({ code: "github-unavailable", exitCode: 26 });
});
