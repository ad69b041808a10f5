/** The way to a node inside a document: keys and list positions from the root. */
export type Path = readonly (string | number)[];

/**
 * Where a problem is. Stages before parsing know offsets into the text; stages after it know a node of a document.
 * Lines and columns are worked out only when a place is shown.
 */
export type Place = TextPlace | NodePlace;

/** A stretch of a file's text, in UTF-16 code units from its start; the end is exclusive. */
export interface TextPlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A node of a document: its value, or the key that introduces it. */
export interface NodePlace {
  readonly file: string;
  /** Position of the document inside the file, from 0. */
  readonly document: number;
  readonly path: Path;
  readonly part: "key" | "value";
}

/** A place worked out for people: 1-based line and column (in code points), and the line itself. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many code points of the line are meant, at least 1. */
  readonly width: number;
  /** The text of the line; absent when the file's content must not be shown. */
  readonly text?: string | undefined;
}

/** Writes a path as a JSON pointer (RFC 6901). */
export function formatPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
