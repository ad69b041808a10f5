import { supportedVersions } from "../kinds/document-schema.ts";
import type { JsonObject } from "../model/json.ts";
import type { Path } from "../model/place.ts";
import type { ExportedObject } from "./exported-object.ts";

/** A document of a manifest that an import writes. */
export interface ImportedDocument {
  readonly value: JsonObject;
  /** The file it belongs into, below the folder that is written. */
  readonly file: string;
  /** The exported object it was made from; absent for what the export does not hold. */
  readonly origin?: ExportedObject | undefined;
  readonly comment?: { readonly path: Path; readonly text: string } | undefined;
}

/** What a document says. */
export interface DocumentParts {
  readonly kind: string;
  readonly name: string;
  /** Handle of the project it belongs to. */
  readonly project?: string;
  readonly spec: JsonObject;
}

/** The document of a declaration, in its envelope. */
export function documentOf({ kind, name, project, spec }: DocumentParts): JsonObject {
  const metadata = project === undefined ? { name } : { name, project };
  return { apiVersion: supportedVersions[0], kind, metadata, spec };
}
