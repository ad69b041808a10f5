import type { JsonObject } from "../../model/json.ts";
import { encodeContent } from "./encode-content.ts";
import type { Content, Draft, ExperienceSpec, ExperienceType, Version } from "./schema.ts";
import { findSlots, nextVersionNumber } from "./stored-versions.ts";
import type { VersionSteps } from "./version-steps.ts";
import { encodeStatus } from "./wire-words.ts";

/** The way from what the stored versions say to what they shall say. */
export interface Transition {
  readonly steps: VersionSteps;
  /** What the experience will hold, with an identity for every variant. */
  readonly next: ExperienceSpec;
  readonly newUid: () => string;
}

/**
 * The stored versions after the steps of a transition. What a shown version holds is never changed: it is archived, and
 * a new version stands at the end of the list.
 */
export function nextVersions(
  stored: readonly JsonObject[],
  { steps, next, newUid }: Transition,
): readonly JsonObject[] {
  const shelf = { stored, type: next.type, newUid };
  const afterVersion = next.version === undefined ? stored : takeVersionStep(steps.version, next.version, shelf);
  return takeDraftStep(steps.draft, next.draft ?? {}, { ...shelf, stored: afterVersion });
}

/** The stored versions of one experience, and how to make another. */
interface Shelf {
  readonly stored: readonly JsonObject[];
  readonly type: ExperienceType;
  readonly newUid: () => string;
}

function takeVersionStep(step: VersionSteps["version"], version: Version, shelf: Shelf): readonly JsonObject[] {
  const { stored, type } = shelf;
  const { version: counted = -1, draft = -1 } = findSlots(stored);
  const [current, pending] = [stored[counted], stored[draft]];
  const status = encodeStatus(version.status ?? "draft");
  if (step === "keep") return stored;
  if (current === undefined) return [...stored, newVersion(version, status, shelf)];
  if (step === "edit") {
    return stored.with(counted, withStatus(encodeContent(version, type, current), status, stored));
  }
  const archived = stored.with(counted, { ...current, status: "ARCHIVED" });
  if (step === "promote" && pending !== undefined) return archived.with(draft, withStatus(pending, status, stored));
  return [...archived, newVersion(version, status, shelf)];
}

function takeDraftStep(step: VersionSteps["draft"], draft: Draft, shelf: Shelf): readonly JsonObject[] {
  const { stored, type } = shelf;
  const { draft: position = -1 } = findSlots(stored);
  const pending = stored[position];
  if (step === "create") return [...stored, newVersion(draft, "DRAFT", shelf)];
  if (step === "keep" || pending === undefined) return stored;
  return step === "edit"
    ? stored.with(position, encodeContent(draft, type, pending))
    : stored.filter((_, index) => index !== position);
}

// A new version grows from the one that counts, without what identifies that one and tells its history.
function newVersion(content: Content, status: string, { stored, type, newUid }: Shelf): JsonObject {
  const { version = -1 } = findSlots(stored);
  const parent = stored[version];
  const carried = parent && Object.fromEntries(Object.entries(parent).filter(([key]) => !ownKeys.has(key)));
  const uid = newUid();
  return { ...encodeContent(content, type, carried), uid, status, versionNumber: nextVersionNumber(stored) };
}

const ownKeys: ReadonlySet<string> = new Set([
  "uid",
  "_id",
  "status",
  "versionNumber",
  "firstActivatedAt",
  "activatedAt",
  "activatedBy",
  "activatedByUserName",
  "createdAt",
  "createdBy",
  "createdByUserName",
  "updatedAt",
  "updatedBy",
  "updatedByUserName",
]);

// Whether the service numbers a draft is not documented; a version that was shown has a number.
function withStatus(version: JsonObject, status: string, stored: readonly JsonObject[]): JsonObject {
  const lacksNumber = status !== "DRAFT" && version["versionNumber"] === undefined;
  return { ...version, status, ...(lacksNumber && { versionNumber: nextVersionNumber(stored) }) };
}
