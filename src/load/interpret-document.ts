import type { YAMLError } from "yaml";

import type { Json } from "../model/json.ts";
import { checkStructure, leavesOpen } from "./check-structure.ts";
import { manifestLimits } from "./limits.ts";
import type { IndexedText } from "./line-index.ts";
import { lineAt } from "./line-index.ts";
import { rangeOf, readDocument } from "./read-document.ts";
import { syntaxProblems } from "./syntax-problem.ts";
import type { TextProblem } from "./text-problem.ts";
import type { DocumentTokens, YamlDocument } from "./yaml-stream.ts";
import { composeDocument, isEmptyDocument } from "./yaml-stream.ts";

/** One document of a manifest as it is understood. */
export interface InterpretedDocument {
  /** Only to be used when there are no problems. */
  readonly value: Json;
  /** Where the root stands. */
  readonly start: number;
  readonly nodes: number;
  readonly problems: readonly TextProblem[];
}

/** Reads one document and says everything that is wrong with it, one problem for each cause. */
export function interpretDocument(tokens: DocumentTokens, text: IndexedText, mostNodes: number): InterpretedDocument {
  const start = tokens.root.offset;
  if (isEmptyDocument(tokens) && tokens.rest.every(({ type }) => type !== "error")) {
    return { value: null, start, nodes: 0, problems: [{ code: "empty-document", start, end: start + 3 }] };
  }
  const { problems, nodes, tooManyAt } = checkStructure(tokens, text, mostNodes);
  if (tooManyAt !== undefined) return { value: null, start, nodes, problems: [tooManyNodes(tooManyAt)] };
  if (problems.length > worthComposing || problems.some(isTooDeep)) return { value: null, start, nodes, problems };
  return { ...understand(composeDocument(tokens), text, problems), nodes };
}

// Composing is slow for texts that are nothing but mistakes, and adds little to what is known about them.
const worthComposing = 100;

function tooManyNodes(start: number): TextProblem {
  return { code: "too-many-nodes", start, end: start + 1, args: { limit: manifestLimits.nodes } };
}

function isTooDeep({ code }: TextProblem): boolean {
  return code === "too-deep";
}

function understand(
  document: YamlDocument,
  text: IndexedText,
  structure: readonly TextProblem[],
): Omit<InterpretedDocument, "nodes"> {
  const { value, problems } = readDocument(document, text.text);
  const { start } = rangeOf(document.contents);
  const errors = [...document.errors, ...document.warnings];
  if (errors.length === 0 && structure.length === 0) return { value, start, problems };
  const syntax = syntaxProblems({ text, errors, known: structure }).filter(before(structure));
  const known = [...structure, ...syntax];
  const all = [
    ...known,
    ...problems.filter(independentOf(known, syntax.some(isStructural), text)).filter(before(structure)),
  ];
  // Whatever else the parser objects to is not accepted either.
  return { value, start, problems: all.length > 0 ? all : errors.map(unexplained) };
}

function unexplained({ pos: [start, end] }: YAMLError): TextProblem {
  return { code: "yaml-syntax", start, end };
}

// What follows a bracket or a quote that never closes was read as something it is not.
function before(structure: readonly TextProblem[]): (problem: TextProblem) => boolean {
  const lostAt = Math.min(...structure.filter(leavesOpen).map(({ start }) => start));
  return ({ start }) => start < lostAt;
}

function independentOf(
  known: readonly TextProblem[],
  lost: boolean,
  text: IndexedText,
): (problem: TextProblem) => boolean {
  const taken = new Set(known.map(({ start }) => lineAt(text, start)));
  return ({ code, start }) => !taken.has(lineAt(text, start)) && !(lost && followsFromSyntax.has(code));
}

// A missing colon makes a key without a value; a reserved character changes nothing around it.
function isStructural({ code }: TextProblem): boolean {
  return code === "yaml-syntax" || code === "tab-indent";
}

const followsFromSyntax: ReadonlySet<string> = new Set(["null-not-allowed", "root-not-mapping"]);
