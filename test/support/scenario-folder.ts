import { readFileSync } from "node:fs";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Verdict } from "../../src/model/plan.ts";

/** What `scenario.json` says: who plans what on which world, and what comes of it. */
export interface Scenario {
  /** The folder of `worlds` that holds the organization's manifests. */
  readonly world: string;
  /** Whether the world is live already; `nothing` is live where a scenario founds it. */
  readonly live?: "world" | "nothing";
  readonly actor: string;
  readonly approvers?: readonly string[];
  readonly allowLoss?: number;
  readonly only?: readonly string[];
  /** Addresses of the people who have not accepted their invitations. */
  readonly pending?: readonly string[];
  /** Manifests of the world that are not declared: files, or folders. */
  readonly remove?: readonly string[];
  /** Who applied the folder `earlier` over the world, so that live is ahead of the manifests. */
  readonly earlier?: string;
  /** Who applies the folder `meanwhile` over the world, after the plan was made and before it is applied. */
  readonly meanwhile?: string;
  readonly expect: Expectation;
}

/** What comes of a scenario, beside the expected texts. */
export interface Expectation {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** Codes of the findings, each once. */
  readonly findings?: readonly string[];
  /** The reason code of each denied change, by address; one code alone when every change is denied with it. */
  readonly denied?: Readonly<Record<string, string>> | string;
}

const scenarios = path.join(import.meta.dirname, "..", "scenarios");

/** Where a scenario or a world stands. */
export function scenarioFolder(...names: readonly string[]): string {
  return path.join(scenarios, ...names);
}

/** The names of all scenarios, which are their claims. */
export async function listScenarios(): Promise<readonly string[]> {
  const entries = await readdir(scenarios, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "worlds")
    .map(({ name }) => name)
    .toSorted();
}

export function readScenario(name: string): Scenario {
  return JSON.parse(readFileSync(scenarioFolder(name, "scenario.json"), "utf8")) as Scenario;
}

/** The manifests to plan from: the world's, without the removed ones, and the overlays over them. */
export interface Layers {
  readonly world: string;
  readonly remove?: readonly string[] | undefined;
  /** Folders laid over the world, later ones over earlier ones. A folder that is not there changes nothing. */
  readonly over: readonly string[];
  /** Uids of live objects, which manifests mention as `<uid of ADDRESS>`. */
  readonly uidOf: (address: string) => string;
}

/** Writes manifests in layers into a folder. */
export async function writeLayers(target: string, { world, remove = [], over, uidOf }: Layers): Promise<void> {
  await cp(scenarioFolder("worlds", world), target, { recursive: true });
  for (const name of remove) await rm(path.join(target, name), { recursive: true });
  for (const folder of over) await cp(folder, target, { recursive: true, force: true }).catch(ignoreMissing);
  await nameUids(target, uidOf);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

async function nameUids(target: string, uidOf: (address: string) => string): Promise<void> {
  const files = await readdir(target, { recursive: true, withFileTypes: true });
  for (const entry of files.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const text = await readFile(file, "utf8");
    const named = text.replaceAll(/<uid of ([^>]+)>/g, (_, address: string) => uidOf(address));
    if (named !== text) await writeFile(file, named);
  }
}
