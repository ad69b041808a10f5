import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "vitest";

import { type ProgramEnd, runCharter } from "../support/charter-process.ts";

interface Cache {
  /** Where compiled code is kept. */
  readonly compiled: string;
  readonly charter: (...words: readonly string[]) => Promise<ProgramEnd>;
}

async function inCache(work: (cache: Cache) => Promise<void>): Promise<void> {
  const cache = mkdtempSync(path.join(tmpdir(), "charter-compiled-"));
  const start = { cwd: cache, variables: { PATH: process.env["PATH"] ?? "", HOME: cache, XDG_CACHE_HOME: cache } };
  try {
    await work({
      compiled: path.join(cache, "charter", "compiled"),
      charter: (...words) => runCharter(words, start),
    });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

test("compiled code that was damaged is not used, and is replaced", () =>
  inCache(async ({ compiled, charter }) => {
    const first = await charter("schema", "Member");
    const files = filesIn(compiled);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) writeFileSync(file, damaged(readFileSync(file)));

    const second = await charter("schema", "Member");
    const third = await charter("schema", "Member");
    expect([second.exitCode, second.stdout, second.stderr]).toEqual([0, first.stdout, ""]);
    expect([third.exitCode, third.stdout, third.stderr]).toEqual([0, first.stdout, ""]);
    expect(filesIn(compiled)).toEqual(files);
  }));

test("compiled code is kept only where nobody else can write", () =>
  inCache(async ({ compiled, charter }) => {
    mkdirSync(compiled, { recursive: true });
    chmodSync(compiled, 0o777);
    const { exitCode } = await charter("schema", "Member");
    expect([exitCode, filesIn(compiled)]).toEqual([0, []]);
  }));

test("a call that was not understood keeps nothing", () =>
  inCache(async ({ compiled, charter }) => {
    const { exitCode } = await charter("vaildate");
    expect([exitCode, filesIn(compiled)]).toEqual([20, []]);
  }));

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

// Bytes in the middle are what V8 does not look at before it runs them.
function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = Math.floor(copy.length / 2); at < copy.length; at += 97) copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
