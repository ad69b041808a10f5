import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import { locateDiagnostics } from "../located-diagnostic.ts";
import type { Locate, LocatedDiagnostic } from "../located-diagnostic.ts";
import { plainSentence } from "../sentences/sentence-for.ts";

/** Problems as the JSON contract has them, in the order of their places. What is not known is `null`. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[], locate: Locate): readonly JsonObject[] {
  return locateDiagnostics(diagnostics, locate).map(diagnosticJson);
}

function diagnosticJson({ diagnostic, file, span, related }: LocatedDiagnostic): JsonObject {
  const { message, help } = plainSentence(diagnostic);
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message,
    help: help ?? null,
    file: span?.file ?? file ?? null,
    line: span?.line ?? null,
    column: span?.column ?? null,
    related: related.map(({ file: other, line, column }) => ({ file: other, line, column })),
  };
}
