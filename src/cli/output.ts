import type { Writable } from "node:stream";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";

/**
 * Writes text whole, however slowly the other side reads: a pipe that is full is waited for. A reader that has seen enough and
 * closes the pipe is no fault of anybody: the rest is dropped, and the command goes on to its exit code. Throws the Failure
 * `output-failed` when the text cannot be written, as on a full disk.
 */
export async function writeText(stream: Writable, text: string | Iterable<string>): Promise<void> {
  begun.add(stream);
  const chunks = typeof text === "string" ? [text] : text;
  for (const chunk of joined(chunks)) {
    // oxlint-disable-next-line no-await-in-loop -- the chunks are one text
    const error = await write(stream, chunk);
    if (error === undefined) continue;
    if (isGone(error)) return;
    throw new Failure("output-failed", exitCodes.usage, { detail: codeOf(error) }, { cause: error });
  }
}

/** The same, ending with a line break unless the text is empty. */
export async function writeLine(stream: Writable, text: string): Promise<void> {
  if (text !== "") await writeText(stream, text.endsWith("\n") ? text : `${text}\n`);
}

/** Whether something was written to the stream, so that a second answer would not be one document with the first. */
export function hasBegun(stream: Writable): boolean {
  return begun.has(stream);
}

/** The stream, with its errors told to whoever writes and to nobody else: unheard, they would end the process. */
export function withoutAlarm<Stream extends Writable>(stream: Stream): Stream {
  if (stream.listenerCount("error", ignore) === 0) stream.on("error", ignore);
  return stream;
}

const begun = new WeakSet<Writable>();

function ignore(): void {
  // The callback of the write tells.
}

function write(stream: Writable, chunk: string): Promise<Error | undefined> {
  return new Promise((resolve) => {
    withoutAlarm(stream).write(chunk, (error) => resolve(error ?? undefined));
  });
}

function isGone(error: Error): boolean {
  return ["EPIPE", "ERR_STREAM_DESTROYED"].includes(codeOf(error));
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.message;
}

// Many tiny writes are slow, and one giant text needs the memory of all of it.
function* joined(chunks: Iterable<string>): Generator<string> {
  let waiting: string[] = [];
  let length = 0;
  for (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < chunkSize) continue;
    yield waiting.join("");
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield waiting.join("");
}

const chunkSize = 65_536;
