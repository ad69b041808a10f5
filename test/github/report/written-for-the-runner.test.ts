import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "vitest";

import { outputsOf } from "../../../src/github/report/outputs.ts";
import { fullReport, report } from "../../render/markdown/pull-request/sample-report.ts";
import { plan } from "../../render/sample-plan.ts";

const folder = path.join(import.meta.dirname, "../../../src/github/report");

/** Calls an exported function in a process of its own, as a step of a run, and gives what it wrote. */
function asStep(file: string, [name, argument]: readonly [string, unknown]) {
  const home = mkdtempSync(path.join(tmpdir(), "charter-step-"));
  const [output, summary] = [path.join(home, "output"), path.join(home, "summary")];
  for (const each of [output, summary]) writeFileSync(each, "");
  const code = `import { ${name} } from ${JSON.stringify(path.join(folder, file))}; await ${name}(${JSON.stringify(argument)});`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
  });
  const written = { stdout, stderr, output: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
  rmSync(home, { recursive: true });
  return written;
}

test("annotations are workflow commands that their texts and paths cannot leave", () => {
  const hostile = "x\n::error::y%0A";
  const place = { file: "a:b,c\n.yaml", line: 4, columns: { start: 3, end: 8 } };
  const annotations = [
    { level: "error", title: hostile, message: hostile, place },
    { level: "warning", title: "t", message: "m" },
  ];
  const { stdout } = asStep("write-annotations.ts", ["writeAnnotations", annotations]);
  expect(stdout).toBe(
    [
      "::error title=x%0A%3A%3Aerror%3A%3Ay%250A,file=a%3Ab%2Cc%0A.yaml,line=4,endLine=4,col=3,endColumn=8::x%0A::error::y%250A",
      "::warning title=t::m",
      "",
    ].join("\n"),
  );
});

test("each output is one line behind a delimiter that nobody knows beforehand", () => {
  const outputs = { verdict: "a\nto-add<<x\n7\nx", "plan-path": "p" };
  const first = asStep("outputs.ts", ["writeOutputs", outputs]).output;
  const second = asStep("outputs.ts", ["writeOutputs", outputs]).output;
  expect(first).toMatch(/^verdict<<(ghadelimiter_[\w-]+)\na\\u\{a\}to-add<<x\\u\{a\}7\\u\{a\}x\n\1\nplan-path<</);
  expect(first).not.toBe(second);
});

test("the summary of the run is what was given, and replaces what was there", () => {
  expect(asStep("write-summary.ts", ["writeSummary", "## x"]).summary).toBe("## x\n");
});

test("the outputs of a report count its changes and say why it is not applied", () => {
  expect(outputsOf(fullReport(), { planPath: "plan.json", commentUrl: "https://x.test/1" })).toEqual({
    verdict: "denied",
    "to-add": "1",
    "to-change": "2",
    "to-remove": "1",
    denied: "1",
    digest: "sha256:1f",
    "plan-path": "plan.json",
    "comment-url": "https://x.test/1",
    "failure-reason": "denied",
  });
});

test.each([
  ["of an allowed plan", report(), "allowed", ""],
  ["of a guard", fullReport({ plan: { ...fullReport().plan, verdict: "refused" } }), "refused", "admin-floor"],
  ["of invalid manifests", report({ plan: plan({ verdict: "invalid" }) }), "invalid", "invalid"],
  ["of a stale plan", report({ status: "stale" }), "stale", "stale"],
  [
    "of a failure",
    report({ status: "failed", failure: { code: "target-locked", args: {} } }),
    "failed",
    "target-locked",
  ],
  ["without live data", fullReport({ status: "offline" }), "offline", ""],
] as const)("the outputs %s tell so", (_name, made, verdict, reason) => {
  expect(outputsOf(made, {})).toMatchObject({ verdict, "failure-reason": reason });
});
