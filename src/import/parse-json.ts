import { type Diagnostic, problem } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import type { Path } from "../model/place.ts";
import { placeOf } from "./check-shape.ts";

/** A JSON value, or what is wrong with the text. */
export type ParsedJson = { readonly value: Json } | { readonly problem: Diagnostic };

/** How deep an export may be nested: far deeper than manifests may, and shallow enough to walk. */
const deepest = 64;

/**
 * Reads a file of an export. Besides broken JSON it refuses what would trouble code further down the line: nesting beyond
 * all reason, and keys that JavaScript takes for something else.
 */
export function parseJson(file: string, text: string): ParsedJson {
  const value = parse(text);
  if (value === undefined) return { problem: problem("export-not-json", endOf(file, text)) };
  return findTrouble(file, value) ?? { value };
}

function parse(text: string): Json | undefined {
  try {
    // What JSON.parse gives is JSON. Editors on Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, "")) as Json;
  } catch {
    return undefined;
  }
}

// An export that was cut off is the usual cause; a text that ends as it should is wrong somewhere else.
function endOf(file: string, text: string): Diagnostic["place"] {
  const written = text.trimEnd();
  return /[\]}]$/.test(written) ? { file, start: 0, end: 0 } : { file, start: written.length, end: written.length };
}

interface Visit {
  readonly value: Json;
  readonly path: Path;
}

// With a list of its own instead of recursion, since depth is what it looks for.
function findTrouble(file: string, root: Json): ParsedJson | undefined {
  const waiting: Visit[] = [{ value: root, path: [] }];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { value, path } = visit;
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= deepest) return { problem: tooDeep(file, path) };
    const key = Object.keys(value).find((name) => forbidden.has(name));
    if (key !== undefined) return { problem: problem("forbidden-key", placeOf(file, path), { key }) };
    for (const inner of inside(value, path)) waiting.push(inner);
  }
  return undefined;
}

// Where the nesting begins is enough to find it.
function tooDeep(file: string, path: Path): Diagnostic {
  return problem("too-deep", placeOf(file, path.slice(0, 8)), { limit: deepest });
}

const forbidden: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

function inside(value: object, path: Path): readonly Visit[] {
  if (Array.isArray(value)) return value.map((item: Json, at) => ({ value: item, path: [...path, at] }));
  return Object.entries(value).map(([key, item]) => ({ value: item as Json, path: [...path, key] }));
}
