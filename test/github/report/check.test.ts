import { expect, test } from "vitest";

import type { Annotation } from "../../../src/github/report/annotations.ts";
import { checkReport } from "../../../src/github/report/check-report.ts";
import { type CheckApi, type PostedCheck, upsertCheck } from "../../../src/github/report/upsert-check.ts";
import { Failure } from "../../../src/model/failure.ts";
import type { PullRequestReport } from "../../../src/render/markdown/pull-request/pull-request-report.ts";
import { fullReport, head, home, options, report } from "../../render/markdown/pull-request/sample-report.ts";
import { change, decision, plan } from "../../render/sample-plan.ts";

const denied = plan({ verdict: "denied", changes: [change({ decision: decision({ allowed: false }) })] });
const suggestion = { missing: 1, groups: [{ howMany: 1, anyOf: ["ada"], covers: 1 }], beyondApproval: [] };
const stuck = { missing: 1, groups: [], beyondApproval: ["Member/x"] };

test.each<[string, PullRequestReport, string | undefined]>([
  ["an allowed plan", report(), "success"],
  ["a denied plan that can be approved", report({ plan: denied, suggestion }), "action_required"],
  ["a denied plan that nobody can approve", report({ plan: denied, suggestion: stuck }), "failure"],
  ["a denied plan that a guard refuses too", fullReport(), "failure"],
  ["a refused plan", report({ plan: plan({ verdict: "refused" }), suggestion }), "failure"],
  ["invalid manifests", report({ plan: plan({ verdict: "invalid" }) }), "failure"],
  ["a report without live data", report({ status: "offline", plan: denied }), "neutral"],
  ["a stale plan", report({ status: "stale" }), "failure"],
  ["a failed apply", report({ status: "failed" }), "failure"],
  ["a refused run", report({ status: "refused" }), "failure"],
  ["a finished apply", report({ status: "applied" }), "success"],
  ["an apply that is going on", report({ status: "applying" }), undefined],
])("the check of %s concludes by it", (_name, made, conclusion) => {
  expect(checkReport(made, options).conclusion).toBe(conclusion);
});

test("a check names its commit, its run and its target, and says what the comment says", () => {
  expect(checkReport(fullReport(), options)).toMatchObject({
    name: "charter/plan",
    headSha: head,
    status: "completed",
    title: "Plan denied: 1 of 4 changes",
    detailsUrl: `${home}/actions/runs/7`,
    externalId: options.marker,
  });
  expect(checkReport(fullReport(), options).summary).toMatch(/^## ⛔ Charter: plan denied\n/);
});

test("a report that cannot be shown whole fails, whatever its verdict", () => {
  const changes = Array.from({ length: 3000 }, (_change, at) => change({ address: `Event/storefront/e-${at}` }));
  const { conclusion, title, summary } = checkReport(report({ plan: plan({ changes }) }), options);
  expect(conclusion).toBe("failure");
  expect(title).toBe("Plan allowed, too large to be shown whole");
  expect(summary.length).toBeLessThan(65_535);
});

interface Checks extends CheckApi {
  readonly runs: PostedCheck[];
  readonly writes: string[];
}

function posted(changes: Partial<PostedCheck> = {}): PostedCheck {
  const fixed = { name: "charter/plan", headSha: head, status: "in_progress", appId: 1, url: "" };
  return { id: 1, ...fixed, externalId: options.marker ?? "", ...changes };
}

function checks(begin: readonly PostedCheck[], loses?: "answer" | "request"): Checks {
  const runs = [...begin];
  const writes: string[] = [];
  return {
    runs,
    writes,
    list: async () => runs,
    create: async ({ status }, annotations) => {
      writes.push(`create ${annotations.length}`);
      const made = posted({ id: 100 + runs.length, status });
      if (loses !== "request") runs.push(made);
      if (loses !== undefined) throw new Failure("github-unknown-outcome", 28, {});
      return made;
    },
    update: async (id, { status }, annotations) => {
      writes.push(`update ${id} ${annotations.length}`);
      return posted({ id, status });
    },
  };
}

function remarks(count: number): readonly Annotation[] {
  const place = { file: "a.yaml", line: 1 };
  return Array.from({ length: count }, () => ({ level: "error" as const, title: "x", message: "x", place }));
}

const check = checkReport(report(), options);

test.each<[string, readonly PostedCheck[], string]>([
  ["a commit without a check gets one", [], "create 1"],
  ["a check that is going on is completed", [posted({ id: 3 })], "update 3 1"],
  ["a check that is complete is followed by a new one", [posted({ status: "completed" })], "create 1"],
  ["the check of another target is left alone", [posted({ externalId: "x" })], "create 1"],
  ["the check of another App is left alone", [posted({ appId: 2 })], "create 1"],
  ["the newest check is the one that counts", [posted({ id: 3 }), posted({ id: 8, status: "completed" })], "create 1"],
])("%s", async (_name, begin, write) => {
  const api = checks(begin);
  await upsertCheck(api, { check, annotations: remarks(1), appId: 1 });
  expect(api.writes).toEqual([write]);
});

test("annotations go in fifties, and those without a line stay out", async () => {
  const api = checks([]);
  const nowhere: Annotation = { level: "error", title: "x", message: "x" };
  await upsertCheck(api, { check, annotations: [nowhere, ...remarks(120)] });
  expect(api.writes).toEqual(["create 50", "update 100 50", "update 100 20"]);
});

test("of thousands of annotations only so many are sent as go in a few seconds", async () => {
  const api = checks([]);
  await upsertCheck(api, { check, annotations: remarks(3000) });
  expect(api.writes).toEqual(["create 50", "update 100 50", "update 100 50", "update 100 50"]);
});

test("a check whose answer was lost is looked for and not made twice", async () => {
  const api = checks([posted({ status: "completed" })], "answer");
  await expect(upsertCheck(api, { check, annotations: [] })).resolves.toMatchObject({ id: 101 });
  expect(api.writes).toEqual(["create 0"]);
  const lost = checks([posted({ status: "completed" })], "request");
  await expect(upsertCheck(lost, { check, annotations: [] })).rejects.toMatchObject({ code: "github-unknown-outcome" });
});
