import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import type { ManifestDocument } from "../model/declaration.ts";
import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { Plan } from "../model/plan.ts";
import { parsePlanFile, type PlanFile, printPlanFile } from "../plan/plan-file.ts";
import { sha256 } from "../targets/sha256.ts";
import { version } from "../version.ts";
import type { Environment } from "./environment.ts";
import type { PlanOptions } from "./make-plan.ts";
import { isPlanFile } from "./plan-file-shape.ts";

/** What a saved plan is made of. */
export interface Saved {
  readonly plan: Plan;
  readonly documents: readonly ManifestDocument[];
  readonly request: PlanOptions;
}

/** How long a saved plan may be applied. */
const lifetimeMs = 24 * 60 * 60 * 1000;

/** Writes a plan to a file that apply takes, whole or not at all. It may be applied once, within a day. */
export async function savePlan(
  file: string,
  { plan, documents, request }: Saved,
  environment: Environment,
): Promise<void> {
  const now = Date.now();
  const times = { createdAt: new Date(now).toISOString(), expiresAt: new Date(now + lifetimeMs).toISOString() };
  const text = printPlanFile({ id: randomUUID(), ...times, version, plan, documents, request }, sha256);
  // Apply would read it as a manifest.
  if (/\.ya?ml$/i.test(file)) throw new Failure("plan-not-saved", exitCodes.usage, { file, cause: "manifest" });
  try {
    await writeWhole(resolve(environment.cwd, file), text);
  } catch (cause) {
    throw new Failure("plan-not-saved", exitCodes.usage, { file }, { cause });
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(part, text, { mode: 0o600, flag: "wx" });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Reads a saved plan and refuses one that was altered, is too old, or was made by another version. */
export async function openPlan(file: string, environment: Environment): Promise<PlanFile> {
  const text = await readFile(resolve(environment.cwd, file), "utf8").catch((cause: unknown) => {
    throw new Failure("plan-unreadable", exitCodes.usage, { file }, { cause });
  });
  if (!text.startsWith("{")) throw new Failure("plan-unreadable", exitCodes.usage, { file, cause: "other" });
  const now = Date.now();
  const plan = parsePlanFile(text, { sha256, now: new Date(now).toISOString(), version });
  if (!isPlanFile(plan) || !isWithinADay(plan, now)) throw new Failure("plan-digest", exitCodes.stale);
  return plan;
}

// Charter gives every plan a day. Dates that say something else were put there by somebody else.
function isWithinADay({ createdAt, expiresAt }: PlanFile, now: number): boolean {
  const made = Date.parse(createdAt);
  return made <= now + clockSkewMs && Date.parse(expiresAt) - made === lifetimeMs;
}

// A plan may travel between machines whose clocks differ a little.
const clockSkewMs = 5 * 60 * 1000;
