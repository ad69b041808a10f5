import type { CST } from "yaml";

import { manifestLimits } from "./limits.ts";
import type { IndexedText } from "./line-index.ts";
import { findTabIndent } from "./tab-indent.ts";
import type { Stretch, TextProblem } from "./text-problem.ts";
import type { DocumentTokens } from "./yaml-stream.ts";
import { isCollection } from "./yaml-stream.ts";

/** What the structure of a document tells before it is composed. */
export interface StructureReport {
  readonly problems: readonly TextProblem[];
  /** How many maps, lists, keys and values the document holds. */
  readonly nodes: number;
  /** Where the first node beyond the number asked for stands. */
  readonly tooManyAt: number | undefined;
}

/**
 * Finds what a document may not hold whatever it means: anchors, aliases, tags, and quotes or brackets that never
 * close. Looks at tokens, because composed nodes forget where an anchor or a tag stood.
 */
export function checkStructure({ root, rest }: DocumentTokens, text: IndexedText, mostNodes: number): StructureReport {
  const walk = new StructureWalk(text, mostNodes);
  walk.visitProps(root.start);
  walk.visitTokens(root.end);
  walk.visitTokens(rest);
  if (root.value !== undefined) walk.visit(root.value, 1);
  const { nodes } = walk;
  const problems = [...walk.problems, ...anchorProblems(walk.anchors, walk.aliases)];
  return { problems, nodes, tooManyAt: nodes > mostNodes ? (walk.tooManyAt ?? root.offset) : undefined };
}

/** The problem of a collection that is nested too deep. */
export function tooDeep(offset: number): TextProblem {
  return { code: "too-deep", start: offset, end: offset + 1, args: { limit: manifestLimits.depth } };
}

/** Whether a problem leaves open where the text after it belongs. */
export function leavesOpen({ code }: TextProblem): boolean {
  return code === "unclosed-quote" || code === "unclosed-flow" || code === "tab-indent";
}

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

class StructureWalk {
  readonly problems: TextProblem[] = [];
  readonly anchors: CST.SourceToken[] = [];
  readonly aliases: CST.FlowScalar[] = [];
  nodes = 0;
  tooManyAt: number | undefined;
  readonly #text: IndexedText;
  readonly #mostNodes: number;

  constructor(text: IndexedText, mostNodes: number) {
    this.#text = text;
    this.#mostNodes = mostNodes;
  }

  visit(token: CST.Token, depth: number): void {
    this.#count(token.offset);
    if (this.tooManyAt !== undefined) return;
    if (isCollection(token)) this.#visitCollection(token, depth);
    else if (isFlowScalar(token)) this.#visitFlowScalar(token);
  }

  visitProps(props: readonly CST.SourceToken[]): void {
    this.visitTokens(props);
    for (const prop of props) {
      if (prop.type === "anchor") this.anchors.push(prop);
      else if (prop.type === "tag") this.problems.push(tagRefused(prop));
    }
  }

  // Each token that is out of place becomes an error when it is composed, so that very many weigh as much as nodes.
  visitTokens(tokens: readonly CST.Token[] | undefined): void {
    if (tokens !== undefined && tokens.length > usualTokens) this.nodes += tokens.length;
  }

  #count(offset: number): void {
    this.nodes += 1;
    if (this.nodes > this.#mostNodes) this.tooManyAt ??= offset;
  }

  #visitCollection(token: Collection, depth: number): void {
    if (depth > manifestLimits.depth) {
      this.problems.push(tooDeep(token.offset));
      return;
    }
    const before = this.problems.length;
    for (const item of token.items) this.#visitItem(item, token.offset, depth);
    if (token.type === "flow-collection") this.#visitFlowEnd(token, before);
  }

  #visitItem({ start, key, sep, value }: CST.CollectionItem, offset: number, depth: number): void {
    this.visitProps(start);
    if (sep !== undefined) this.visitProps(sep);
    if (key) this.visit(key, depth + 1);
    if (value) this.visit(value, depth + 1);
    // Nothing becomes a node too when it is composed: `[,,,]`, `- - -`, `? ? ?`.
    if (!key && !value) this.#count(start[0]?.offset ?? offset);
  }

  #visitFlowScalar(token: CST.FlowScalar): void {
    this.visitTokens(token.end);
    if (token.type === "alias") this.aliases.push(token);
    else if (token.type !== "scalar" && !isClosed(token)) this.problems.push(unclosedQuote(token));
  }

  // One bracket that is missing leaves all brackets around it open: the innermost wrong one is the cause.
  #visitFlowEnd({ start, end, items }: CST.FlowCollection, before: number): void {
    this.visitTokens(end);
    const expected = start.source === "{" ? "}" : "]";
    if (end[0]?.source === expected || this.problems.slice(before).some(leavesOpen)) return;
    const brokenBy = end[0] ?? items.at(-1)?.start.at(-1) ?? start;
    this.problems.push(findTabIndent(this.#text, brokenBy.offset) ?? unclosedFlow(start));
  }
}

const usualTokens = 1_000;

function isFlowScalar(token: CST.Token): token is CST.FlowScalar {
  return token.type === "alias" || token.type === "scalar" || token.type.endsWith("-quoted-scalar");
}

// The parser itself takes a quote for closed when it ends in an escaped one, as in `"abc\"`.
function isClosed({ type, source }: CST.FlowScalar): boolean {
  const end = type === "double-quoted-scalar" ? /(?<!\\)(?:\\\\)*"$/ : /(?<!')(?:'')*'$/;
  return end.test(source.slice(1));
}

function unclosedQuote({ source, offset }: CST.FlowScalar): TextProblem {
  return { code: "unclosed-quote", start: offset, end: offset + 1, args: { quote: source.slice(0, 1) } };
}

function unclosedFlow(bracket: CST.SourceToken): TextProblem {
  return { code: "unclosed-flow", ...stretch(bracket), args: { bracket: bracket.source } };
}

function tagRefused(token: CST.SourceToken): TextProblem {
  return { code: "tag-refused", ...stretch(token), args: { tag: token.source } };
}

// An anchor and its aliases are one mistake; an alias without an anchor is one of its own.
function anchorProblems(
  anchors: readonly CST.SourceToken[],
  aliases: readonly CST.FlowScalar[],
): readonly TextProblem[] {
  const aliasesByName = Map.groupBy(aliases, nameOf);
  const refused = anchors.map((token) => {
    const related = (aliasesByName.get(nameOf(token)) ?? []).map(stretch);
    aliasesByName.delete(nameOf(token));
    return { code: "anchor-refused", ...stretch(token), args: { anchor: nameOf(token) }, related };
  });
  const unknown = [...aliasesByName.values()].flat();
  return [
    ...refused,
    ...unknown.map((token) => ({ code: "alias-refused", ...stretch(token), args: { alias: nameOf(token) } })),
  ];
}

function nameOf({ source }: { readonly source: string }): string {
  return source.slice(1);
}

function stretch({ offset, source }: { readonly offset: number; readonly source: string }): Stretch {
  return { start: offset, end: offset + source.length };
}
