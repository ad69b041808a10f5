import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { applyPlan } from "../../src/apply/apply-plan.ts";
import { declare } from "../../src/declare.ts";
import { loadManifests, type LoadedManifests } from "../../src/load/index.ts";
import { createLocator } from "../../src/load/locate.ts";
import { hasErrors } from "../../src/model/diagnostic.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Plan } from "../../src/model/plan.ts";
import { invalidPlan, type PlanRequest, reconcile, type Reconciliation } from "../../src/reconcile.ts";
import { renderPlanJson } from "../../src/render/json/plan.ts";
import { renderPlanMarkdown } from "../../src/render/markdown/plan.ts";
import { renderDiagnostics } from "../../src/render/terminal/diagnostics.ts";
import { renderPlan } from "../../src/render/terminal/plan.ts";
import { snapshotDigest } from "../../src/targets/snapshot-digest.ts";
import type { Target } from "../../src/targets/target.ts";
import { acceptInvitations, openOrganization } from "./embedded-organization.ts";
import { readScenario, type Scenario, scenarioFolder, writeLayers } from "./scenario-folder.ts";

/** A scenario that is going on: an embedded organization of its own, and its manifests. */
export interface Run {
  readonly scenario: Scenario;
  readonly target: Target;
  readonly manifests: LoadedManifests;
  readonly folder: string;
}

/** A plan as the three texts people see. */
export interface Shown {
  readonly json: string;
  readonly markdown: string;
  readonly terminal: string;
}

/** Makes a scenario's live organization, plans and applies what came earlier, and loads its manifests. */
export async function startRun(name: string): Promise<Run> {
  const scenario = readScenario(name);
  const folder = await mkdtemp(path.join(tmpdir(), "charter-scenario-"));
  const { world, pending = [] } = scenario;
  if (scenario.live !== "nothing") await cp(await foundedWorld(world, pending), folder, { recursive: true });
  const target = await openOrganization(folder, name);
  const run = { scenario, target, folder };
  if (scenario.earlier !== undefined) await applyOverlay(run, name, { overlay: "earlier", actor: scenario.earlier });
  const over = [scenarioFolder(name, "manifests")];
  return { ...run, manifests: await loadLayers(run, over, scenario.remove) };
}

export async function endRun({ target, folder }: Run): Promise<void> {
  await target.close();
  await rm(folder, { recursive: true });
}

/** Plans as the command line does: broken manifests never reach the target. */
export async function planRun(
  run: Run,
  allowLoss = run.scenario.allowLoss,
): Promise<{ readonly plan: Plan; readonly reconciliation?: Reconciliation }> {
  const { actor, approvers = [], only } = run.scenario;
  return makePlan(run.target, run.manifests, { actor, approvers, allowLoss, only, ...tools });
}

/** Somebody else applies the scenario's folder `meanwhile`. */
export async function changeMeanwhile(run: Run, name: string): Promise<void> {
  const actor = run.scenario.meanwhile;
  if (actor !== undefined) await applyOverlay(run, name, { overlay: "meanwhile", actor });
}

/** Applies a plan and gives the exit code: of the target that refuses it, or 0 when every change was made. */
export async function applyRun({ target }: Run, reconciliation: Reconciliation): Promise<number> {
  try {
    const { failed, unknown } = await applyPlan(target, reconciliation, { lockTimeoutMs: 1000 });
    if (failed.length + unknown.length > 0) throw new Error(JSON.stringify([failed, unknown]));
    return 0;
  } catch (error) {
    if (error instanceof Failure) return error.exitCode;
    throw error;
  }
}

/** The plan in all three forms. */
export function showPlan(plan: Plan, { manifests }: Run): Shown {
  const locate = createLocator(manifests.textByFile);
  const style = { colour: false, width: 100 };
  const problems = renderDiagnostics(plan.diagnostics, locate, style);
  const terminal =
    plan.verdict === "invalid" ? problems : `${problems}${renderPlan({ ...plan, diagnostics: [] }, style)}`;
  return { json: [...renderPlanJson(plan, locate)].join(""), markdown: renderPlanMarkdown(plan, { locate }), terminal };
}

const tools = {
  forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
  digestOf: snapshotDigest,
  // The digest covers uids, which are no part of the claim; the same text in every scenario keeps the expected files readable.
  sha256: () => "0".repeat(64),
};

async function makePlan(
  target: Target,
  { documents, diagnostics }: LoadedManifests,
  request: PlanRequest,
): Promise<{ readonly plan: Plan; readonly reconciliation?: Reconciliation }> {
  const declared = declare(documents, diagnostics);
  if (hasErrors(declared.diagnostics)) return { plan: invalidPlan(target.name, request, declared.diagnostics) };
  const reconciliation = reconcile(declared, await target.read(), request);
  return { plan: reconciliation.plan, reconciliation };
}

const foundedWorlds = new Map<string, Promise<string>>();

/** A folder with the world live in it and everybody accepted but the pending; made once for each such world. */
async function foundedWorld(world: string, pending: readonly string[]): Promise<string> {
  const key = [world, ...pending].join("\n");
  const known = foundedWorlds.get(key) ?? foundWorld(world, pending);
  foundedWorlds.set(key, known);
  return known;
}

async function foundWorld(world: string, pending: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "charter-world-"));
  const target = await openOrganization(folder, world);
  const manifests = await loadManifests(scenarioFolder("worlds", world), { version: "0" });
  await applyAllowed(target, manifests, owner);
  await acceptInvitations(target, folder, pending);
  await target.close();
  return folder;
}

/** Removes the worlds that were founded. */
export async function removeWorlds(): Promise<void> {
  for (const folder of foundedWorlds.values()) await rm(await folder, { recursive: true });
}

// Every world is ada's.
const owner = "ada@acme.test";

async function applyOverlay(
  run: Pick<Run, "target" | "folder" | "scenario">,
  name: string,
  { overlay, actor }: { readonly overlay: string; readonly actor: string },
): Promise<void> {
  const manifests = await loadLayers(run, [scenarioFolder(name, overlay)]);
  await applyAllowed(run.target, manifests, actor);
  await acceptInvitations(run.target, run.folder, run.scenario.pending);
}

async function applyAllowed(target: Target, manifests: LoadedManifests, actor: string): Promise<void> {
  const { plan, reconciliation } = await makePlan(target, manifests, { actor, approvers: [], ...tools });
  if (plan.verdict !== "allowed" || reconciliation === undefined) {
    throw new Error(
      `the way to the scenario is ${plan.verdict}: ${JSON.stringify(plan.diagnostics)} ${JSON.stringify(plan.findings)}`,
    );
  }
  const outcome = await applyPlan(target, reconciliation, { lockTimeoutMs: 1000 });
  if (outcome.failed.length > 0) throw new Error(JSON.stringify(outcome.failed));
}

async function loadLayers(
  { target, folder, scenario }: Pick<Run, "target" | "folder" | "scenario">,
  over: readonly string[],
  remove?: readonly string[],
): Promise<LoadedManifests> {
  const root = await mkdtemp(path.join(folder, "manifests-"));
  const { world } = scenario;
  const live = await liveUids(target, world);
  await writeLayers(root, { world, remove, over, uidOf: (address) => live.get(address) ?? `no live ${address}` });
  return loadManifests(root, { version: "0" });
}

async function liveUids(target: Target, world: string): Promise<ReadonlyMap<string, string>> {
  const { documents } = await loadManifests(scenarioFolder("worlds", world), { version: "0" });
  const request: PlanRequest = { actor: "", approvers: [], ...tools };
  return reconcile(declare(documents, []), await target.read(), request).uids;
}
