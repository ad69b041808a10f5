import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";

/**
 * The declared fields over the live ones: what is not declared keeps its live value. The named fields are objects whose
 * own entries are managed one by one.
 */
export function completeFields<Spec extends JsonObject>(
  declared: Spec,
  live: Spec | undefined,
  entrywise: readonly (keyof Spec & string)[] = [],
): Spec {
  const merged: Record<string, Json | undefined> = { ...live, ...declared };
  for (const field of entrywise) {
    const [above, below] = [declared[field], live?.[field]];
    if (isJsonObject(above) && isJsonObject(below)) merged[field] = { ...below, ...above };
  }
  // Both sources have the spec's shape, and so does one laid over the other.
  return merged as Spec;
}
