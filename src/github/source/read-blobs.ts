import type { Buffer } from "node:buffer";

import type { RawManifest } from "../../load/find-manifests.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { ManifestBlob } from "./choose-manifests.ts";
import type { CommitSource } from "./commit-source.ts";
import { type GitEnd, runGit } from "./run-git.ts";

/** Reads blobs as they are stored: no filter, no change of line ends. Throws the Failure `blob-unreadable` unless it reads each of them. */
export async function readBlobs(
  { folder, limits }: CommitSource,
  blobs: readonly ManifestBlob[],
): Promise<readonly RawManifest[]> {
  if (blobs.length === 0) return [];
  const end = await runGit(folder, {
    words: ["cat-file", "--batch"],
    input: blobs.map(({ id }) => `${id}\n`).join(""),
    mostBytes: limits.totalBytes + blobs.length * headerBytes,
  });
  let at = 0;
  return blobs.map(({ file, id }) => {
    const content = contentAt(end.stdout, at, id);
    if (content === undefined) throw unreadable(file, end);
    at = content.end + 1;
    return { file, bytes: end.stdout.subarray(content.start, content.end) };
  });
}

const headerBytes = 128;

// `<id> blob <size>`, a line feed, the bytes, a line feed (git-cat-file, "BATCH OUTPUT").
function contentAt(
  output: Buffer,
  at: number,
  id: string,
): { readonly start: number; readonly end: number } | undefined {
  const lineEnd = output.indexOf("\n", at);
  if (lineEnd === -1) return undefined;
  const [, found, size] = /^([0-9a-f]+) blob (\d+)$/.exec(output.toString("latin1", at, lineEnd)) ?? [];
  const start = lineEnd + 1;
  const end = start + Number(size);
  return found === id && output[end] === lineFeed ? { start, end } : undefined;
}

const lineFeed = 0x0a;

function unreadable(file: string, { complaint }: GitEnd): Failure {
  return new Failure("blob-unreadable", exitCodes.unreadable, { file }, { cause: complaint });
}
