import type { Node } from "yaml";
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";

import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Path } from "../model/place.ts";
import { classifyPlain } from "./plain-number.ts";

/** How a manifest is printed. */
export interface PrintOptions {
  /** Where editors find the JSON Schema: one line, a path from the manifest's folder. */
  readonly schema: string;
  readonly comments?: readonly ManifestComment[];
}

/** A remark for whoever reads the manifest, on a line of its own above the key it is about. */
export interface ManifestComment {
  /** Position of the document, from 0. */
  readonly document: number;
  readonly path: Path;
  readonly text: string;
}

/**
 * A manifest with these documents, as a person would write it: blocks, with small lists and the leaves of rules on one
 * line. `parseManifest` reads back exactly what was given, as far as a manifest can hold it at all: it refuses `null`,
 * control and invisible characters, and whatever looks like a secret.
 */
export function printManifests(documents: readonly object[], { schema, comments = [] }: PrintOptions): string {
  const texts = documents.map((document, index) =>
    printDocument(
      // Documents are JSON: what else could be put into one does not come back from a manifest.
      document as JsonObject,
      comments.filter((comment) => comment.document === index),
    ),
  );
  return `# yaml-language-server: $schema=${schema}\n${texts.join("---\n")}`;
}

function printDocument(value: JsonObject, comments: readonly ManifestComment[]): string {
  const root = buildMap(value, { indent: 0, start: 0, depth: 0 });
  for (const comment of comments) addComment(root, comment);
  return printNode(root, mayFold(value) ? lineWidth : 0);
}

function printNode(node: Node, width: number): string {
  const document = new Document(undefined, { schema: "core" });
  document.contents = node;
  return document.toString({ ...layout, lineWidth: width });
}

const lineWidth = 100;
const layout = { blockQuote: "literal", doubleQuotedMinMultiLineLength: Infinity } as const;

// A line may not begin with a tab or a space that is none of the usual ones, so text that holds one stays on its line.
function mayFold(value: JsonObject): boolean {
  return !/(?! )\p{Zs}|\\t/u.test(JSON.stringify(value));
}

/** Where a node will stand. */
interface Position {
  /** Column of its lines when it is a block. */
  readonly indent: number;
  /** Column at which it begins when it stays on the line of its key or dash. */
  readonly start: number;
  /** How many keys and list positions lead to it. */
  readonly depth: number;
  /** Whether it is a block although it would fit on a line. */
  readonly asBlock?: boolean;
}

function build(value: Json, at: Position): Scalar | YAMLMap | YAMLSeq {
  if (typeof value !== "object" || value === null) return buildScalar(value);
  return isJsonObject(value) ? buildMap(value, at) : buildList(value, at);
}

function buildMap(object: JsonObject, { indent, start, depth, asBlock }: Position): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const at = { indent: indent + 2, start: indent + key.length + 2, depth: depth + 1 };
    map.items.push(new Pair(buildScalar(key), build(value, at)));
  }
  map.flow = asBlock !== true && isLeaf(object, depth) && fitsOnLine(object, map, start);
  return map;
}

function isLeaf(object: JsonObject, depth: number): boolean {
  const values = Object.values(object);
  return values.length === 0 || (depth > deepestSection && values.every(isSmall));
}

// The document, its metadata and spec, and the sections of a spec are always blocks.
const deepestSection = 2;

function buildList(list: readonly Json[], { indent, start, depth }: Position): YAMLSeq {
  const seq = new PlainlyBracketedList();
  const at = { indent: indent + 2, start: indent + 2, depth: depth + 1 };
  // Leaves of one list look alike: when one does not fit on a line, none is put there.
  const asBlock = list.some(
    (item) => isJsonObject(item) && isLeaf(item, at.depth) && buildMap(item, at).flow === false,
  );
  seq.items = list.map((item) => build(item, { ...at, asBlock }));
  seq.flow = list.every(isWord) && fitsOnLine(list, seq, start);
  return seq;
}

// Braces have a space inside, as in `{ a: b }`, and brackets have none, as in `[a, b]`.
class PlainlyBracketedList extends YAMLSeq {
  override toString(...[context, onComment, onChompKeep]: Parameters<YAMLSeq["toString"]>): string {
    const bare = context !== undefined && this.flow === true ? { ...context, flowCollectionPadding: "" } : context;
    return super.toString(bare, onComment, onChompKeep);
  }
}

function isSmall(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.every(isWord) : isWord(value);
}

function isWord(value: Json | undefined): boolean {
  return typeof value === "string" ? !value.includes("\n") : typeof value !== "object";
}

// As JSON it is at least as long, but for a space inside each of two braces; measuring by printing is slow.
function fitsOnLine(value: Json, node: YAMLMap | YAMLSeq, start: number): boolean {
  if (start + JSON.stringify(value).length + 2 <= lineWidth) return true;
  const copy = node.clone() as typeof node; // a clone is of the same class
  copy.flow = true;
  return start + printNode(copy, 0).trimEnd().length <= lineWidth;
}

function buildScalar(value: string | number | boolean | null): Scalar {
  // JSON knows no negative zero.
  if (typeof value === "number") return new Scalar(value + 0);
  const scalar = new Scalar(value);
  if (typeof value === "string" && isMisread(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

// Text that some reader takes for something else, of YAML 1.1 too: words for booleans, dates, numbers, merge keys, indents.
function isMisread(text: string): boolean {
  return misread.test(text) || classifyPlain(text) !== "other";
}

const misread = /^(?:y|yes|n|no|on|off|true|false|null|~|=|<<)$|^\d{4}-\d{1,2}-\d{1,2}|^\s/i;

function addComment(root: YAMLMap, { path, text }: ManifestComment): void {
  const holder: unknown = path.length > 1 ? root.getIn(path.slice(0, -1), true) : root;
  const pair =
    holder instanceof YAMLMap
      ? holder.items.find(({ key }) => key instanceof Scalar && key.value === path.at(-1))
      : undefined;
  if (!(pair?.key instanceof Scalar)) throw new Error(`no key to put a comment above: ${path.join("/")}`);
  pair.key.commentBefore = text.replaceAll(/^/gm, " ");
}
