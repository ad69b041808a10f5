import { displayWidth } from "../text/display-width.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Line, Piece } from "./line.ts";
import { paint } from "./style.ts";
import type { Style } from "./style.ts";
import { startsLikeCommand, wrapPieces } from "./wrap-pieces.ts";

const narrowest = 20;

/**
 * Text for a terminal, each line ended by a line break; nothing for no lines. The only writer of terminal text, so it
 * guarantees for all of it: no character of the data steers the terminal, no row starts like a command to GitHub's
 * runner, rows fit the width, and no colour sequence is cut.
 */
export function printLines(lines: readonly Line[], style: Style): string {
  return lines.map((each) => printLine(each, style)).join("");
}

function printLine(source: Line, style: Style): string {
  const pieces = visiblePieces(source.pieces);
  const text = joinText(pieces);
  if (text === "") return "\n";
  const rows = fits(source, text, style)
    ? [{ indent: indentOf(source.indent, style), pieces }]
    : wrap(source, pieces, style);
  return rows.map((row) => `${" ".repeat(row.indent)}${paintRow(row.pieces, style)}\n`).join("");
}

// A runner command may also come about where two pieces meet.
function visiblePieces(pieces: readonly Piece[]): readonly Piece[] {
  const visible = pieces.map(({ text, ink }) => ({ text: visibleText(text), ink }));
  const text = joinText(visible);
  return text.includes("##[") ? [{ text: visibleText(text) }] : visible;
}

function joinText(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

interface Row {
  readonly indent: number;
  readonly pieces: readonly Piece[];
}

function fits(source: Line, text: string, style: Style): boolean {
  if (source.whole === true) return true;
  if (startsLikeCommand(text)) return false;
  return indentOf(source.indent, style) + displayWidth(text) <= widthOf(style);
}

function wrap(source: Line, pieces: readonly Piece[], style: Style): readonly Row[] {
  const indent = indentOf(source.indent, style);
  const hang = indentOf(source.hang, style);
  const rows = wrapPieces(pieces, { first: widthOf(style) - indent, next: widthOf(style) - hang });
  return rows.map((row, at) => ({ indent: at === 0 ? indent : hang, pieces: row }));
}

// Half of a narrow terminal stays for the text itself.
function indentOf(indent: number, style: Style): number {
  return Math.min(indent, Math.floor(widthOf(style) / 2));
}

function widthOf(style: Style): number {
  return Math.max(style.width, narrowest);
}

function paintRow(pieces: readonly Piece[], style: Style): string {
  return pieces.map(({ text, ink }) => paint(text, ink, style)).join("");
}
