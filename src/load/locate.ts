import type { Node, Pair } from "yaml";
import { isMap, isScalar, isSeq } from "yaml";

import type { NodePlace, Path, Place, Span } from "../model/place.ts";
import type { IndexedText } from "./line-index.ts";
import { indexLines, spanOf } from "./line-index.ts";
import { rangeOf } from "./read-document.ts";
import { scanText } from "./scan-text.ts";
import { maskSecrets } from "./secrets.ts";
import type { Stretch } from "./text-problem.ts";
import type { YamlDocument } from "./yaml-stream.ts";
import { composeDocument, readStream } from "./yaml-stream.ts";

/** Works out a place for people. */
export type Locate = (place: Place) => Span;

/**
 * Makes a function that works out places in these texts. Each text is parsed at most once, and only when a place names
 * a node in it. A file without a text gives its first position and no line; secrets in a line are shown as stars.
 */
export function createLocator(textByFile: ReadonlyMap<string, string>): Locate {
  const views = new Map<string, FileView>();
  return (place) => {
    const text = textByFile.get(place.file);
    if (text === undefined) return { file: place.file, line: 1, column: 1, width: 1 };
    const view = views.get(place.file) ?? openView(text);
    views.set(place.file, view);
    return spanOf({ file: place.file, ...stretchOf(place, view) }, view.shown);
  };
}

/** Works out one place in a file's text. For several places in a file `createLocator` is faster. */
export function locatePlace(place: Place, text: string): Span {
  return createLocator(new Map([[place.file, text]]))(place);
}

interface FileView {
  /** As long as the text itself, so that offsets fit. */
  readonly shown: IndexedText;
  readonly documents: () => readonly YamlDocument[];
}

function openView(text: string): FileView {
  let documents: readonly YamlDocument[] | undefined;
  return {
    shown: indexLines(maskSecrets(text)),
    documents: () => (documents ??= readStream(scanText(text).text).documents.map(composeDocument)),
  };
}

function stretchOf(place: Place, view: FileView): Stretch {
  if ("start" in place) return place;
  const root = view.documents()[place.document]?.contents;
  return root === undefined || root === null ? { start: 0, end: 0 } : rangeOf(findNode(root, place));
}

interface Step {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

// A step that does not exist, such as a field that is missing, means whatever should have held it.
function findNode(root: Node, { path, part }: NodePlace): Node {
  const { found, complete } = follow(root, path);
  const asked = complete && part === "value" && !isBlank(found.value) ? found.value : (found.key ?? found.value);
  return asked ?? root;
}

function follow(root: Node, path: Path): { readonly found: Step; readonly complete: boolean } {
  let found: Step = { key: undefined, value: root };
  for (const name of path) {
    const next = stepInto(found.value, name);
    if (next === undefined) return { found, complete: false };
    found = next;
  }
  return { found, complete: true };
}

function stepInto(node: Node | undefined, name: string | number): Step | undefined {
  if (isSeq<Node>(node) && typeof name === "number") {
    const value = node.items[name];
    return value === undefined ? undefined : { key: undefined, value };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find((candidate) => isNamed(candidate, String(name)));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value ?? undefined };
}

function isNamed({ key }: Pair<Node, Node | null>, name: string): boolean {
  return isScalar(key) && key.value === name;
}

function isBlank(node: Node | undefined): boolean {
  return node === undefined || (isScalar(node) && node.value === null && node.source === "");
}
