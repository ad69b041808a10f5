import type { Ink } from "./style.ts";

/** A stretch of a line with one meaning. Its text may hold anything: it is made visible when it is printed. */
export interface Piece {
  readonly text: string;
  readonly ink?: Ink | undefined;
}

/** One line before it is fitted to a terminal. */
export interface Line {
  readonly pieces: readonly Piece[];
  /** Columns left free on the first row. */
  readonly indent: number;
  /** Columns left free on the rows it is wrapped into. */
  readonly hang: number;
  /** Never wrapped: other programs look for this line. */
  readonly whole?: true;
}

/** A line with its indentation; what does not fit continues two columns further in. */
export function line(indent: number, ...parts: readonly (string | Piece)[]): Line {
  return { pieces: parts.map(toPiece), indent, hang: indent + 2 };
}

/** A line that continues at the column given. */
export function hanging(indent: number, hang: number, parts: readonly (string | Piece)[]): Line {
  return { pieces: parts.map(toPiece), indent, hang };
}

/** A line that is printed in one row, however long. */
export function wholeLine(...parts: readonly (string | Piece)[]): Line {
  return { pieces: parts.map(toPiece), indent: 0, hang: 0, whole: true };
}

/** A stretch of text with a meaning. */
export function inked(ink: Ink | undefined, text: string): Piece {
  return { text, ink };
}

/** An empty line. */
export const blank: Line = { pieces: [], indent: 0, hang: 0 };

function toPiece(part: string | Piece): Piece {
  return typeof part === "string" ? { text: part } : part;
}
