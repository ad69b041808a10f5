import { diffArrays } from "diff";

import { formatNumber } from "../sentences/phrase.ts";

/** One line of a shown difference; a note is ours and not part of the value. */
export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
  readonly note?: true;
}

const context = 2;

// The comparison's time grows with the square of the edits: beyond this many it is given up.
const maxEditLength = 1000;

/** What differs between two lists of lines, with a little of what does not. */
export function diffLineLists(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const parts = diffArrays([...before], [...after], { maxEditLength });
  if (parts === undefined) return [tooMany(before.length, after.length)];
  return parts.flatMap(({ added, removed, value }, at) => {
    if (added || removed) return signed(added ? "+" : "-", value);
    return shorten(signed(" ", value), { first: at === 0, last: at === parts.length - 1 });
  });
}

/** Lines under one sign. */
export function signed(sign: DiffLine["sign"], lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}

/** A line that speaks about the difference. */
export function diffNote(text: string): DiffLine {
  return { sign: " ", text, note: true };
}

function tooMany(before: number, after: number): DiffLine {
  return diffNote(`too many lines differ to be shown: ${formatNumber(before)} before, ${formatNumber(after)} after`);
}

function shorten(lines: readonly DiffLine[], edge: { first: boolean; last: boolean }): readonly DiffLine[] {
  const head = edge.first ? 0 : context;
  const tail = edge.last ? 0 : context;
  const hidden = lines.length - head - tail;
  if (hidden < 2) return lines;
  const note = diffNote(`… ${formatNumber(hidden)} unchanged lines`);
  return [...lines.slice(0, head), note, ...lines.slice(lines.length - tail)];
}
