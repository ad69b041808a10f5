import { open } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { ArchiveLine } from "../targets/archive.ts";
import type { Environment } from "./environment.ts";
import { splitLines } from "./split-lines.ts";

/**
 * The lines of an archive in a file, or of stdin for `-`. A name that ends in `.gz` is unpacked. Throws
 * `archive-unreadable` when it cannot be read, and `archive-damaged` for bytes that are no lines.
 */
export async function* readArchiveFile(file: string, { cwd, stdin }: Environment): AsyncGenerator<ArchiveLine> {
  if (file === "-") {
    yield* splitLines(stdin);
    return;
  }
  const handle = await open(path.resolve(cwd, file)).catch((cause: unknown) => unreadable(file, cause));
  try {
    yield* splitLines(file.endsWith(".gz") ? unpacked(handle.createReadStream()) : handle.createReadStream());
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && !(cause instanceof Failure)) unreadable(file, cause);
    throw cause;
  } finally {
    await handle.close();
  }
}

// What goes wrong on either side of it ends both.
function unpacked(packed: NodeJS.ReadableStream): AsyncIterable<Uint8Array> {
  return pipeline(packed, createGunzip(), () => undefined);
}

function unreadable(file: string, cause: unknown): never {
  const problem = packingProblems.get(codeOf(cause));
  if (problem !== undefined) throw new Failure("archive-damaged", exitCodes.usage, { problem }, { cause });
  const detail = codeOf(cause);
  throw new Failure("archive-unreadable", exitCodes.usage, { file, detail }, { cause });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}

// What zlib says of bytes that are cut off, or were never packed.
const packingProblems: ReadonlyMap<string, string> = new Map([
  ["Z_BUF_ERROR", "truncated"],
  ["Z_DATA_ERROR", "malformed"],
]);
