import { createLocator } from "../../src/load/locate.ts";
import { parseManifest } from "../../src/load/parse-manifest.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

/** Every problem of a text as `code line:column`, in the order they are reported. */
export function problemsIn(text: string): readonly string[] {
  return parseManifest("a.yaml", text).diagnostics.map((found) => `${found.code} ${positionIn(text, found)}`);
}

/** The first problem of a text. */
export function firstProblemIn(text: string): Diagnostic {
  const [first] = parseManifest("a.yaml", text).diagnostics;
  if (first === undefined) throw new Error("the text has no problem");
  return first;
}

/** The values of a text's documents; fails when the text has a problem. */
export function valuesIn(text: string): readonly unknown[] {
  const { documents, diagnostics } = parseManifest("a.yaml", text);
  if (diagnostics.length > 0) throw new Error(`unexpected problems: ${problemsIn(text).join(", ")}`);
  return documents.map(({ value }) => value);
}

function positionIn(text: string, { place }: Diagnostic): string {
  if (place === undefined) return "nowhere";
  const { line, column } = createLocator(new Map([[place.file, text]]))(place);
  return `${line}:${column}`;
}
