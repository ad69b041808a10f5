import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { type Json, type JsonObject, sameJson } from "../../model/json.ts";
import { textList } from "../list-edits.ts";
import { withStoredTexts } from "../stored-text.ts";
import { completeExperience } from "./complete-experience.ts";
import { decodeExperience } from "./decode-experience.ts";
import { foldTags } from "./fold-tags.ts";
import { illegalTransition } from "./illegal-transition.ts";
import { nextVersions } from "./next-versions.ts";
import type { ExperienceSpec } from "./schema.ts";
import { withShortUids } from "./short-uids.ts";
import { storedVersions } from "./stored-versions.ts";
import { summarizeVersions } from "./summarize-versions.ts";
import { versionSteps } from "./version-steps.ts";
import { decodeType, encodeType } from "./wire-words.ts";

/**
 * The body to store: the service's experience body with the bodies of its versions under `versions`, after the steps
 * that the service's own rules allow. The spec is what the experience will hold, so a draft it does not name is gone.
 * Times and people are the target's to fill in.
 *
 * @throws Failure `illegal-version-step` when no such steps exist; a plan refuses these before.
 */
export function encodeExperience(
  spec: ExperienceSpec,
  previous: JsonObject | undefined,
  newUid: () => string,
): JsonObject {
  const live = previous === undefined ? undefined : decodeExperience(previous);
  const whole = completeExperience({ ...spec, draft: spec.draft ?? { discard: true } }, live);
  refuseIllegal(live, whole);
  const next = withShortUids(whole, previous);
  const former = storedVersions(previous ?? {});
  const versions = nextVersions(former, { steps: versionSteps(live, whole), next, newUid });
  return {
    ...withStoredTexts(previous, { name: next.title, description: next.description }),
    ...encodeFields(next, previous),
    ...(previous !== undefined && sameJson(versions, former) ? {} : { versions, ...summarizeVersions(versions) }),
  };
}

function refuseIllegal(live: ExperienceSpec | undefined, next: ExperienceSpec): void {
  const illegal = illegalTransition(live, next);
  if (illegal === undefined) return;
  throw new Failure("illegal-version-step", exitCodes.guardRefused, { title: next.title, ...illegal });
}

function encodeFields({ type, tags = [] }: ExperienceSpec, previous: JsonObject | undefined): JsonObject {
  const isNewType = previous === undefined || decodeType(previous["__type"]) !== type;
  return {
    ...(isNewType && { __type: encodeType(type) }),
    ...(previous !== undefined && sameTags(tags, previous["tags"]) ? {} : { tags }),
  };
}

// Tags have no order, and a body without any reads as one with none.
function sameTags(tags: readonly string[], stored: Json | undefined): boolean {
  return sameJson(tags.toSorted(), foldTags(textList(stored)).toSorted());
}
