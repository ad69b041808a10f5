import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildPrograms } from "./programs/build-programs.ts";

/** How much is measured. */
export interface BenchSize {
  readonly objects: number;
  /** How often a command on all the objects is measured. */
  readonly rounds: number;
  /** How often a start is measured. */
  readonly startRounds: number;
}

/** What every measurement works with: a folder of its own, which goes with it. */
export interface Bench extends BenchSize {
  readonly folder: string;
  /** The folder with the programs that Charter is held against. */
  readonly programs: string;
  readonly close: () => void;
}

/** Makes the folder and the programs in it. */
export async function openBench(size: BenchSize): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "charter-bench-"));
  const programs = join(folder, "programs");
  mkdirSync(cacheIn(folder));
  await buildPrograms(programs);
  return { ...size, folder, programs, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Where commands keep what they may use again. */
export function cacheIn(folder: string): string {
  return join(folder, "cache");
}

/** Makes the next command parse every manifest: what earlier ones kept of them is gone. */
export function forgetParsed({ folder }: Bench): void {
  rmSync(join(cacheIn(folder), "charter", "parsed"), { recursive: true, force: true });
}
