import { expect, test } from "vitest";

import { annotationsOf } from "../../../src/github/report/annotations.ts";
import type { Place } from "../../../src/model/place.ts";
import { fullReport, report } from "../../render/markdown/pull-request/sample-report.ts";
import { change, decision, placedAt, plan } from "../../render/sample-plan.ts";

const options = { masksEmails: false, locate: (place: Place) => ({ ...placedAt(4, 3)(place), width: 5 }) };
const place = { file: "a.yaml", start: 0, end: 1 };

test("a problem is annotated at its line and columns", () => {
  const diagnostics = [{ code: "unknown-key", severity: "warning", args: { key: "x", nearest: "y" }, place }] as const;
  expect(annotationsOf(report({ plan: plan({ verdict: "invalid", diagnostics }) }), options)).toEqual([
    {
      level: "warning",
      title: "Charter: unknown-key",
      message: "key `x` is not known here; did you mean `y`?",
      place: { file: "a.yaml", line: 4, columns: { start: 3, end: 8 } },
    },
  ]);
});

test("a denied change and a guard are annotated where the object is declared", () => {
  expect(annotationsOf(fullReport(), options).map(({ title, place: at }) => [title, at?.file, at?.line])).toEqual([
    ["Charter: Member/ben is denied", "members/ben.yaml", 1],
    ["Charter: guard admin-floor", "members/dana.yaml", 1],
  ]);
});

test("denied changes that a pull request does not bring, or that nobody decided, are not annotated", () => {
  const denied = plan({ changes: [change({ decision: decision({ allowed: false }) })] });
  expect(annotationsOf(report({ plan: denied }), options)).toEqual([]);
  expect(annotationsOf(report({ plan: denied, status: "offline" }), options)).toEqual([]);
});

test("annotations mask e-mails, show hidden characters and name no file with hidden characters", () => {
  const args = { key: "ada@acme.test\n::error::x\u202e" };
  const hidden = { ...place, file: "a\u202e.yaml" };
  const diagnostics = [{ code: "unknown-key", severity: "error", args, place: hidden }] as const;
  const [found] = annotationsOf(report({ plan: plan({ diagnostics }) }), { ...options, masksEmails: true });
  expect(found?.message).toContain("a***@acme.test\\u{a}::error::x\\u{202e}");
  expect(found?.place).toBeUndefined();
});
