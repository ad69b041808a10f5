import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { textList } from "../list-edits.ts";
import { storedMetrics, storedVariants } from "./decode-content.ts";
import { findSlots, newestOf } from "./stored-versions.ts";

/**
 * What an experience's body says about its versions; the service derives these fields and takes none of them. The names
 * of the fields are the service's (Personalize Management API, "Experiences"); that archived versions do not count is
 * INFERRED.
 */
export function summarizeVersions(versions: readonly JsonObject[]): JsonObject {
  const { version = -1 } = findSlots(versions);
  const newest = newestOf(versions, ["ACTIVE", "PAUSED", "DRAFT"]) ?? -1;
  const current = versions.filter(({ status }) => status !== "ARCHIVED");
  return {
    status: versions[version]?.["status"] ?? "DRAFT",
    hasDraft: versions.some(({ status }) => status === "DRAFT"),
    latestVersion: versions[newest]?.["uid"],
    referredAudiences: [...new Set(current.flatMap(audiencesOf))],
    referredEvents: [
      ...new Set(current.flatMap((one) => textList(storedMetrics(one).map(({ event }) => event ?? null)))),
    ],
  };
}

function audiencesOf(version: JsonObject): readonly string[] {
  const { targeting } = version;
  const audience: Json | undefined = isJsonObject(targeting) ? targeting["audience"] : undefined;
  const targeted = isJsonObject(audience) ? audience["audiences"] : undefined;
  const named = storedVariants(version).flatMap(({ audiences }) => textList(audiences));
  return [...named, ...textList(targeted)];
}
