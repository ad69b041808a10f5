import type { IndexedText } from "./line-index.ts";
import { lineAt } from "./line-index.ts";
import type { TextProblem } from "./text-problem.ts";

/** The tab in the indentation of the line that an offset is in, as a problem; `undefined` when there is none. */
export function findTabIndent(indexed: IndexedText, offset: number): TextProblem | undefined {
  const start = indexed.starts[lineAt(indexed, offset)] ?? 0;
  const indentation = /^[ \t]*/.exec(indexed.text.slice(start, start + longestIndentation))?.[0] ?? "";
  const tab = indentation.indexOf("\t");
  return tab === -1 ? undefined : tabIndent(start + tab);
}

/** The problem of a tab where only spaces indent. */
export function tabIndent(offset: number): TextProblem {
  return { code: "tab-indent", start: offset, end: offset + 1 };
}

const longestIndentation = 200;
