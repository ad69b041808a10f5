import { Buffer } from "node:buffer";
import { hash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import type { ManifestDocument } from "../model/declaration.ts";
import type { Json } from "../model/json.ts";

/** What the parser made of file contents without problems, by the contents' hash. */
export type ParseCache = ReadonlyMap<string, CacheEntry>;

/** The documents of one content, in the form the cache file holds them. */
export type CacheEntry = string;

/**
 * Reads the cache that a run of the same version left behind. Anything else gives an empty cache: no file, one that was
 * cut off or damaged, one of another version. The file is believed once its checksum fits, so it must lie where nobody
 * but its owner writes, never in a folder that comes with a pull request.
 */
export function readParseCache(cacheFile: string, version: string): ParseCache {
  const bytes = readBytes(cacheFile);
  const headerEnd = bytes.indexOf("\n");
  if (headerEnd === -1) return new Map();
  const body = bytes.subarray(headerEnd + 1);
  if (bytes.toString("utf8", 0, headerEnd) !== header(version, body)) return new Map();
  if (body.length === 0) return new Map();
  const cache = new Map<string, CacheEntry>();
  for (const line of body.toString("utf8").split("\n")) {
    cache.set(line.slice(0, hashLength), line.slice(hashLength + 1));
  }
  return cache;
}

/**
 * Writes a cache so that a reader sees the old file or the new one, never a part of it. Concurrent runs are safe: the
 * last one wins. A cache that cannot be written is silently left out, since it only saves time.
 */
export function writeParseCache(cacheFile: string, version: string, cache: ParseCache): void {
  const body = Buffer.from([...cache].map(([contentHash, entry]) => `${contentHash}\t${entry}`).join("\n"));
  const temporary = `${cacheFile}.${randomUUID()}`;
  try {
    mkdirSync(dirname(cacheFile), { recursive: true });
    // Manifests name people: the file is for its owner alone.
    writeFileSync(temporary, Buffer.concat([Buffer.from(`${header(version, body)}\n`), body]), { mode: 0o600 });
    renameSync(temporary, cacheFile);
  } catch {
    removeQuietly(temporary);
  }
}

/** The documents of one content as a cache entry. */
export function encodeDocuments(documents: readonly ManifestDocument[]): CacheEntry {
  return documents
    .map((found) => [found.document, found.line, found.column, JSON.stringify(found.value)].join("\t"))
    .join("\t");
}

/** The documents of a cache entry, for the file that has its content. A value is built when it is first looked at. */
export function decodeDocuments(file: string, entry: CacheEntry): readonly ManifestDocument[] {
  const fields = entry.split("\t");
  const documents: ManifestDocument[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) documents.push(decodeDocument(file, fields, at));
  return documents;
}

const hashLength = 64;

function readBytes(cacheFile: string): Buffer {
  try {
    return readFileSync(cacheFile);
  } catch {
    return Buffer.alloc(0);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing could be written, nothing is left.
  }
}

function header(version: string, body: Buffer): string {
  return `charter parse cache 1 ${version} ${hash("sha256", body, "hex")}`;
}

function decodeDocument(file: string, fields: readonly string[], at: number): ManifestDocument {
  let value: Json | undefined;
  return {
    file,
    document: Number(fields[at]),
    line: Number(fields[at + 1]),
    column: Number(fields[at + 2]),
    get value(): Json {
      // The checksum fits, so this is the JSON that was written.
      value ??= JSON.parse(fields[at + 3] ?? "null") as Json;
      return value;
    },
  };
}
