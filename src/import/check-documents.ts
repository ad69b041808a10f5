import { declare } from "../declare.ts";
import { parseManifest } from "../load/parse-manifest.ts";
import { printManifests } from "../load/print-manifest.ts";
import type { ManifestDocument } from "../model/declaration.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { sameJson } from "../model/json.ts";
import type { Place } from "../model/place.ts";
import type { ImportedDocument } from "./imported-document.ts";

/**
 * Everything that stands against documents as manifests, beside those that are there already: text that no manifest can
 * hold, and whatever `charter validate` would say. Problems are placed in the export, where they came from.
 */
export function checkDocuments(
  documents: readonly ImportedDocument[],
  existing: readonly ManifestDocument[],
): readonly Diagnostic[] {
  const read = documents.map(readBack);
  const unreadable = read.flatMap(({ diagnostics }) => diagnostics);
  if (unreadable.length > 0) return unreadable;
  const { diagnostics } = declare([...existing, ...read.flatMap((one) => one.documents)], []);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.flatMap((error) => placeInExport(error, documents));
}

interface ReadBack {
  readonly documents: readonly ManifestDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

// A document is called by its position, which no manifest on a disk is.
function readBack({ value, origin }: ImportedDocument, index: number): ReadBack {
  const { documents, diagnostics } = parseManifest(`${prefix}${index}`, printManifests([value], { schema: "" }));
  const isSame = diagnostics.length > 0 || sameJson(documents[0]?.value, value);
  if (!isSame) throw new Error("a printed manifest does not read back as what it was made from");
  return { documents, diagnostics: diagnostics.map((one) => withPlace(one, origin?.place)) };
}

const prefix = "import\0";

// What is wrong with manifests that were there before is said when they are planned.
function placeInExport(error: Diagnostic, documents: readonly ImportedDocument[]): readonly Diagnostic[] {
  const { place, related = [] } = error;
  if (place !== undefined && !place.file.startsWith(prefix)) return [];
  const others = related.map((one) => originOf(one, documents)).filter((one) => one !== undefined);
  return [{ ...withPlace(error, originOf(place, documents)), related: others }];
}

function originOf(place: Place | undefined, documents: readonly ImportedDocument[]): Place | undefined {
  if (place === undefined || !place.file.startsWith(prefix)) return place;
  const origin = documents[Number(place.file.slice(prefix.length))]?.origin;
  if (origin === undefined) return undefined;
  const field = "path" in place && place.path[0] === "spec" ? exportedFields.get(String(place.path[1])) : undefined;
  return field === undefined ? origin.place : { ...origin.place, path: [...origin.place.path, field] };
}

// What the service calls the fields of a spec, where it has them under the object itself.
const exportedFields: ReadonlyMap<string, string> = new Map([
  ["title", "name"],
  ["key", "key"],
  ["description", "description"],
  ["when", "definition"],
  ["tags", "tags"],
]);

function withPlace({ place: _, ...rest }: Diagnostic, place: Place | undefined): Diagnostic {
  return place === undefined ? rest : { ...rest, place };
}
