import type { Span, TextPlace } from "../model/place.ts";

/** A text with the offsets at which its lines start. */
export interface IndexedText {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Finds where each line of a text starts. A line ends with LF, CRLF or a lone CR. */
export function indexLines(text: string): IndexedText {
  return { text, starts: lineStarts(text) };
}

/** The number of the line an offset is in, from 0. */
export function lineAt({ starts }: IndexedText, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A position for people: both from 1, the column in code points, a leading byte order mark not counted. */
export function positionAt(indexed: IndexedText, offset: number): { line: number; column: number } {
  const line = lineAt(indexed, offset);
  return { line: line + 1, column: codePoints(indexed.text.slice(shownStart(indexed, line), offset)) + 1 };
}

/** The place for people. A stretch over several lines is cut at the end of its first one. */
export function spanOf(place: TextPlace, indexed: IndexedText): Span {
  const { text, starts } = indexed;
  const position = positionAt(indexed, place.start);
  const from = shownStart(indexed, position.line - 1);
  const line = text.slice(from, starts[position.line] ?? text.length).replace(/[\r\n]+$/, "");
  const meant = text.slice(place.start, Math.min(place.end, from + line.length));
  return { file: place.file, ...position, width: Math.max(1, codePoints(meant)), text: line };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}

function shownStart({ text, starts }: IndexedText, line: number): number {
  if (line === 0) return text.startsWith("\uFEFF") ? 1 : 0;
  return starts[line] ?? text.length;
}

function codePoints(text: string): number {
  let count = text.length;
  for (const _pair of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) count -= 1;
  return count;
}
