import { closeSync, lstatSync, mkdirSync, openSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Stats } from "node:fs";
import { dirname, join } from "node:path";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { ImportedFile } from "./lay-out-files.ts";

/**
 * Writes files below a folder: all of them or none. Throws the Failures of `refuseClashes`, and `import-not-written` when the
 * disk refuses.
 */
export function writeFiles(root: string, files: readonly ImportedFile[]): void {
  for (const { file } of files) assertBelowRoot(file);
  refuseClashes(root, files);
  const made: Made = { files: [], folders: [] };
  try {
    for (const file of files) writeOne(root, file, made);
  } catch (cause) {
    takeBack(made);
    throw new Failure("import-not-written", exitCodes.usage, { folder: root }, { cause });
  }
}

/**
 * Throws the Failure `import-clash` with every file that exists already, and `import-not-a-folder` when a link or a file
 * stands where a folder must be.
 */
export function refuseClashes(root: string, files: readonly ImportedFile[]): void {
  const folders = new Set(files.flatMap(({ file }) => foldersOf(file)));
  for (const folder of ["", ...folders]) {
    // The folder that was named may be a link, as whoever named it chose; one below it would lead elsewhere.
    const about = folder === "" ? statSync(root, { throwIfNoEntry: false }) : look(join(root, folder));
    if (about?.isDirectory() === false) {
      throw new Failure("import-not-a-folder", exitCodes.usage, { folder: join(root, folder) });
    }
  }
  const clashes = files.map(({ file }) => file).filter((file) => look(join(root, file)) !== undefined);
  if (clashes.length > 0) throw new Failure("import-clash", exitCodes.usage, { folder: root, files: clashes });
}

// Handles make no other names; whatever else comes here must not reach the disk.
function assertBelowRoot(file: string): void {
  const isBelow = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*\.yaml$/.test(file);
  if (!isBelow) throw new Error(`an import does not write ${JSON.stringify(file)}`);
}

function foldersOf(file: string): readonly string[] {
  const steps = file.split("/").slice(0, -1);
  return steps.map((_, at) => steps.slice(0, at + 1).join("/"));
}

function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

interface Made {
  readonly files: string[];
  readonly folders: string[];
}

function writeOne(root: string, { file, text }: ImportedFile, made: Made): void {
  const path = join(root, file);
  makeFolder(dirname(path), made);
  // Never over a file, and never through a link, that came here in the meantime.
  const opened = openSync(path, "wx");
  made.files.push(path);
  try {
    writeFileSync(opened, text);
  } finally {
    closeSync(opened);
  }
}

function makeFolder(folder: string, made: Made): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder);
  made.folders.push(folder);
}

function takeBack({ files, folders }: Made): void {
  for (const file of files) quietly(() => rmSync(file, { force: true }));
  for (const folder of folders.toReversed()) quietly(() => rmdirSync(folder));
}

// What cannot be taken away again is left; the failure that led here is the one to report.
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing more can be done about it.
  }
}
