import { randomUUID } from "node:crypto";
import { access, link, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline as pack, Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { ArchiveLine } from "../targets/archive.ts";
import { writeText } from "./output.ts";

/**
 * Writes an archive to a file that nobody else may read: packed when its name ends in `.gz`, on the disk when it is done,
 * and there whole or not at all. What is read back must pass `check` before the file gets its name. Throws
 * `archive-exists` rather than overwrite a file, and `archive-not-written`.
 */
export async function writeArchiveFile<Result>(
  file: string,
  lines: AsyncIterable<ArchiveLine>,
  check: (part: string) => Promise<Result>,
): Promise<Result> {
  if (await isThere(file)) throw exists(file);
  // Keeps the ending, so that it is read as it was written.
  const part = path.join(path.dirname(file), `.${randomUUID()}.part${file.endsWith(".gz") ? ".gz" : ""}`);
  try {
    await writePart(part, lines);
    const result = await check(part);
    await giveName(part, file);
    return result;
  } catch (cause) {
    throw cause instanceof Error && "syscall" in cause ? notWritten(file, cause) : cause;
  } finally {
    // What cannot be removed was not made, or has its name by now.
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** Writes an archive to a stream and waits until all of it is gone. Throws `output-failed` when nobody takes it. */
export async function writeArchiveTo(stream: Writable, lines: AsyncIterable<ArchiveLine>): Promise<void> {
  // From here on an error has no place on the same stream.
  await writeText(stream, "");
  try {
    await pipeline(Readable.from(chunksOf(lines)), stream, { end: false });
  } catch (cause) {
    if (!(cause instanceof Error) || !("syscall" in cause)) throw cause;
    throw new Failure("output-failed", exitCodes.usage, { detail: codeOf(cause) }, { cause });
  }
}

async function writePart(part: string, lines: AsyncIterable<ArchiveLine>): Promise<void> {
  const handle = await open(part, "wx", 0o600);
  try {
    await handle.writeFile(part.endsWith(".gz") ? packed(chunksOf(lines)) : chunksOf(lines));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

// What goes wrong on either side of it ends both.
function packed(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pack(Readable.from(chunks), createGzip(), () => undefined);
}

// Many tiny writes are slow.
async function* chunksOf(lines: AsyncIterable<ArchiveLine>): AsyncGenerator<Buffer> {
  let [waiting, length]: [string[], number] = [[], 0];
  for await (const line of lines) {
    waiting.push(line, "\n");
    length += line.length;
    if (length < chunkSize) continue;
    yield Buffer.from(waiting.join(""));
    [waiting, length] = [[], 0];
  }
  if (waiting.length > 0) yield Buffer.from(waiting.join(""));
}

const chunkSize = 65_536;

// A second name fails where a file has come up meanwhile; renaming would overwrite it.
async function giveName(part: string, file: string): Promise<void> {
  try {
    await link(part, file);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw exists(file);
    // Some file systems know no second names.
    if (await isThere(file)) throw exists(file);
    await rename(part, file);
  }
  await syncFolder(path.dirname(file));
}

// Where folders cannot be synchronized, as on Windows, the name is kept by the system itself.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function exists(file: string): Failure {
  return new Failure("archive-exists", exitCodes.usage, { file });
}

function notWritten(file: string, cause: Error): Failure {
  return new Failure("archive-not-written", exitCodes.usage, { file, detail: codeOf(cause) }, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
