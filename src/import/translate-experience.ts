import { completeExperience } from "../kinds/experience/complete-experience.ts";
import { everyone } from "../kinds/experience/decode-content.ts";
import { decodeExperience } from "../kinds/experience/decode-experience.ts";
import type { Content, ExperienceSpec, Variant, Version } from "../kinds/experience/schema.ts";
import { withShortUids } from "../kinds/experience/short-uids.ts";
import { findSlots, storedVersions } from "../kinds/experience/stored-versions.ts";
import { storedText } from "../kinds/stored-text.ts";
import { type JsonObject, sameJson } from "../model/json.ts";

/** An exported experience as a person would declare it: without what a new experience has anyway. References are uids. */
export function translateExperience(body: JsonObject): ExperienceSpec {
  const decoded = decodeExperience(body);
  const spec = needsShortUids(decoded) ? decoded : withoutShortUids(decoded);
  const { title, description = "", type, tags = [], draft } = spec;
  const version = declaredVersion(spec);
  return {
    title,
    ...(description !== "" && { description }),
    type,
    ...(tags.length > 0 && { tags }),
    ...(version !== undefined && { version }),
    // What a draft leaves out is taken from the version.
    ...(draft !== undefined && { draft: shorten(draft, spec.version ?? {}) }),
  };
}

// The empty draft that comes with a new experience is not worth a line.
function declaredVersion({ title, type, version }: ExperienceSpec): Version | undefined {
  const fresh = completeExperience({ title, type }, undefined).version;
  if (version === undefined || sameJson(version, fresh)) return undefined;
  const { status, ...content } = version;
  return { ...(status !== undefined && { status }), ...shorten(content, {}) };
}

/** The statuses of the exported versions that no declaration speaks of, such as archived ones. */
export function otherVersions(body: JsonObject): readonly string[] {
  const versions = storedVersions(body);
  const { version, draft } = findSlots(versions);
  const others = versions.filter((_, at) => at !== version && at !== draft);
  return others.map((other) => storedText(other, "status").toLowerCase());
}

// A new experience counts its variants in order; only other numbers have to be declared.
function needsShortUids(spec: ExperienceSpec): boolean {
  const counted = variantsOf(withShortUids(withoutShortUids(spec), undefined));
  const given = variantsOf(spec).map(({ shortUid }) => shortUid);
  return counted.some(({ shortUid }, at) => given[at] !== undefined && given[at] !== shortUid);
}

function variantsOf({ version, draft }: ExperienceSpec): readonly Variant[] {
  return [...(version?.variants ?? []), ...(draft?.variants ?? [])];
}

function withoutShortUids(spec: ExperienceSpec): ExperienceSpec {
  return {
    ...spec,
    ...(spec.version !== undefined && { version: strip(spec.version) }),
    ...(spec.draft !== undefined && { draft: strip(spec.draft) }),
  };
}

function strip<Holder extends Content>(content: Holder): Holder {
  const variants = content.variants?.map(({ shortUid: _, ...variant }) => variant) ?? [];
  return { ...content, variants };
}

function shorten({ split, variants = [], metrics = [], targeting = everyone() }: Content, inherited: Content): Content {
  const counts = metrics.length > 0 || (inherited.metrics ?? []).length > 0;
  const targets = [targeting, inherited.targeting ?? everyone()].some((one) => !sameJson(one, everyone()));
  return {
    ...(split !== undefined && { split }),
    variants,
    ...(counts && { metrics }),
    ...(targets && { targeting }),
  };
}
