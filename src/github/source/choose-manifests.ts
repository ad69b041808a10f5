import { Buffer } from "node:buffer";

import type { Limits } from "../../load/limits.ts";
import type { Diagnostic, MessageArguments } from "../../model/diagnostic.ts";
import { problem } from "../../model/diagnostic.ts";
import { oddityOf } from "./odd-path.ts";
import type { TreeEntry } from "./parse-tree.ts";

/** A manifest of a commit, not yet read. */
export interface ManifestBlob {
  /** Path below the folder of the manifests. */
  readonly file: string;
  readonly id: string;
}

/** What of a commit is read, and what is refused. */
export interface ChosenManifests {
  /** Ordered by path, by code unit. */
  readonly blobs: readonly ManifestBlob[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Chooses the manifests among the entries of a commit that lie in a folder, or are the one file that is named, as the search on a
 * disk does: names that start with a dot and `node_modules` are passed over; links, submodules, odd names and large files are
 * refused. Beyond a limit on all files nothing is chosen. A folder without manifests is the problem `nothing-declared`.
 */
export function chooseManifests(entries: readonly TreeEntry[], folder: string, limits: Limits): ChosenManifests {
  const judged = entries
    .map((entry) => ({ ...entry, file: below(entry.path, folder) }))
    .filter(({ file }) => !isPassedOver(file))
    .flatMap((entry) => judge(entry, entry.path === folder, limits));
  const chosen = judged.flatMap(({ blob }) => blob ?? []);
  const total = chosen.reduce((sum, { bytes }) => sum + bytes, 0);
  if (judged.length === 0) return nothing("nothing-declared", { root: folder === "" ? "." : folder });
  if (judged.length > limits.files) return nothing("too-many-files", { limit: limits.files });
  if (total > limits.totalBytes) return nothing("total-too-large", { limit: limits.totalBytes });
  return {
    blobs: chosen.map(({ file, id }) => ({ file, id })).toSorted((one, other) => (one.file < other.file ? -1 : 1)),
    diagnostics: judged.flatMap((each) => each.refused ?? []),
  };
}

// The one file that is named goes by its own name.
function below(path: string, folder: string): string {
  if (path === folder) return path.slice(path.lastIndexOf("/") + 1);
  return folder === "" ? path : path.slice(folder.length + 1);
}

function isPassedOver(file: string): boolean {
  return file.split("/").some((name) => (name.startsWith(".") && !/^\.\.?$/.test(name)) || name === "node_modules");
}

interface Judged {
  readonly blob?: ManifestBlob & { readonly bytes: number };
  readonly refused?: Diagnostic;
}

type NamedEntry = TreeEntry & { readonly file: string };

function judge(entry: NamedEntry, isNamed: boolean, limits: Limits): readonly Judged[] {
  const { file, mode, bytes = 0 } = entry;
  if (mode === "160000") return [refused(file, "submodule-refused")];
  // What a link leads to could be a folder of manifests, so none is passed over.
  if (mode === "120000") return [refused(file, "symlink-refused")];
  if (!isNamed && !looksLikeManifest(file)) return [];
  const oddity = entry.isText ? oddityOf(file) : "not-text";
  return [oddity === undefined ? judgeSize(entry, bytes, limits) : refused(file, "path-odd", { oddity })];
}

function judgeSize({ file, id }: NamedEntry, bytes: number, limits: Limits): Judged {
  const length = Buffer.byteLength(file);
  if (length > limits.pathBytes) return refused(file, "path-too-long", { bytes: length, limit: limits.pathBytes });
  if (bytes > limits.fileBytes) return refused(file, "file-too-large", { bytes, limit: limits.fileBytes });
  return { blob: { file, id, bytes } };
}

// A reader takes `a.yaml` with a character behind it that nobody sees for a manifest, so it may not be passed over.
function looksLikeManifest(file: string): boolean {
  return /\.ya?ml$/i.test(file.replaceAll(/[\p{C}\p{Z}]/gu, "").replace(/\.+$/, ""));
}

function refused(file: string, code: string, args: MessageArguments = {}): Judged {
  return { refused: problem(code, { file, start: 0, end: 0 }, args) };
}

function nothing(code: string, args: MessageArguments): ChosenManifests {
  return { blobs: [], diagnostics: [problem(code, undefined, args)] };
}
