import { Buffer } from "node:buffer";
import { hash } from "node:crypto";

import type { Diagnostic } from "../model/diagnostic.ts";
import { problem } from "../model/diagnostic.ts";
import { compareText } from "../model/json.ts";
import type { NotUtf8 } from "./decode-text.ts";
import { decodeText } from "./decode-text.ts";
import type { Limits } from "./limits.ts";
import { defaultLimits } from "./limits.ts";
import { fileProblem, listManifests } from "./list-manifests.ts";
import { readRegularFile } from "./read-regular-file.ts";

/** A manifest as it is on disk. */
export interface ManifestFile {
  /** Path below the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** SHA-256 of the bytes, in hex. */
  readonly hash: string;
}

/** The manifests below a root, and what is wrong with files and folders as such. */
export interface FoundManifests {
  /** Ordered by path, by code unit. */
  readonly files: readonly ManifestFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** What is left of files that are not UTF-8, by file: only to show where the wrong byte is. */
  readonly garbledByFile: ReadonlyMap<string, string>;
}

/**
 * Finds and reads the manifests below a folder, or the one file that is named. No symbolic link is followed, no pipe is
 * waited for, and nothing of a refused file is in the result. A root that is missing or holds no manifest is reported as
 * `nothing-declared`, since it is a mistake and not a wish to delete everything. Beyond the limits on the number of files
 * or their total size nothing is read.
 */
export async function findManifests(root: string, limits: Limits = defaultLimits): Promise<FoundManifests> {
  const { base, paths, diagnostics } = listManifests(root, limits);
  if (paths.length === 0 && diagnostics.length === 0) return nothing(problem("nothing-declared", undefined, { root }));
  const files: ManifestFile[] = [];
  const problems = [...diagnostics, ...caseCollisions(paths)];
  const garbledByFile = new Map<string, string>();
  let totalBytes = 0;
  // One after the other and synchronously: for small files the thread pool takes four times as long.
  for (const file of paths) {
    const read = readManifest(base, file, limits.fileBytes);
    totalBytes += read.bytes;
    if (totalBytes > limits.totalBytes) return nothing(tooLarge(limits.totalBytes));
    if (read.manifest !== undefined) files.push(read.manifest);
    if (read.problem !== undefined) problems.push(read.problem);
    if (read.garbled !== undefined) garbledByFile.set(file, read.garbled);
  }
  return { files, diagnostics: problems.toSorted(compareFiles), garbledByFile };
}

/** A manifest's bytes, read from wherever it lies. */
export interface RawManifest {
  /** Path below the root, with forward slashes. */
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * The manifests that were read from somewhere else than a folder on disk, such as a commit, with what was refused there.
 * Sizes are the reader's to check, before it reads.
 */
export function decodeManifests(raw: readonly RawManifest[], refused: readonly Diagnostic[]): FoundManifests {
  const read = raw.map(({ file, bytes }) => ({ file, ...decodeManifest(file, bytes) }));
  const problems = [...refused, ...read.flatMap((each) => each.problem ?? []), ...caseCollisions(pathsOf(raw))];
  return {
    files: read.flatMap(({ manifest }) => manifest ?? []),
    diagnostics: problems.toSorted(compareFiles),
    garbledByFile: new Map(
      read.flatMap(({ file, garbled }) => (garbled === undefined ? [] : [[file, garbled] as const])),
    ),
  };
}

interface ReadFile {
  readonly bytes: number;
  readonly manifest?: ManifestFile;
  readonly problem?: Diagnostic;
  readonly garbled?: string | undefined;
}

function nothing(found: Diagnostic): FoundManifests {
  return { files: [], diagnostics: [found], garbledByFile: new Map() };
}

function tooLarge(limit: number): Diagnostic {
  return problem("total-too-large", undefined, { limit });
}

function readManifest(base: string, file: string, mostBytes: number): ReadFile {
  const bytes = readRegularFile(`${base}/${file}`, mostBytes);
  return Buffer.isBuffer(bytes) ? decodeManifest(file, bytes) : { bytes: 0, problem: fileProblem(file, bytes) };
}

function decodeManifest(file: string, bytes: Buffer): ReadFile {
  const text = decodeText(bytes);
  if (typeof text !== "string") return { bytes: bytes.length, problem: notUtf8(file, text), garbled: text.garbled };
  return { bytes: bytes.length, manifest: { file, text, hash: hash("sha256", bytes, "hex") } };
}

function notUtf8(file: string, { encoding, at }: NotUtf8): Diagnostic {
  return problem("encoding-not-utf8", { file, start: at, end: at }, { encoding });
}

function pathsOf(raw: readonly RawManifest[]): readonly string[] {
  return raw.map(({ file }) => file);
}

// On a disk that ignores case, or spells accents its own way, one of the two files would hide the other.
function caseCollisions(paths: readonly string[]): readonly Diagnostic[] {
  const firstByName = new Map<string, string>();
  return paths.flatMap((file) => {
    const name = file.normalize("NFC").toLowerCase();
    const first = firstByName.get(name);
    if (first === undefined) firstByName.set(name, file);
    return first === undefined ? [] : [collision(first, file)];
  });
}

function collision(first: string, file: string): Diagnostic {
  const found = fileProblem(file, { code: "path-case-collision", args: { path: file, other: first } });
  return { ...found, related: [{ file: first, start: 0, end: 0 }] };
}

function compareFiles(one: Diagnostic, other: Diagnostic): number {
  return compareText(one.place?.file ?? "", other.place?.file ?? "");
}
