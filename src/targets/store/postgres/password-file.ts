import { readFile, stat } from "node:fs/promises";

import type { PostgresLocation } from "./postgres-location.ts";

/**
 * The password that the password file has for a place, if any ("The Password File" in libpq's documentation). As there, a
 * file that others may read is not used.
 */
export async function findPassword(location: PostgresLocation): Promise<string | undefined> {
  const text = await readPrivate(location.passwordFile);
  const lines = text?.split(/\r?\n/).filter((line) => !line.startsWith("#")) ?? [];
  return lines.map(fieldsOf).find((fields) => isFor(fields, location))?.[4];
}

async function readPrivate(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    // Windows keeps no such bits.
    if (process.platform !== "win32" && (mode & 0o077) !== 0) return undefined;
    return await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}

// A colon or a backslash inside a field has a backslash before it.
function fieldsOf(line: string): readonly string[] {
  const fields = line.match(/(?:\\.|[^:\\])*(?::|$)/g) ?? [];
  return fields.map((field) => field.replace(/:$/, "").replaceAll(/\\(.)/g, "$1"));
}

function isFor(fields: readonly string[], { host, port, database, user }: PostgresLocation): boolean {
  const place = [host.startsWith("/") ? "localhost" : host, String(port), database, user];
  return place.every((value, at) => fields[at] === "*" || fields[at] === value);
}
