import type { Diagnostic } from "../../model/diagnostic.ts";
import { locateDiagnostics } from "../located-diagnostic.ts";
import type { Locate, LocatedDiagnostic } from "../located-diagnostic.ts";
import { formatNumber } from "../sentences/phrase.ts";
import { sentenceFor } from "../sentences/sentence-for.ts";
import { excerptLines, gutterWidth } from "./excerpt.ts";
import { blank, inked, line } from "./line.ts";
import type { Line } from "./line.ts";
import { helpLines, labelled } from "./phrase-pieces.ts";
import { printLines } from "./print-lines.ts";
import type { Style } from "./style.ts";

const mostShown = 100;

/**
 * Problems for a terminal, in the order of their places: sentence, place, the line with carets, advice, and a summary
 * at the end. After a hundred the rest is counted. Nothing when there is no problem.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], locate: Locate, style: Style): string {
  if (diagnostics.length === 0) return "";
  const located = locateDiagnostics(diagnostics, locate);
  const more = located.length - mostShown;
  const lines = [
    ...located.slice(0, mostShown).flatMap((each) => [...problemLines(each, style), blank]),
    ...(more > 0 ? [line(0, `and ${formatNumber(more)} more`), blank] : []),
    line(0, inked("heading", summarizeDiagnostics(diagnostics))),
  ];
  return printLines(lines, style);
}

// Such as `2 errors, 1 warning in 3 files`.
function summarizeDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  const files = new Set(diagnostics.map(({ place }) => place?.file).filter((file) => file !== undefined)).size;
  const counts = [...countOf(errors, "error"), ...countOf(warnings, "warning")].join(", ");
  return files === 0 ? counts : `${counts} in ${countOf(files, "file").join("")}`;
}

function countOf(number: number, noun: string): readonly string[] {
  if (number === 0) return [];
  return [`${formatNumber(number)} ${noun}${number === 1 ? "" : "s"}`];
}

function problemLines({ diagnostic, file, span, related }: LocatedDiagnostic, style: Style): readonly Line[] {
  const { message, help } = sentenceFor(diagnostic);
  const ink = diagnostic.severity;
  const gutter = gutterWidth(span);
  const place = span === undefined ? file : positionOf(span);
  return [
    labelled({ text: diagnostic.severity, ink, indent: 0 }, message),
    ...(place === undefined ? [] : [line(gutter - 1, inked("dim", "--> "), place)]),
    ...(span === undefined ? [] : excerptLines(span, { ink, width: style.width })),
    ...related.map((other) => line(gutter, inked("dim", "note: "), `see also ${positionOf(other)}`)),
    ...helpLines(help, gutter),
  ];
}

function positionOf({ file, line: row, column }: { file: string; line: number; column: number }): string {
  return `${file}:${row}:${column}`;
}
