import { graphemes, graphemeWidth } from "../text/display-width.ts";
import type { Piece } from "./line.ts";
import type { Ink } from "./style.ts";

/** Columns for the text of the first row, and of the rows after it. */
export interface Room {
  readonly first: number;
  readonly next: number;
}

/**
 * Breaks visible text into rows: at spaces, and inside a word only when it is longer than a row. A row that would start
 * with `::`, as a command to GitHub's runner does, starts with `\u{3a}:` instead.
 */
export function wrapPieces(pieces: readonly Piece[], room: Room): readonly (readonly Piece[])[] {
  const cells = pieces.flatMap(toCells);
  const rows: (readonly Piece[])[] = [];
  let start = 0;
  while (start < cells.length) {
    const colon = findCommand(cells, start);
    if (colon !== undefined) cells[colon] = { text: "\\u{3a}", width: 6, ink: cells[colon]?.ink };
    const end = rowEnd(cells, start, rows.length === 0 ? room.first : room.next);
    rows.push(joinCells(cells.slice(start, trimmedEnd(cells, start, end))));
    start = nextStart(cells, end);
  }
  return rows;
}

/** Whether GitHub's runner would take the row for a command: it looks past leading spaces. */
export function startsLikeCommand(text: string): boolean {
  return /^ *::/.test(text);
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly ink: Ink | undefined;
}

function toCells({ text, ink }: Piece): readonly Cell[] {
  return graphemes(text).map((grapheme) => ({ text: grapheme, width: graphemeWidth(grapheme), ink }));
}

// Where a row that starts here has the first colon of a command.
function findCommand(cells: readonly Cell[], start: number): number | undefined {
  const at = firstWord(cells, start);
  return cells[at]?.text === ":" && cells[at + 1]?.text === ":" ? at : undefined;
}

function rowEnd(cells: readonly Cell[], start: number, room: number): number {
  const word = firstWord(cells, start);
  let used = 0;
  let space = -1;
  for (let at = start; at < cells.length; at += 1) {
    const cell = cells[at];
    used += cell?.width ?? 0;
    if (cell?.text === " " && at > word) space = at;
    if (used > room) return space > start ? space : Math.max(at, start + 1);
  }
  return cells.length;
}

function firstWord(cells: readonly Cell[], start: number): number {
  let at = start;
  while (cells[at]?.text === " ") at += 1;
  return at;
}

function trimmedEnd(cells: readonly Cell[], start: number, end: number): number {
  let at = end;
  while (at > start && cells[at - 1]?.text === " ") at -= 1;
  return at;
}

function nextStart(cells: readonly Cell[], end: number): number {
  return end < cells.length ? firstWord(cells, end) : end;
}

function joinCells(cells: readonly Cell[]): readonly Piece[] {
  const pieces: { text: string; ink: Ink | undefined }[] = [];
  for (const { text, ink } of cells) {
    const last = pieces.at(-1);
    if (last !== undefined && last.ink === ink) last.text += text;
    else pieces.push({ text, ink });
  }
  return pieces;
}
