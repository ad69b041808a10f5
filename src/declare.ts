import { documentSchema, supportedVersions } from "./kinds/document-schema.ts";
import { kindsByName } from "./kinds/index.ts";
import { isValueProblem } from "./load/value-problem.ts";
import type { ManifestDocument } from "./model/declaration.ts";
import type { Diagnostic } from "./model/diagnostic.ts";
import { type Resolution, resolveDeclarations } from "./resolve/resolve-declarations.ts";
import { validateDocuments } from "./validate/validate-documents.ts";
import { validatorByKind } from "./validate/validators.ts";
import { withoutConsequences } from "./validate/without-consequences.ts";

/** What the manifests declare, and everything that is wrong with them. */
export interface Declared extends Resolution {
  readonly documents: number;
}

/**
 * The half of the pipeline before live is read: validates documents and resolves what they say of each other. Pure; finds all
 * problems at once, and where something could not be read calls nothing missing.
 */
export function declare(documents: readonly ManifestDocument[], problems: readonly Diagnostic[]): Declared {
  const validation = validateDocuments(documents, { validatorByKind, schemaOf, supportedVersions });
  const resolution = resolveDeclarations({ ...validation, incomplete: problems.some(hidesText) }, kindsByName);
  const slips = validation.diagnostics.filter(unlessSaid(problems));
  return {
    ...resolution,
    diagnostics: [...problems, ...slips, ...withoutConsequences(resolution.diagnostics, slips)],
    documents: documents.length,
  };
}

// That a key has no value is said while reading; the schema sees it once more.
function unlessSaid(problems: readonly Diagnostic[]): (found: Diagnostic) => boolean {
  const files = new Set(problems.filter(({ code }) => code === saidTwice).map(({ place }) => place?.file));
  return ({ code, place }) => code !== saidTwice || !files.has(place?.file);
}

const saidTwice = "null-not-allowed";

function hidesText({ code, severity }: Diagnostic): boolean {
  return severity === "error" && !isValueProblem(code);
}

function schemaOf(name: string): object {
  const kind = kindsByName.get(name);
  return kind === undefined ? {} : documentSchema(kind);
}
