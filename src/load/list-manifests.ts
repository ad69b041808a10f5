import { Buffer } from "node:buffer";
import { lstatSync, readdirSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { cwd } from "node:process";

import type { Diagnostic } from "../model/diagnostic.ts";
import { problem } from "../model/diagnostic.ts";
import type { Limits } from "./limits.ts";
import type { Refusal } from "./read-regular-file.ts";
import { readRegularFile, refusalOf } from "./read-regular-file.ts";

/** The manifests below a root, by their paths. */
export interface ListedManifests {
  /** The folder the paths start from. */
  readonly base: string;
  /** With forward slashes, ordered by code unit. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lists every `.yaml` and `.yml` file below a folder, or the one file that is named. Names that start with a dot and
 * `node_modules` are passed over. What could show something else than the repository holds is refused: symbolic links,
 * pipes and devices, submodules.
 */
export function listManifests(root: string, limits: Limits): ListedManifests {
  const base = resolve(root);
  try {
    if (leadsThroughLink(base)) return refused(base, root, { code: "symlink-refused" });
    const about = lstatSync(base, { throwIfNoEntry: false });
    if (about === undefined) return { base, paths: [], diagnostics: [] };
    if (about.isDirectory()) return listFolders(base, limits);
    const file = basename(base);
    if (about.isFile()) return { base: dirname(base), paths: [file], diagnostics: [] };
    return refused(base, file, { code: "not-regular-file" });
  } catch (error) {
    return refused(base, root, refusalOf(error));
  }
}

/** A problem with a file or folder as a whole. */
export function fileProblem(file: string, { code, args }: Refusal): Diagnostic {
  return problem(code, { file, start: 0, end: 0 }, args);
}

function refused(base: string, file: string, refusal: Refusal): ListedManifests {
  return { base, paths: [], diagnostics: [fileProblem(file, refusal)] };
}

// Folders above the working folder are the user's own; those below it came with the repository.
function leadsThroughLink(path: string): boolean {
  const below = relative(cwd(), path);
  const inside = below !== "" && !below.startsWith("..") && !isAbsolute(below);
  const steps = inside ? below.split(sep) : [];
  const folders = steps.map((_step, index) => resolve(...steps.slice(0, index + 1)));
  return [...folders, path].some((folder) => lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true);
}

interface Walk {
  readonly base: string;
  readonly limits: Limits;
  readonly submodules: ReadonlySet<string>;
  readonly folders: string[];
  readonly paths: string[];
  readonly diagnostics: Diagnostic[];
}

function listFolders(base: string, limits: Limits): ListedManifests {
  const walk: Walk = { base, limits, submodules: readSubmodules(base), folders: [""], paths: [], diagnostics: [] };
  for (let folder = walk.folders.pop(); folder !== undefined; folder = walk.folders.pop()) {
    visitFolder(walk, folder);
    if (walk.paths.length > limits.files) {
      return { base, paths: [], diagnostics: [problem("too-many-files", undefined, { limit: limits.files })] };
    }
  }
  // By code unit, which is the default order: the order of a folder's entries differs between machines.
  return { base, paths: walk.paths.toSorted(), diagnostics: walk.diagnostics };
}

// Git names the folders of other repositories here, whether or not they are checked out.
function readSubmodules(base: string): ReadonlySet<string> {
  const bytes = readRegularFile(join(base, ".gitmodules"), 1_048_576);
  if (!Buffer.isBuffer(bytes)) return new Set();
  return new Set(
    [...bytes.toString("utf8").matchAll(/^\s*path\s*=\s*"?([^"\r\n]*[^"\s])/gm)].map(([, path]) => path ?? ""),
  );
}

function visitFolder(walk: Walk, folder: string): void {
  const entries = readEntries(walk, folder);
  if (folder !== "" && (walk.submodules.has(folder) || entries.some(({ name }) => name === ".git"))) {
    refuse(walk, folder, { code: "submodule-refused" });
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    visitEntry(walk, entry, folder === "" ? entry.name : `${folder}/${entry.name}`);
  }
}

function readEntries(walk: Walk, folder: string): readonly Dirent[] {
  try {
    return readdirSync(join(walk.base, folder), { withFileTypes: true });
  } catch (error) {
    refuse(walk, folder === "" ? "." : folder, refusalOf(error));
    return [];
  }
}

function visitEntry(walk: Walk, entry: Dirent, path: string): void {
  const isManifest = /\.ya?ml$/i.test(entry.name);
  if (entry.isSymbolicLink()) {
    if (isManifest || leadsToFolder(join(walk.base, path))) refuse(walk, path, { code: "symlink-refused" });
    return;
  }
  if (!isManifest && !entry.isDirectory()) return;
  const bytes = Buffer.byteLength(path);
  const limit = walk.limits.pathBytes;
  if (bytes > limit) refuse(walk, path, { code: "path-too-long", args: { bytes, limit } });
  else if (entry.isDirectory()) walk.folders.push(path);
  else if (entry.isFile()) walk.paths.push(path);
  else refuse(walk, path, { code: "not-regular-file" });
}

function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function refuse(walk: Walk, path: string, refusal: Refusal): void {
  walk.diagnostics.push(fileProblem(path, refusal));
}
