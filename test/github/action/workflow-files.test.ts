import { readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { starterWorkflow } from "../../../src/cli/starter-workflow.ts";

interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly [other: string]: unknown;
}

interface WorkflowJob {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly environment?: unknown;
  readonly steps: readonly WorkflowStep[];
  readonly [other: string]: unknown;
}

interface WorkflowFile {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

const root = path.join(import.meta.dirname, "../../..");
// What `charter init` cannot know before the release that it belongs to: that line says how to pin it.
const own = "charter-dev/charter@";
const ci = path.join(root, ".github/workflows/ci.yml");

/** What a stranger can write: titles, branches, labels, commits, and everything that is made of them. */
const untrusted =
  /\bgithub\.(?:event\b(?!_name)|head_ref|ref\b|ref_name|base_ref)|\b(?:inputs|steps|needs|env|matrix)\./;

// The number of a pull request, and the ref that names a group, hold no text that a shell or a script reads.
const harmless = new Set(["github.event.pull_request.number", "github.ref"]);

function expressionsIn(value: unknown): readonly string[] {
  const text = JSON.stringify(value ?? null);
  return Array.from(text.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g), ([, expression = ""]) => expression);
}

const files: readonly (readonly [string, string])[] = [
  ["that charter init writes", starterWorkflow()],
  ["that checks Charter itself", readFileSync(ci, "utf8")],
];

describe.each(files)("the workflow %s", (_name, text) => {
  const workflow = parse(text, { strict: true, uniqueKeys: true }) as WorkflowFile;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("T33 puts no expression into a script, and nothing that a stranger writes anywhere", () => {
    for (const { run, with: inputs = {} } of steps) {
      expect(expressionsIn(run)).toEqual([]);
      expect(expressionsIn(inputs["script"])).toEqual([]);
    }
    const parts = expressionsIn(workflow).flatMap((expression) => expression.split(/\s*(?:\|\||&&)\s*/));
    const used = parts.filter((part) => !harmless.has(part));
    expect(used.filter((expression) => untrusted.test(expression))).toEqual([]);
  });

  test("T30 T33 starts on no event that lends secrets to a stranger", () => {
    const events = Object.keys(workflow.on);
    expect(
      events.filter((event) => /pull_request_target|workflow_run|issue_comment|issues|discussion/.test(event)),
    ).toEqual([]);
  });

  test("T33 gives no job more than it names itself, for no longer than it says", () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of jobs) {
      expect([name, Object.keys(job.permissions ?? {}).length > 0]).toEqual([name, true]);
      expect(Object.values(job.permissions ?? {}).every((level) => level === "read" || level === "write")).toBe(true);
      expect([name, job["timeout-minutes"]]).toEqual([name, expect.any(Number)]);
    }
    expect(JSON.stringify(workflow)).not.toMatch(/"secrets":"inherit"|write-all|read-all/);
  });

  test("T33 names every action of others by its commit, and leaves no token in the clone", () => {
    const others = steps.map(({ uses = "" }) => uses).filter((uses) => uses !== "" && !uses.startsWith(own));
    expect(others.filter((uses) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
  });

  test("T37 keeps no cache between a job that strangers reach and another", () => {
    for (const { uses = "", with: inputs = {} } of steps) {
      expect(uses).not.toMatch(/cache/i);
      expect(inputs["cache"]).toBeUndefined();
      if (uses.startsWith("actions/setup-node@")) expect(inputs["package-manager-cache"]).toBe(false);
    }
  });
});

test("T37 The job that applies holds the checkout and Charter and nothing else, in an environment of its own", () => {
  const { jobs } = parse(starterWorkflow()) as WorkflowFile;
  const apply = jobs["apply"];
  expect(apply?.steps.map(({ uses = "" }) => uses.replace(/@.*/, ""))).toEqual([
    "actions/checkout",
    "charter-dev/charter",
  ]);
  expect(apply?.environment).toBe("contentstack-apply");
  const others = Object.entries(jobs).filter(
    ([name, job]) => name !== "apply" && job.environment === "contentstack-apply",
  );
  expect(others).toEqual([]);
});

test("T33 The Action itself runs one file, and no script into which inputs are put", () => {
  const action = parse(readFileSync(path.join(root, "action.yml"), "utf8")) as Readonly<Record<string, unknown>>;
  expect(action["runs"]).toEqual({ using: "node24", main: "dist/index.js" });
  expect(expressionsIn(action)).toEqual(["github.token"]);
});
