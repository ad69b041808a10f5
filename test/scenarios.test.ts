import { readFile, writeFile } from "node:fs/promises";

import { afterAll, describe, expect, test } from "vitest";

import type { Plan } from "../src/model/plan.ts";
import { verdictExitCode } from "../src/plan/verdict-exit-code.ts";
import { type Expectation, listScenarios, readScenario, scenarioFolder } from "./support/scenario-folder.ts";
import {
  applyRun,
  changeMeanwhile,
  endRun,
  planRun,
  removeWorlds,
  type Run,
  showPlan,
  startRun,
} from "./support/scenario-run.ts";

// With CHARTER_UPDATE=1 the expected texts are written anew; they are reviewed like code.
const updates = process.env["CHARTER_UPDATE"] === "1";

const names = await listScenarios();

afterAll(removeWorlds);

describe("scenarios", () => {
  test.each(names.map((name) => [name.replaceAll("-", " "), name] as const))("%s", async (_, name) => {
    const run = await startRun(name);
    try {
      await expectScenario(run, name);
    } finally {
      await endRun(run);
    }
  });

  test("each say what the claim is about", () => {
    const silent = names.filter((name) => readScenario(name).expect.verdict === undefined);
    expect(silent).toEqual([]);
  });
});

async function expectScenario(run: Run, name: string): Promise<void> {
  const { exitCode, ...expected } = run.scenario.expect;
  const { plan, reconciliation } = await planRun(run);
  expect(inShort(plan)).toEqual({ findings: [], ...expected, denied: deniedIn(plan, expected) });
  await expectTexts(run, name, plan);
  await changeMeanwhile(run, name);
  const { serial } = await run.target.read();
  const ends =
    reconciliation !== undefined && plan.verdict === "allowed"
      ? await applyRun(run, reconciliation)
      : verdictExitCode(plan);
  expect(ends).toBe(exitCode);
  if (ends === 0) await expectSettled(run);
  else expect((await run.target.read()).serial).toBe(serial);
}

// What was applied is live: the same manifests plan nothing more, and the log has it all.
async function expectSettled(run: Run): Promise<void> {
  const { plan } = await planRun({ ...run, scenario: withoutAgreedLoss(run) });
  expect([plan.verdict, plan.changes.map(({ address, edits }) => ({ address, edits }))]).toEqual(["allowed", []]);
  expect(await run.target.audit.verify()).toMatchObject({ intact: true });
}

function withoutAgreedLoss({ scenario }: Run): Run["scenario"] {
  const { allowLoss: _, ...rest } = scenario;
  return rest;
}

async function expectTexts(run: Run, name: string, plan: Plan): Promise<void> {
  const { json, markdown, terminal } = showPlan(plan, run);
  for (const [file, text] of Object.entries({ "plan.json": json, "plan.md": markdown, "plan.txt": terminal })) {
    const path = scenarioFolder(name, file);
    if (updates) await writeFile(path, text);
    expect({ [file]: text }).toEqual({ [file]: await readFile(path, "utf8") });
  }
}

function deniedIn({ changes }: Plan, { denied = {} }: { readonly denied?: Expectation["denied"] }): object {
  return typeof denied === "string" ? Object.fromEntries(changes.map(({ address }) => [address, denied])) : denied;
}

function inShort(plan: Plan): object {
  const denied = plan.changes.filter(({ decision }) => !decision.allowed);
  return {
    verdict: plan.verdict,
    findings: [...new Set(plan.findings.map(({ code }) => code))],
    denied: Object.fromEntries(denied.map(({ address, decision }) => [address, decision.reason.code])),
  };
}
