import type { Pair, ParsedNode, Scalar, YAMLMap } from "yaml";
import { isMap, isScalar, isSeq } from "yaml";

import type { Json } from "../model/json.ts";
import { checkKey } from "./check-key.ts";
import { checkScalar } from "./check-scalar.ts";
import type { Stretch, TextProblem } from "./text-problem.ts";
import type { YamlDocument } from "./yaml-stream.ts";

/** A document as plain JSON, and what is wrong with its keys and values. */
export interface ReadDocument {
  /** Only to be used when there are no problems. */
  readonly value: Json;
  readonly problems: readonly TextProblem[];
}

/** Turns a composed document into plain JSON in one visit, and checks every key and value on the way. */
export function readDocument(document: YamlDocument, text: string): ReadDocument {
  const problems: TextProblem[] = [];
  const root = document.contents;
  if (isMap(root)) return { value: readMap({ text, problems }, root), problems };
  return { value: null, problems: [{ code: "root-not-mapping", ...rangeOf(root), args: { found: shapeOf(root) } }] };
}

/** Where a node stands, without the white space after it. */
export function rangeOf(node: { readonly range?: readonly number[] | null | undefined } | null): Stretch {
  const [start = 0, end = start] = node?.range ?? [];
  return { start, end: Math.max(end, start + 1) };
}

interface Reader {
  readonly text: string;
  readonly problems: TextProblem[];
}

type ParsedMap = YAMLMap<ParsedNode, ParsedNode | null>;

function readMap(reader: Reader, map: ParsedMap): Json {
  const object: Record<string, Json> = {};
  const first = new Map<string, Stretch>();
  for (const pair of map.items) {
    const range = rangeOf(pair.key);
    const key = readKey(reader, pair.key);
    if (key === undefined) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, range);
    else reader.problems.push({ code: "duplicate-key", ...range, args: { key }, related: [earlier] });
    object[key] = readPairValue(reader, pair, key);
  }
  return object;
}

// Below a key that is refused nothing is read: what stands there cannot be meant as it is written.
function readKey(reader: Reader, key: ParsedNode): string | undefined {
  const found = checkKey(key, rangeOf(key));
  if (typeof found === "string") return found;
  reader.problems.push(isTemplate(reader.text, found) ? templateProblem(found) : found);
  return undefined;
}

// `{{ … }}`, as chart templates write it, reads as a map whose only key is a map.
function isTemplate(text: string, { code, start }: TextProblem): boolean {
  return code === "non-string-key" && text.startsWith("{{", start - 1);
}

function templateProblem({ start, end }: TextProblem): TextProblem {
  return { code: "interpolation-not-supported", start: start - 1, end, args: { expression: "{{" } };
}

function readPairValue(reader: Reader, { key, value }: Pair<ParsedNode, ParsedNode | null>, name: string): Json {
  if (value === null || (isScalar(value) && value.value === null)) {
    const written = value !== null && value.source !== "" ? value : key;
    reader.problems.push({ code: "null-not-allowed", ...rangeOf(written), args: { key: name } });
    return null;
  }
  return readNode(reader, value, name);
}

function readNode(reader: Reader, node: ParsedNode, key: string): Json {
  if (isMap(node)) return readMap(reader, node);
  if (isSeq(node)) return node.items.map((item) => readItem(reader, item, key));
  return isScalar(node) ? readScalar(reader, node, key) : null;
}

function readItem(reader: Reader, item: ParsedNode, key: string): Json {
  if (isScalar(item) && item.value === null) {
    reader.problems.push({ code: "null-not-allowed", ...rangeOf(item), args: { key } });
    return null;
  }
  return readNode(reader, item, key);
}

function readScalar(reader: Reader, scalar: Scalar, key: string): Json {
  const { start, end } = rangeOf(scalar);
  for (const problem of checkScalar({ scalar, key, text: reader.text, start, end })) reader.problems.push(problem);
  // The core schema gives strings, numbers and booleans; null was handled above.
  return scalar.value as string | number | boolean;
}

function shapeOf(node: ParsedNode | null): string {
  if (isSeq(node)) return "list";
  return isScalar(node) && node.value !== null ? typeof node.value : "null";
}
