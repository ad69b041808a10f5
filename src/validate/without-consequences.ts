import type { Diagnostic } from "../model/diagnostic.ts";
import { formatPointer, type NodePlace } from "../model/place.ts";

/**
 * What was found after validation, without what only follows from a slip that validation named at the same place: a rule whose
 * operator is misspelt has no operator, and a text that is too long for an address is none.
 */
export function withoutConsequences(found: readonly Diagnostic[], slips: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Set(slips.flatMap(placeOfSlip));
  return places.size === 0 ? found : found.filter(({ place }) => !places.has(nodeAt(place)));
}

// A misspelt key is a fault of the mapping that lacks the one that is meant.
function placeOfSlip({ code, place, args }: Diagnostic): readonly string[] {
  if (place === undefined || "start" in place) return [];
  if (code !== "unknown-key") return [nodeAt(place)];
  return args["nearest"] === undefined ? [] : [nodeAt({ ...place, path: place.path.slice(0, -1) })];
}

function nodeAt(place: Diagnostic["place"]): string {
  if (place === undefined || "start" in place) return "";
  const { file, document, path }: NodePlace = place;
  return `${file}#${document}${formatPointer(path)}`;
}
