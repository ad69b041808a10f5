import { type Buffer, isUtf8 } from "node:buffer";

/** A file, link or submodule of a commit. */
export interface TreeEntry {
  readonly mode: string;
  /** The id of its content. */
  readonly id: string;
  /** Length of its content; absent for what has none, such as a submodule, or is gone. */
  readonly bytes: number | undefined;
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  /** Whether the path is UTF-8; otherwise `path` only resembles it. */
  readonly isText: boolean;
}

/**
 * Parses what `git ls-tree -r -z -l --full-tree` prints: `<mode> <type> <id> <size>`, a tab, the path, a zero byte (git-ls-tree,
 * "OUTPUT FORMAT"). Throws for anything else, since that is not git.
 */
export function parseTree(output: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0, at);
    if (end === -1) throw new Error("git's list of files is cut off");
    entries.push(parseEntry(output.subarray(at, end)));
    at = end + 1;
  }
  return entries;
}

function parseEntry(entry: Buffer): TreeEntry {
  const tab = entry.indexOf("\t");
  const [, mode, id, size] =
    /^(\d{6}) [a-z]+ ([0-9a-f]{40,64}) +(\d+|-|BAD)$/.exec(entry.toString("latin1", 0, tab)) ?? [];
  if (mode === undefined || id === undefined) throw new Error("git's list of files has a line of another form");
  const path = entry.subarray(tab + 1);
  return {
    mode,
    id,
    bytes: /^\d/.test(size ?? "") ? Number(size) : undefined,
    path: path.toString("utf8"),
    isText: isUtf8(path),
  };
}
