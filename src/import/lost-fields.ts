import { isJsonObject, type Json, type JsonObject, sameJson } from "../model/json.ts";
import { formatPointer, type Path } from "../model/place.ts";

/**
 * The fields of a stored body that are gone once a manifest was made of it: those that `kept`, the body the manifest would
 * write, does not hold as they were. What the service fills in itself does not count, nor do empty values, which mean the
 * same as absent ones. Positions in lists are written as `*`.
 */
export function lostFields(stored: JsonObject, kept: JsonObject): readonly string[] {
  const own = Object.fromEntries(Object.entries(stored).filter(([key]) => !readOnly.has(key)));
  return [
    ...new Set(
      lostBelow(own, kept, []).map((path) =>
        formatPointer(path.map((step) => (typeof step === "number" ? "*" : step))),
      ),
    ),
  ];
}

// Fields that the service fills in. Source: Personalize Management API, sample responses of each module.
const readOnly: ReadonlySet<string> = new Set([
  "uid",
  "_id",
  "project",
  "organizationUid",
  "createdBy",
  "createdAt",
  "createdByUserName",
  "updatedBy",
  "updatedAt",
  "updatedByUserName",
  "activatedAt",
  "activatedBy",
  "activatedByUserName",
  "firstActivatedAt",
  "referredAttributes",
  "referredAudiences",
  "referredEvents",
  "referredLyticsAudiences",
  "_cms",
  "_isVersioned",
  "priority",
  "hasDraft",
  "latestVersion",
  "versionNumber",
  "experienceUid",
  "shortUid",
]);

function lostBelow(stored: Json | undefined, kept: Json | undefined, path: Path): readonly Path[] {
  if (isEmpty(stored) || sameJson(stored, kept)) return [];
  if (Array.isArray(stored) && Array.isArray(kept)) {
    return stored.flatMap((item: Json, at) => lostBelow(item, kept[at] as Json | undefined, [...path, at]));
  }
  if (!isJsonObject(stored) || !isJsonObject(kept)) return [path];
  return Object.keys(stored).flatMap((key) => lostBelow(stored[key], kept[key], [...path, key]));
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
