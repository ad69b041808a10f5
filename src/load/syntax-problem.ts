import type { ErrorCode, YAMLError } from "yaml";

import { manifestLimits } from "./limits.ts";
import type { IndexedText } from "./line-index.ts";
import { lineAt } from "./line-index.ts";
import { strayWords, syntaxWords } from "./syntax-words.ts";
import { findTabIndent, tabIndent } from "./tab-indent.ts";
import type { Stretch, TextProblem } from "./text-problem.ts";
import { compareStretches } from "./text-problem.ts";

/** What the parser complains about in one document, and what is known about the text already. */
export interface SyntaxFindings {
  readonly text: IndexedText;
  readonly errors: readonly YAMLError[];
  /** Problems found otherwise; whatever the parser says about the same lines follows from them. */
  readonly known: readonly TextProblem[];
}

/**
 * The parser's complaints as problems with a code, or as `yaml-syntax` in plain words. One slip makes it complain
 * several times, mostly on one line: each line gives one problem.
 */
export function syntaxProblems({ text, errors, known }: SyntaxFindings): readonly TextProblem[] {
  if (errors.length === 0) return [];
  const conflict = /^(?:<{7}|>{7}) .*$/m.exec(text.text);
  if (conflict !== null) return [mergeConflict(conflict)];
  const first = errors.slice(0, mostErrors);
  const translated = first.flatMap((error) => translate(error, first, text));
  return onePerLine(translated.toSorted(compareStretches), known, text);
}

// A document with more is no YAML, and the rest would say nothing new.
const mostErrors = 200;

function mergeConflict({ index, 0: line }: RegExpExecArray): TextProblem {
  return yamlSyntax({ start: index, end: index + line.length }, "a merge conflict is not resolved");
}

function onePerLine(
  problems: readonly TextProblem[],
  known: readonly TextProblem[],
  text: IndexedText,
): readonly TextProblem[] {
  const taken = new Set(known.map(({ start }) => lineAt(text, start)));
  const kept: TextProblem[] = [];
  for (const problem of problems) {
    const line = lineAt(text, problem.start);
    if (taken.has(line) || followsFrom(kept, problem)) continue;
    taken.add(line);
    kept.push(problem);
  }
  return kept;
}

// Once the parser has lost the structure every token is unexpected; an editor that writes tabs writes many.
function followsFrom(earlier: readonly TextProblem[], { code, args }: TextProblem): boolean {
  if (code === "tab-indent") return earlier.some((problem) => problem.code === "tab-indent");
  return args?.["reason"] === strayWords && earlier.length > 0;
}

function translate(error: YAMLError, all: readonly YAMLError[], indexed: IndexedText): readonly TextProblem[] {
  if (foundElsewhere.has(error.code) || coveredByStructure.test(error.message)) return [];
  const tab = findTabIndent(indexed, error.pos[0]);
  if (tab !== undefined) return [tab];
  if (error.code === "MULTILINE_IMPLICIT_KEY") return [severalLines(error, all, indexed.text)];
  if (error.code === "BLOCK_AS_IMPLICIT_KEY" && hasTwin(error, all, "MULTILINE_IMPLICIT_KEY")) return [];
  return [translateAlone(error, indexed.text)];
}

function translateAlone(error: YAMLError, text: string): TextProblem {
  const [start, end] = error.pos;
  if (error.code === "TAB_AS_INDENT") return tabIndent(text.indexOf("\t", start));
  if (error.code === "BAD_SCALAR_START") return badStart(text, start);
  if (error.code === "KEY_OVER_1024_CHARS") return keyTooLong({ start, end });
  if (error.message.endsWith("followed by map values")) return keyWithoutColon(text, start);
  return atContent(text, yamlSyntax({ start, end }, syntaxWords(error, text)));
}

// Found with better positions while tokens and values are read.
const foundElsewhere: ReadonlySet<ErrorCode> = new Set([
  "ALIAS_PROPS",
  "BAD_ALIAS",
  "BAD_COLLECTION_TYPE",
  "BAD_DIRECTIVE",
  "BAD_PROP_ORDER",
  "DUPLICATE_KEY",
  "MULTIPLE_ANCHORS",
  "MULTIPLE_TAGS",
  "NON_STRING_KEY",
  "RESOURCE_EXHAUSTION",
  "TAG_RESOLVE_FAILED",
] satisfies ErrorCode[]);
const coveredByStructure = /^Missing closing|end with a [\]}]$|^Tags and anchors must|^Missing newline after block/;

function badStart(text: string, start: number): TextProblem {
  const character = text[start] ?? "";
  if (character === "\t") return tabIndent(start);
  const [directive] = /^%[A-Z]\w+[^\r\n]*/.exec(text.slice(start, start + 200)) ?? [];
  const startsLine = start === 0 || text[start - 1] === "\n";
  if (directive !== undefined && startsLine) return directiveRefused(start, directive);
  return { code: "reserved-start", start, end: start + 1, args: { character } };
}

/** The problem of a line that starts with `%`. */
export function directiveRefused(start: number, source: string): TextProblem {
  return {
    code: "directive-refused",
    start,
    end: start + source.length,
    args: { directive: source.split(/\s/, 1)[0] },
  };
}

function keyTooLong(at: Stretch): TextProblem {
  return { code: "key-too-long", ...at, args: { limit: manifestLimits.keyLength } };
}

// A line without a colon runs on into the next one, and both become one key.
function severalLines(error: YAMLError, all: readonly YAMLError[], text: string): TextProblem {
  const [start, end] = error.pos;
  if (hasTwin(error, all, "BLOCK_AS_IMPLICIT_KEY")) return deeperThanAbove(text, end);
  if (/["'[{?]/.test(text[start] ?? "")) return yamlSyntax({ start, end }, syntaxWords(error, text));
  return keyWithoutColon(text, start);
}

function hasTwin(error: YAMLError, all: readonly YAMLError[], code: ErrorCode): boolean {
  return all.some((other) => other.code === code && other.pos[0] === error.pos[0]);
}

function deeperThanAbove(text: string, end: number): TextProblem {
  const lineStart = text.lastIndexOf("\n", end - 1) + 1;
  const start = lineStart + (/^ */.exec(text.slice(lineStart, end))?.[0].length ?? 0);
  return yamlSyntax(
    { start, end: Math.max(end, start + 1) },
    "this line is indented deeper than the line above allows",
  );
}

function keyWithoutColon(text: string, start: number): TextProblem {
  const [line = ""] = /^[^\r\n]*/.exec(text.slice(start)) ?? [];
  const colon = /:(?=\S)/.exec(line);
  if (colon === null) return yamlSyntax({ start, end: start + line.length }, "a `:` is missing after this key");
  const at = start + colon.index;
  return yamlSyntax({ start: at, end: at + 1 }, "a space is missing after `:`");
}

// The parser points at the white space before a line; a reader looks at what follows it.
function atContent(text: string, found: TextProblem): TextProblem {
  const start = found.start + (/^ */.exec(text.slice(found.start, found.start + 200))?.[0].length ?? 0);
  return { ...found, start, end: Math.max(found.end, start + 1) };
}

function yamlSyntax(at: Stretch, reason: string): TextProblem {
  return { code: "yaml-syntax", start: at.start, end: at.end, args: { reason } };
}
