import type { ManifestDocument } from "../model/declaration.ts";
import type { Diagnostic, MessageArguments } from "../model/diagnostic.ts";
import { tooDeep } from "./check-structure.ts";
import type { InterpretedDocument } from "./interpret-document.ts";
import { interpretDocument } from "./interpret-document.ts";
import { manifestLimits } from "./limits.ts";
import type { IndexedText } from "./line-index.ts";
import { indexLines, positionAt } from "./line-index.ts";
import { scanText } from "./scan-text.ts";
import { findSecrets, maskSecrets } from "./secrets.ts";
import { directiveRefused } from "./syntax-problem.ts";
import type { TextProblem } from "./text-problem.ts";
import { compareStretches, toDiagnostic } from "./text-problem.ts";
import { isValueProblem } from "./value-problem.ts";
import type { YamlStream } from "./yaml-stream.ts";
import { readStream } from "./yaml-stream.ts";

/**
 * The documents of a manifest that can be judged further, because at most single values are wrong in them, and everything
 * that is wrong with it.
 */
export interface ParsedManifest {
  readonly documents: readonly ManifestDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a manifest: a strict subset of YAML 1.2, in which a reviewer sees in the text itself what is declared. Anchors,
 * aliases, tags, directives, merge keys, keys that are no text, values that readers take differently, characters nobody
 * can see and values that look like secrets are refused. All problems are reported in the order of the text, one for
 * each cause. Never throws, whatever the text is.
 */
export function parseManifest(file: string, text: string): ParsedManifest {
  const { text: readable, problems: characters } = scanText(text);
  const stream = readStream(readable);
  const indexed = indexLines(readable);
  const interpreted = interpretAll(stream, indexed);
  const secrets = findSecrets(text).map(({ looksLike, start, end }) => secretProblem(looksLike, start, end));
  const ofText = [...characters, ...secrets, ...streamProblems(stream)];
  const problems = inOrder([...ofText, ...interpreted.flatMap((document) => document.problems)]);
  return {
    // A text that could mislead its reader declares nothing.
    documents: ofText.length === 0 ? goodDocuments(file, indexed, interpreted) : [],
    diagnostics: withoutSecrets(problems).map((problem) => toDiagnostic(file, problem)),
  };
}

function interpretAll({ documents }: YamlStream, text: IndexedText): readonly InterpretedDocument[] {
  let nodesLeft: number = manifestLimits.nodes;
  const interpreted: InterpretedDocument[] = [];
  for (const tokens of documents) {
    const document = interpretDocument(tokens, text, nodesLeft);
    interpreted.push(document);
    nodesLeft -= document.nodes;
    if (nodesLeft < 0) break;
  }
  return interpreted;
}

function secretProblem(looksLike: string, start: number, end: number): TextProblem {
  return { code: "secret-in-manifest", start, end, args: { looksLike } };
}

function streamProblems({ documents, directives, tooDeepAt }: YamlStream): readonly TextProblem[] {
  const problems = directives.map(({ offset, source }) => directiveRefused(offset, source));
  if (tooDeepAt !== undefined) return [...problems, tooDeep(tooDeepAt)];
  if (documents.length === 0 && problems.length === 0) return [{ code: "empty-document", start: 0, end: 0 }];
  return problems;
}

// A merge conflict breaks several documents at one place.
function inOrder(problems: readonly TextProblem[]): readonly TextProblem[] {
  const sorted = problems.toSorted(compareStretches);
  return sorted.filter(({ code, start }, at) => sorted[at - 1]?.code !== code || sorted[at - 1]?.start !== start);
}

function goodDocuments(
  file: string,
  text: IndexedText,
  all: readonly InterpretedDocument[],
): readonly ManifestDocument[] {
  return all.flatMap(({ value, start, problems }, document) =>
    problems.every(tellsOfOneValue) ? [{ file, document, value, ...positionAt(text, start) }] : [],
  );
}

function tellsOfOneValue({ code }: TextProblem): boolean {
  return isValueProblem(code);
}

// A problem near a secret could repeat it in its arguments.
function withoutSecrets(problems: readonly TextProblem[]): readonly TextProblem[] {
  if (!problems.some(({ code }) => code === "secret-in-manifest")) return problems;
  return problems.map((problem) =>
    problem.args === undefined ? problem : { ...problem, args: maskArgs(problem.args) },
  );
}

function maskArgs(args: MessageArguments): MessageArguments {
  const masked = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === "string" ? maskSecrets(value) : value,
  ]);
  return Object.fromEntries(masked) as MessageArguments; // the same names, and values of the same types
}
