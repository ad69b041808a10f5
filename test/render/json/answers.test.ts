import { expect, test } from "vitest";

import { exitCodes } from "../../../src/model/exit-code.ts";
import { Failure } from "../../../src/model/failure.ts";
import {
  renderExplanationJson,
  renderFailureJson,
  renderRolesJson,
  renderValidationJson,
} from "../../../src/render/json/answers.ts";
import { locateNothing } from "../../../src/render/located-diagnostic.ts";
import { decision } from "../sample-plan.ts";
import { schemaErrors } from "./schema-check.ts";

test("manifests without errors are valid, warnings or not", () => {
  const diagnostics = [{ code: "message-empty", severity: "warning", args: {} } as const];
  const text = renderValidationJson({ documents: 3, diagnostics }, locateNothing);
  expect(JSON.parse(text)).toMatchObject({ formatVersion: "1.0", verdict: "valid", documents: 3 });
  expect(schemaErrors("validate", text)).toEqual([]);
});

test("an error makes the manifests invalid, and names its file", () => {
  const place = { file: "a.yaml", start: 0, end: 1 };
  const diagnostics = [{ code: "tab-indent", severity: "error", args: {}, place } as const];
  const text = renderValidationJson({ documents: 1, diagnostics }, locateNothing);
  expect(JSON.parse(text)).toEqual({
    formatVersion: "1.0",
    verdict: "invalid",
    documents: 1,
    diagnostics: [
      {
        code: "tab-indent",
        severity: "error",
        message: "a tab indents this line",
        help: "indent with spaces",
        file: "a.yaml",
        line: null,
        column: null,
        related: [],
      },
    ],
  });
  expect(schemaErrors("validate", text)).toEqual([]);
});

test("an explanation has the keys of the contract first", () => {
  const text = renderExplanationJson(decision({ role: undefined }));
  expect(Object.keys(JSON.parse(text) as object).slice(0, 6)).toEqual([
    "formatVersion",
    "allowed",
    "rule",
    "role",
    "reason",
    "whoCan",
  ]);
  expect(JSON.parse(text)).toMatchObject({ allowed: true, role: null, reason: "`Owner` permits `audience:update`" });
  expect(schemaErrors("explain", text)).toEqual([]);
});

test("roles have every key, with null for what they do not have", () => {
  const text = renderRolesJson([
    { title: "Admin", level: "organization", product: "administration", default: true },
    { title: "Editor", level: "project", product: "cms", project: "site", default: false, uid: "blt1" },
  ]);
  expect(JSON.parse(text)).toEqual({
    formatVersion: "1.0",
    roles: [
      { title: "Admin", level: "organization", product: "administration", project: null, default: true, uid: null },
      { title: "Editor", level: "project", product: "cms", project: "site", default: false, uid: "blt1" },
    ],
  });
  expect(schemaErrors("roles", text)).toEqual([]);
});

test("a failure is JSON too, with the exit code it ends the run with", () => {
  const failure = new Failure("plan-digest", exitCodes.stale);
  const text = renderFailureJson(failure, "refused");
  expect(JSON.parse(text)).toEqual({
    formatVersion: "1.0",
    verdict: "refused",
    error: {
      code: "plan-digest",
      message: "the plan is not as it was saved; its digest does not match",
      help: "make a new plan and review it",
      exitCode: 24,
    },
  });
  expect(schemaErrors("failure", text)).toEqual([]);
  expect(JSON.parse(renderFailureJson(failure))).not.toHaveProperty("verdict");
});
