import type { Diagnostic } from "../model/diagnostic.ts";
import { compareText } from "../model/json.ts";
import type { Place, Span } from "../model/place.ts";

/** Works a place out for people; `undefined` when the text is not at hand. */
export type Locate = (place: Place) => Span | undefined;

/** A diagnostic with its places worked out. */
export interface LocatedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** Absent when the problem has no place in a file. */
  readonly file: string | undefined;
  readonly span: Span | undefined;
  readonly related: readonly Span[];
}

/** Knows no place: for outputs that have no text of the manifests. */
export const locateNothing: Locate = () => undefined;

/** Works out every place, and sorts by file, line, column and code; problems without a file come last. */
export function locateDiagnostics(diagnostics: readonly Diagnostic[], locate: Locate): readonly LocatedDiagnostic[] {
  return diagnostics.map((diagnostic) => locateOne(diagnostic, locate)).toSorted(compareLocated);
}

function locateOne(diagnostic: Diagnostic, locate: Locate): LocatedDiagnostic {
  const { place, related = [] } = diagnostic;
  return {
    diagnostic,
    file: place?.file,
    span: place === undefined ? undefined : locate(place),
    related: related.map(locate).filter((span) => span !== undefined),
  };
}

const start = { line: 0, column: 0 };

function compareLocated(one: LocatedDiagnostic, other: LocatedDiagnostic): number {
  return (
    compareFiles(one.file, other.file) ||
    compareSpans(one.span, other.span) ||
    compareText(one.diagnostic.code, other.diagnostic.code)
  );
}

function compareSpans(one: Span | undefined, other: Span | undefined): number {
  const [first, second] = [one ?? start, other ?? start];
  return first.line - second.line || first.column - second.column;
}

function compareFiles(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return compareText(one, other);
}
