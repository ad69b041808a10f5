import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Bench, cacheIn } from "../bench.ts";
import { ownerEmail } from "../organization/generate-organization.ts";

/** A call of Node.js: its arguments, and the folder it runs in. */
export interface Call {
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** How long the process lives, from before its start to after its end, in milliseconds. Throws when it fails. */
export function timeOf({ folder }: Bench, call: Call): number {
  const begin = performance.now();
  run(folder, call, {});
  return performance.now() - begin;
}

/** What the process prints, which must be JSON. */
export function answerOf({ folder }: Bench, call: Call): unknown {
  return JSON.parse(run(folder, call, { stdout: "pipe" }));
}

/** The most memory that the process held at a time, in megabytes. */
export function peakMemoryOf({ folder, programs }: Bench, { args, cwd }: Call): number {
  const file = join(folder, "peak-memory");
  const preload = join(programs, "peak-memory.mjs");
  run(folder, { args: ["--import", preload, ...args], ...(cwd !== undefined && { cwd }) }, { memoryFile: file });
  return Number(readFileSync(file, "utf8")) / 1024;
}

/** A call of Charter. */
export function charter(cwd: string, ...args: readonly string[]): Call {
  return { args: [join(import.meta.dirname, "../../bin/charter.js"), ...args], cwd };
}

/** A call of one of the programs that Charter is held against. */
export function program({ programs }: Bench, name: string, ...args: readonly string[]): Call {
  return { args: [join(programs, `${name}.mjs`), ...args] };
}

interface Wishes {
  readonly stdout?: "pipe";
  readonly memoryFile?: string;
}

function run(folder: string, { args, cwd = folder }: Call, { stdout, memoryFile = "" }: Wishes): string {
  const {
    status,
    stdout: printed,
    stderr,
  } = spawnSync(process.execPath, args, {
    cwd,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      XDG_CACHE_HOME: cacheIn(folder),
      CHARTER_ACTOR: ownerEmail,
      BENCH_MEMORY_FILE: memoryFile,
    },
    stdio: ["ignore", stdout ?? "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1_000_000_000,
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${stderr}`);
  return printed;
}
