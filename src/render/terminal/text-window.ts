import { displayWidth, graphemes } from "../text/display-width.ts";
import { visibleText } from "../text/visible-text.ts";

/** The code points meant inside a line: where they start, from 1, and how many. */
export interface Target {
  readonly column: number;
  readonly width: number;
}

/** The part of a line that is shown, made visible. */
export interface TextWindow {
  readonly text: string;
  /** Columns before the first character that is meant. */
  readonly offset: number;
  /** Columns that are meant, at least 1. */
  readonly length: number;
}

const leastRoom = 14;
const tab = "    ";

/**
 * Fits a line into so many columns: whole when it fits, else the part around the target, with `…` where it was cut. The
 * work depends on the room and the target's column, not on the length of the line.
 */
export function windowAround(line: string, target: Target, room: number): TextWindow {
  const columns = Math.max(room, leastRoom);
  const near = pointsNear(line, target, columns * 2);
  const marked = markTarget(toCells(near.points), { column: target.column - near.start, width: target.width });
  const whole = near.start === 0 && !near.more;
  if (whole && widthOf(marked.cells) <= columns) return lay(marked, { from: 0, to: marked.cells.length });
  const range = rangeAround(marked, columns - 2);
  const cut = { left: near.start > 0 || range.from > 0, right: near.more || range.to < marked.cells.length };
  return withEllipses(lay(marked, range), cut);
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly points: number;
}

interface Near {
  readonly points: readonly string[];
  /** Code points left out before these. */
  readonly start: number;
  /** Whether any were left out after these. */
  readonly more: boolean;
}

function pointsNear(line: string, { column }: Target, reach: number): Near {
  const start = Math.max(0, column - 1 - reach);
  const end = column - 1 + reach;
  const points: string[] = [];
  let at = 0;
  for (const point of line) {
    if (at >= end) return { points, start, more: true };
    if (at >= start) points.push(point);
    at += 1;
  }
  return { points, start, more: false };
}

function toCells(points: readonly string[]): readonly Cell[] {
  return graphemes(points.join("")).flatMap((grapheme) => {
    if (visibleText(grapheme) === grapheme) return [toCell(grapheme, grapheme)];
    return Array.from(grapheme, (point) => toCell(point, point === "\t" ? tab : visibleText(point)));
  });
}

function toCell(source: string, text: string): Cell {
  return { text, width: displayWidth(text), points: Array.from(source).length };
}

interface Marked {
  readonly cells: readonly Cell[];
  /** The first cell that is meant, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

function markTarget(cells: readonly Cell[], { column, width }: Target): Marked {
  const from = cellAt(cells, column - 1);
  // A target behind the last character points at the empty place after it.
  if (from === cells.length) return { cells: [...cells, { text: " ", width: 1, points: 1 }], from, to: from + 1 };
  return { cells, from, to: Math.max(from + 1, cellAt(cells, column - 1 + width)) };
}

function cellAt(cells: readonly Cell[], points: number): number {
  let passed = 0;
  for (const [index, cell] of cells.entries()) {
    passed += cell.points;
    if (passed > points) return index;
  }
  return cells.length;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangeAround({ cells, from }: Marked, room: number): Range {
  const meant = cells[from]?.width ?? 0;
  const before = reachLeft(cells, from, Math.min(Math.floor(room / 3), room - meant));
  const to = reachRight(cells, before, room);
  return { from: to === cells.length ? reachLeft(cells, to, room) : before, to };
}

function reachLeft(cells: readonly Cell[], end: number, room: number): number {
  let at = end;
  let used = 0;
  while (at > 0 && used + (cells[at - 1]?.width ?? 0) <= room) {
    at -= 1;
    used += cells[at]?.width ?? 0;
  }
  return at;
}

function reachRight(cells: readonly Cell[], start: number, room: number): number {
  let at = start;
  let used = 0;
  while (at < cells.length && used + (cells[at]?.width ?? 0) <= room) {
    used += cells[at]?.width ?? 0;
    at += 1;
  }
  return at;
}

function lay({ cells, from, to }: Marked, range: Range): TextWindow {
  return {
    text: cells
      .slice(range.from, range.to)
      .map(({ text }) => text)
      .join(""),
    offset: widthOf(cells.slice(range.from, from)),
    length: Math.max(1, widthOf(cells.slice(from, Math.min(to, range.to)))),
  };
}

function withEllipses(seen: TextWindow, cut: { readonly left: boolean; readonly right: boolean }): TextWindow {
  const left = cut.left ? "…" : "";
  const right = cut.right ? "…" : "";
  return { text: `${left}${seen.text}${right}`, offset: seen.offset + left.length, length: seen.length };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
