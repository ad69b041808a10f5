import { printManifests } from "../load/print-manifest.ts";
import type { ImportedDocument } from "./imported-document.ts";

/** A file that an import writes. */
export interface ImportedFile {
  /** Below the folder that is written, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/**
 * Prints documents into their files. A file that would grow beyond what a manifest may hold goes on in another one. The
 * schema's path starts from the folder that is written.
 */
export function layOutFiles(documents: readonly ImportedDocument[], schema: string): readonly ImportedFile[] {
  return [...Map.groupBy(documents, ({ file }) => file)].flatMap(([file, members]) =>
    dividedBySize(members).map((part, at) => {
      const name = at === 0 ? file : file.replace(/\.yaml$/, `-${at + 1}.yaml`);
      return { file: name, text: printPart(part, schemaFrom(name, schema)) };
    }),
  );
}

// A fifth of what a manifest may hold, in characters of JSON: indentation makes YAML longer, and people will edit it.
const mostCharacters = 200_000;

function dividedBySize(documents: readonly ImportedDocument[]): readonly (readonly ImportedDocument[])[] {
  const parts: ImportedDocument[][] = [[]];
  let length = 0;
  for (const document of documents) {
    const own = JSON.stringify(document.value).length;
    if (length > 0 && length + own > mostCharacters) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(document);
    length += own;
  }
  return parts;
}

function printPart(documents: readonly ImportedDocument[], schema: string): string {
  const comments = documents.flatMap(({ comment }, document) =>
    comment === undefined ? [] : [{ ...comment, document }],
  );
  return printManifests(
    documents.map(({ value }) => value),
    { schema, comments },
  );
}

// A path that names its own root is the same from everywhere.
function schemaFrom(file: string, schema: string): string {
  const depth = file.split("/").length - 1;
  if (depth === 0 || /^(?:\/|[a-z][a-z0-9+.-]+:)/i.test(schema)) return schema;
  return `${"../".repeat(depth)}${schema.replace(/^(?:\.\/)+/, "")}`;
}
