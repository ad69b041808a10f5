import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { storedText } from "../stored-text.ts";

/** Where in the list of an experience's stored versions the ones that manifests speak of stand. */
export interface Slots {
  /** The version that counts: the active or paused one, else the draft of an experience never shown. */
  readonly version: number | undefined;
  /** A draft beside an active or paused version. */
  readonly draft: number | undefined;
}

/** The stored versions of an experience's body. */
export function storedVersions({ versions }: JsonObject): readonly JsonObject[] {
  return Array.isArray(versions) ? versions.filter((version: Json) => isJsonObject(version)) : [];
}

/** Finds the versions that manifests speak of. Should there be several of a status, the newest counts. */
export function findSlots(versions: readonly JsonObject[]): Slots {
  const shown = newestOf(versions, ["ACTIVE", "PAUSED"]);
  const draft = newestOf(versions, ["DRAFT"]);
  return shown === undefined ? { version: draft, draft: undefined } : { version: shown, draft };
}

/** Position of the newest version of some statuses. The order of the list is not documented, so it only breaks ties. */
export function newestOf(versions: readonly JsonObject[], statuses: readonly string[]): number | undefined {
  let newest: number | undefined;
  for (const [index, version] of versions.entries()) {
    if (!statuses.includes(storedText(version, "status"))) continue;
    const rival = newest === undefined ? undefined : versions[newest];
    if (rival === undefined || !isOlder(version, rival)) newest = index;
  }
  return newest;
}

/** The number after the highest that any version has. */
export function nextVersionNumber(versions: readonly JsonObject[]): number {
  return 1 + Math.max(0, ...versions.map((version) => numberOf(version, 0)));
}

// A draft without a number is newer than every numbered version (INFERRED: the service may number at activation).
function isOlder(one: JsonObject, other: JsonObject): boolean {
  const [first, second] = [numberOf(one, Infinity), numberOf(other, Infinity)];
  return first === second ? storedText(one, "createdAt") < storedText(other, "createdAt") : first < second;
}

function numberOf({ versionNumber }: JsonObject, otherwise: number): number {
  return typeof versionNumber === "number" ? versionNumber : otherwise;
}
