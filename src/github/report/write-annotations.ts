import { error, warning } from "@actions/core";

import type { Annotation } from "./annotations.ts";

// GitHub shows the first ten of each kind of a step; what is beyond stands in the comment and the summary.
const mostWritten = 50;

/** Writes annotations as workflow commands; their texts and paths cannot add another. */
export function writeAnnotations(annotations: readonly Annotation[]): void {
  for (const annotation of annotations.slice(0, mostWritten)) writeAnnotation(annotation);
}

function writeAnnotation({ level, title, message, place }: Annotation): void {
  const write = level === "error" ? error : warning;
  write(message, {
    title,
    ...(place !== undefined && { file: place.file, startLine: place.line, endLine: place.line }),
    ...(place?.columns !== undefined && { startColumn: place.columns.start, endColumn: place.columns.end }),
  });
}
