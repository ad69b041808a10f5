import type { Diagnostic, MessageArguments } from "../model/diagnostic.ts";
import { problem } from "../model/diagnostic.ts";

/** Part of a text, in UTF-16 code units from its start; the end is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A problem in one text, before it is known which file the text belongs to. */
export interface TextProblem extends Stretch {
  readonly code: string;
  readonly args?: MessageArguments;
  /** Other stretches that belong to the problem. */
  readonly related?: readonly Stretch[];
}

/** Orders problems as a reader meets them. */
export function compareStretches(one: Stretch, other: Stretch): number {
  return one.start - other.start || one.end - other.end;
}

/** The problem as a diagnostic of a file. */
export function toDiagnostic(file: string, { code, start, end, args, related }: TextProblem): Diagnostic {
  const found = problem(code, { file, start, end }, args);
  if (related === undefined) return found;
  return { ...found, related: related.map((stretch) => ({ file, start: stretch.start, end: stretch.end })) };
}
