import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";

import { importExport, type ImportFlags } from "../../src/cli/commands/import.ts";
import type { Environment } from "../../src/cli/environment.ts";
import { runCommand } from "../../src/cli/run-command.ts";

/** What a command left behind. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The flags of a call that says nothing. */
export const plainFlags = { color: false, cache: false } as const;

/** A folder that is gone when the test is over. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "charter-import-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a command in a folder, as ada. */
export async function runIn(
  cwd: string,
  flags: Partial<ImportFlags>,
  command: (environment: Environment) => Promise<number>,
): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const environment = { cwd, variables: { CHARTER_ACTOR: "ada@compass.test" }, stdin, stdout, stderr };
  const exitCode = await runCommand(environment, { ...plainFlags, ...flags }, () => command(environment));
  return { exitCode, stdout: textOf(stdout), stderr: textOf(stderr) };
}

/** Runs `charter import` in a folder. */
export function runImport(cwd: string, out: string, flags: Partial<ImportFlags>): Promise<Ran> {
  return runIn(cwd, flags, (environment) => importExport(out, { ...plainFlags, ...flags }, environment));
}

/** Writes an export: a value becomes JSON, and a text stands as it is. */
export function writeExport(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [file, value] of Object.entries(files)) {
    const path = join(folder, "personalize", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  }
}

/** Every file below a folder with its text, by path. Empty for a folder that is not there. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = readEntries(folder).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
}

function textOf(stream: PassThrough): string {
  const chunk: unknown = stream.read();
  return chunk instanceof Buffer ? chunk.toString("utf8") : "";
}
