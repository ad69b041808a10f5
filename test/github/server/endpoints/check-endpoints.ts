import { findSha } from "../commit-graph.ts";
import { type Call, type Endpoints, type Reply, found, freshId, refused } from "../endpoint.ts";
import type { CheckRun } from "../github-state.ts";
import { checkRunObject } from "../objects/run-objects.ts";
import { takePage } from "../paging.ts";

/** Check runs, which only an App may write, and only its own. */
export const checkEndpoints: Endpoints = {
  "checks/create": { needs: ["checks:write"], answer: create },
  "checks/update": { needs: ["checks:write"], answer: update },
  "checks/get": {
    needs: ["checks:read"],
    answer: (call) => {
      const run = runOf(call);
      return found(run && checkRunObject(call, run));
    },
  },
  "checks/list-for-ref": { needs: ["checks:read"], answer: list },
};

function create(call: Call): Reply {
  const { state, body, now } = call;
  if (state.token.app === null) return refused(403, "You must authenticate via a GitHub App.");
  const sha = String(body["head_sha"]);
  if (state.commits[sha] === undefined) return refused(422, `No commit found for SHA: ${sha}`);
  const blank = { conclusion: null, completed_at: null, details_url: null, external_id: null, output: {} };
  const fixed = { id: freshId(state), app: state.token.app, name: "", head_sha: sha, status: "queued" };
  const run = withChanges({ ...fixed, ...blank, started_at: now }, call);
  return { status: 201, body: checkRunObject(call, run), change: { checkRuns: [...state.checkRuns, run] } };
}

function update(call: Call): Reply {
  const { state } = call;
  const old = runOf(call);
  if (old === undefined) return refused(404, "Not Found");
  if (old.app !== state.token.app) return refused(403, "A check run is changed by the GitHub App that made it.");
  const run = withChanges(old, call);
  const checkRuns = state.checkRuns.map((one) => (one.id === run.id ? run : one));
  return { status: 200, body: checkRunObject(call, run), change: { checkRuns } };
}

function runOf({ state, parameters }: Call): CheckRun | undefined {
  return state.checkRuns.find(({ id }) => id === parameters["check_run_id"]);
}

/** What the request says replaces what was; a conclusion completes the run. */
function withChanges(run: CheckRun, { body, now }: Call): CheckRun {
  const { annotations: _, images: __, ...output } = { ...run.output, ...(body["output"] as Partial<CheckOutput>) };
  const words = Object.fromEntries(Object.entries(body).filter(([name]) => name !== "actions"));
  const done = body["conclusion"] === undefined ? {} : { status: "completed", completed_at: now };
  return { ...run, ...done, ...words, ...(done.status && { status: done.status }), output };
}

interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: unknown;
  readonly images: unknown;
}

function list(call: Call): Reply {
  const { state, parameters } = call;
  const sha = findSha(state, String(parameters["ref"]));
  if (sha === undefined) return refused(422, `No commit found for SHA: ${String(parameters["ref"])}`);
  const { check_name: name, app_id: app, status } = parameters;
  const runs = state.checkRuns
    .filter((run) => run.head_sha === sha && (app === undefined || run.app === app))
    .filter((run) => (name === undefined || run.name === name) && (status === undefined || run.status === status));
  const asked = parameters["filter"] === "all" ? runs : runs.filter((run) => isLatest(run, runs));
  const page = takePage(asked, call);
  const body = { total_count: asked.length, check_runs: page.items.map((run) => checkRunObject(call, run)) };
  return { status: 200, body, headers: page.headers };
}

function isLatest({ id, app, name }: CheckRun, runs: readonly CheckRun[]): boolean {
  return runs.every((other) => other.app !== app || other.name !== name || other.id <= id);
}
