import type { JsonObject } from "../../model/json.ts";
import { textList } from "../list-edits.ts";
import { storedText } from "../stored-text.ts";
import { decodeContent } from "./decode-content.ts";
import { foldTags } from "./fold-tags.ts";
import type { ExperienceSpec, Version } from "./schema.ts";
import { findSlots, storedVersions } from "./stored-versions.ts";
import { decodeType } from "./wire-words.ts";

/**
 * The manifest's view of a stored experience: the service's experience body with the bodies of its versions under
 * `versions`. Archived versions are history and not part of it.
 */
export function decodeExperience(body: JsonObject): ExperienceSpec {
  const type = decodeType(body["__type"]);
  const versions = storedVersions(body);
  const slots = findSlots(versions);
  const [version, draft] = [at(versions, slots.version), at(versions, slots.draft)];
  return {
    title: storedText(body, "name"),
    description: storedText(body, "description"),
    type,
    tags: foldTags(textList(body["tags"])),
    ...(version !== undefined && { version: { status: statusOf(version), ...decodeContent(version, type) } }),
    ...(draft !== undefined && { draft: decodeContent(draft, type) }),
  };
}

function at(versions: readonly JsonObject[], index: number | undefined): JsonObject | undefined {
  return index === undefined ? undefined : versions[index];
}

function statusOf({ status }: JsonObject): NonNullable<Version["status"]> {
  if (status === "ACTIVE") return "active";
  return status === "PAUSED" ? "paused" : "draft";
}
