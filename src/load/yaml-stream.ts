import type { CST } from "yaml";
import { Composer, Document, Lexer, Parser } from "yaml";

import { manifestLimits } from "./limits.ts";

/** A YAML text as a list of documents, not yet composed. */
export interface YamlStream {
  readonly documents: readonly DocumentTokens[];
  /** Lines that start with `%`. They are refused, and take no part in how the documents are read. */
  readonly directives: readonly CST.Directive[];
  /** Where a collection begins that is nested too deep. Reading stopped there. */
  readonly tooDeepAt: number | undefined;
}

/** The tokens of one document: the document itself, then whatever the parser could not place. */
export interface DocumentTokens {
  readonly root: CST.Document;
  readonly rest: readonly CST.Token[];
}

/** One document with positions. */
export type YamlDocument = Document.Parsed;

/**
 * Splits a text into documents. Documents that nobody wrote are left out: one that follows a closing `---` or `...`,
 * and one before the first. Depth is bounded while reading, because composing recurses.
 */
export function readStream(text: string): YamlStream {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack holds the document and perhaps a scalar beside the collections.
    if (parser.stack.length > manifestLimits.depth + 1) {
      const tooDeep = parser.stack.filter(isCollection)[manifestLimits.depth];
      if (tooDeep !== undefined) return { ...groupTokens(tokens), tooDeepAt: tooDeep.offset };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { ...groupTokens(tokens), tooDeepAt: undefined };
}

/** Composes one document; its errors and warnings are inside. It never throws for bad YAML. */
export function composeDocument({ root, rest }: DocumentTokens): YamlDocument {
  // Run to its end: memory triples when the generator is left half-way.
  const [document] = Array.from(new Composer(options).compose([root, ...rest]));
  if (document === undefined) throw new Error("the composer gave no document for a document token");
  return document;
}

/** Whether nothing is written in a document. */
export function isEmptyDocument({ root }: DocumentTokens): boolean {
  return root.value === undefined && !root.start.some(({ type }) => type === "anchor" || type === "tag");
}

/** Whether a token is a map or a list. */
export function isCollection(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";
}

// `uniqueKeys` compares every key with every other one; duplicates are found by a map while values are read.
const strictOptions = {
  strict: true,
  uniqueKeys: false,
  stringKeys: true,
  merge: false,
  schema: "core",
  resolveKnownTags: false,
  prettyErrors: false,
} as const;

// One schema for all documents: building it costs more than reading a small document.
const options = { ...strictOptions, schema: new Document(undefined, strictOptions).schema };

function groupTokens(tokens: readonly CST.Token[]): Pick<YamlStream, "documents" | "directives"> {
  const documents: { root: CST.Document; rest: CST.Token[] }[] = [];
  const directives: CST.Directive[] = [];
  for (const token of tokens) {
    if (token.type === "directive") directives.push(token);
    else if (token.type === "document") documents.push({ root: token, rest: [] });
    else if (token.type === "error" || token.type === "doc-end") documents.at(-1)?.rest.push(token);
  }
  return { documents: documents.filter(isWritten), directives };
}

function isWritten(document: DocumentTokens, index: number, all: readonly DocumentTokens[]): boolean {
  if (!isEmptyDocument(document) || document.rest.some(({ type }) => type === "error")) return true;
  const marked = document.root.start.some(({ type }) => type === "doc-start");
  return marked && index < all.length - 1;
}
