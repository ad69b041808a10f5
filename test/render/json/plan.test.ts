import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Outcome } from "../../../src/model/outcome.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { renderAppliedPlanJson, renderPlanJson } from "../../../src/render/json/plan.ts";
import { hostilePlan } from "../hostile-text.ts";
import { change, fullPlan, placedAt, plan } from "../sample-plan.ts";
import { schemaErrors } from "./schema-check.ts";

interface ParsedPlan {
  readonly changes: readonly Readonly<Record<string, unknown>>[];
  readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
}

function textOf(pieces: Iterable<string>): string {
  return [...pieces].join("");
}

function parse(text: string): ParsedPlan {
  return JSON.parse(text) as ParsedPlan;
}

test("keys stand in the order of the contract, added ones behind them", () => {
  const parsed = parse(textOf(renderPlanJson(fullPlan())));
  expect(Object.keys(parsed)).toEqual([
    "formatVersion",
    "target",
    "actor",
    "verdict",
    "summary",
    "changes",
    "findings",
    "effects",
    "diagnostics",
    "cost",
    "digest",
    "founds",
    "authoritative",
    "approvers",
    "unmanagedByKind",
    "byHand",
  ]);
  expect(Object.keys(parsed.changes[0] ?? {})).toEqual([
    "address",
    "kind",
    "action",
    "edits",
    "permissions",
    "decision",
    "source",
    "symbol",
    "replaces",
  ]);
});

test("a change carries its edits, permissions, decision in words and source", () => {
  const twice = [{ permission: "b:update" }, { permission: "a:update" }, { permission: "b:update" }];
  const edits = [{ path: "/title", before: undefined, after: "Gold" }];
  const { changes } = parse(textOf(renderPlanJson(plan({ changes: [change({ edits, requirements: twice })] }))));
  expect(changes).toEqual([
    {
      address: "Audience/storefront/gold-canada",
      kind: "Audience",
      action: "update",
      edits: [{ path: "/title", before: null, after: "Gold" }],
      permissions: ["a:update", "b:update"],
      decision: {
        allowed: true,
        rule: "personalize-matrix",
        by: "ada",
        role: "Owner",
        reason: "`Owner` permits `audience:update`",
        whoCan: ["ada"],
        reasonCode: "role-permits",
        help: null,
      },
      source: { file: "projects/storefront/audiences.yaml", line: 1, column: 1 },
      symbol: "~",
      replaces: false,
    },
  ]);
});

test("a change that nothing declares has no source", () => {
  const { changes } = parse(textOf(renderPlanJson(plan({ changes: [change({ source: undefined })] }))));
  expect(changes[0]?.["source"]).toBeNull();
});

test("problems carry sentence, advice and place, in the order of their places", () => {
  const diagnostics: Plan["diagnostics"] = [
    { code: "message-empty", severity: "warning", args: {} },
    { code: "duplicate-key", severity: "error", args: { key: "a" }, place: { file: "a.yaml", start: 9, end: 10 } },
  ];
  const locate = placedAt(4, 3);
  const parsed = parse(textOf(renderPlanJson(plan({ verdict: "invalid", diagnostics }), locate)));
  expect(parsed.diagnostics).toEqual([
    {
      code: "duplicate-key",
      severity: "error",
      message: "key `a` appears twice",
      help: "keep one of the two; which one counts would depend on the reader",
      file: "a.yaml",
      line: 4,
      column: 3,
      related: [],
    },
    expect.objectContaining({ code: "message-empty", severity: "warning", file: null, line: null, column: null }),
  ]);
});

test("the text fits the published schema, whatever the plan holds", () => {
  expect(schemaErrors("plan", textOf(renderPlanJson(fullPlan())))).toEqual([]);
  fc.assert(
    fc.property(hostilePlan, (hostile) => {
      const text = textOf(renderPlanJson({ ...hostile, digest: `sha256:${hostile.digest}` }));
      expect(schemaErrors("plan", text)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("a plan that lacks a field of the contract does not fit the schema", () => {
  const { formatVersion, ...rest } = JSON.parse(textOf(renderPlanJson(plan()))) as Record<string, unknown>;
  expect(formatVersion).toBe("1.0");
  expect(schemaErrors("plan", JSON.stringify(rest))).toEqual([expect.stringContaining("formatVersion")]);
});

test("the same plan gives the same bytes, and the text has two spaces of indentation", () => {
  const text = textOf(renderPlanJson(fullPlan()));
  expect(textOf(renderPlanJson(fullPlan()))).toBe(text);
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
});

test("a big plan comes in pieces far smaller than itself", () => {
  const changes = Array.from({ length: 2000 }, () => change());
  let length = 0;
  let longest = 0;
  for (const piece of renderPlanJson(plan({ changes }))) {
    length += piece.length;
    longest = Math.max(longest, piece.length);
  }
  expect(length).toBeGreaterThan(1_000_000);
  expect(longest).toBeLessThan(2000);
});

test("an applied plan is the plan with what became of each change", () => {
  const outcome: Outcome = {
    applied: ["Member/ben"],
    failed: [{ address: "Member/eve", reason: "refused" }],
    notAttempted: ["Member/fay"],
    unknown: [],
    invitations: [{ email: "ben@acme.test", delivery: "sent", detail: "smtp.acme.test" }],
  };
  const text = textOf(renderAppliedPlanJson(fullPlan(), outcome));
  expect(JSON.parse(text)).toEqual({ ...parse(textOf(renderPlanJson(fullPlan()))), outcome });
  expect(schemaErrors("apply", text)).toEqual([]);
});
