import type { Diagnostic } from "../model/diagnostic.ts";
import { titleOf } from "./exported-object.ts";
import type { ImportedDocument } from "./imported-document.ts";
import { type ImportedFile, layOutFiles } from "./lay-out-files.ts";
import { organizationDocuments } from "./organization-documents.ts";
import { parseExport, type ParsedExport } from "./parse-export.ts";
import type { ExportTexts } from "./read-export.ts";
import type { Remark } from "./remark.ts";
import { translateExport } from "./translate-export.ts";

/** What an import is made with, beyond the export. */
export interface ImportOptions {
  /** The organization to declare; absent when there is one already. Its title is that of the only project unless given. */
  readonly founding?: { readonly owner: string; readonly title?: string | undefined } | undefined;
  /** Where editors find the JSON Schema: a path from the folder that is written. */
  readonly schema: string;
}

/** What an import would write, before it is known whether it may. */
export interface Import {
  readonly documents: readonly ImportedDocument[];
  readonly files: readonly ImportedFile[];
  readonly remarks: readonly Remark[];
  /** What is wrong with the export. With any of it nothing is to be written. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes manifests from the files of an export. */
export function makeImport(texts: ExportTexts, { founding, schema }: ImportOptions): Import {
  const parsed = parseExport(texts);
  const broken = [...texts.diagnostics, ...parsed.diagnostics];
  if (broken.length > 0) return { documents: [], files: [], remarks: [], diagnostics: broken };
  const { documents: translated, remarks, diagnostics } = translateExport(parsed);
  const own = founding === undefined ? [] : foundingDocuments(founding, parsed);
  const documents = [...own, ...translated];
  return { documents, files: layOutFiles(documents, schema), remarks, diagnostics };
}

function foundingDocuments(
  founding: NonNullable<ImportOptions["founding"]>,
  { objects }: ParsedExport,
): Import["documents"] {
  const [project, ...others] = objects.filter(({ kind }) => kind === "Project");
  const known = project === undefined || others.length > 0 ? "Imported organization" : titleOf(project);
  return organizationDocuments({ owner: founding.owner, title: founding.title ?? known });
}
