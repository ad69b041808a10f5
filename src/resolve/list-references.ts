import type { Kind, Reference } from "../kinds/kind.ts";
import type { JsonObject } from "../model/json.ts";

/** Every mention of another object in a spec, in the order the kind visits them. */
export function listReferences(kind: Kind, spec: JsonObject): readonly Reference[] {
  const references: Reference[] = [];
  kind.mapReferences(spec, (reference) => {
    references.push(reference);
    return reference.name;
  });
  return references;
}
