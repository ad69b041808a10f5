import { Buffer } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

import type { MessageArguments } from "../model/diagnostic.ts";

/** Why a file was not read. Nothing of its content, and no link's target, is in it. */
export interface Refusal {
  readonly code: string;
  readonly args?: MessageArguments;
}

/**
 * The bytes of a file, if it is a regular one and not too large. A symbolic link is not followed, and a pipe or a
 * device is never waited for. What the file is, is asked of the open file, so that it cannot be swapped in between.
 */
export function readRegularFile(path: string, mostBytes: number): Buffer | Refusal {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return refusalOf(error);
  }
  try {
    return readOpenFile(file, mostBytes);
  } catch (error) {
    return refusalOf(error);
  } finally {
    closeSync(file);
  }
}

/** The refusal that an error of the operating system means. */
export function refusalOf(error: unknown): Refusal {
  const detail = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (detail === "ELOOP") return { code: "symlink-refused" };
  if (detail === "ENXIO") return { code: "not-regular-file" };
  return { code: "file-unreadable", args: { detail } };
}

function readOpenFile(file: number, mostBytes: number): Buffer | Refusal {
  const about = fstatSync(file);
  if (!about.isFile()) return { code: "not-regular-file" };
  if (about.size > mostBytes) return { code: "file-too-large", args: { bytes: about.size, limit: mostBytes } };
  const bytes = Buffer.allocUnsafe(about.size);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
