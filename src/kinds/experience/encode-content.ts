import { type JsonObject, sameJson } from "../../model/json.ts";
import { decodeContent, everyone, storedMetrics } from "./decode-content.ts";
import { encodeVariants } from "./encode-variants.ts";
import type { Content, ExperienceType, Metric, Targeting } from "./schema.ts";
import { encodeMatch, encodeSplit } from "./wire-words.ts";

/**
 * A version's body with this content. `base` is the version it grows from: what manifests cannot say is carried over,
 * and every part that already reads the same is left as it is stored.
 */
export function encodeContent(content: Content, type: ExperienceType, base: JsonObject | undefined): JsonObject {
  const encoded = encodeParts(content, type, base ?? {});
  const written = base === undefined ? encoded : changedParts(encoded, content, decodeContent(base, type));
  return withoutAbsent({ ...base, ...written });
}

function encodeParts(content: Content, type: ExperienceType, base: JsonObject): JsonObject {
  const variants = encodeVariants(content, type, base);
  if (type === "segmented") return { variants };
  return {
    variants,
    variantSplit: encodeSplit(content.split ?? "equal"),
    metrics: encodeMetrics(content.metrics ?? [], base),
    targeting: encodeTargeting(content.targeting ?? everyone()),
  };
}

// Whether traffic is written hangs on the split, so a new split writes the variants anew.
function changedParts(encoded: JsonObject, content: Content, before: Content): JsonObject {
  const isNewSplit = content.split !== before.split;
  const changed: Readonly<Record<string, boolean>> = {
    variants: isNewSplit || !sameJson(content.variants, before.variants),
    variantSplit: isNewSplit,
    metrics: !sameJson(content.metrics, before.metrics),
    targeting: !sameJson(content.targeting, before.targeting),
  };
  return Object.fromEntries(Object.entries(encoded).filter(([part]) => changed[part] === true));
}

// An A/B test without metrics or for everyone is written by leaving them out.
function encodeMetrics(metrics: readonly Metric[], base: JsonObject): readonly JsonObject[] | undefined {
  if (metrics.length === 0) return undefined;
  return metrics.map(({ name, event }, index) => {
    const known = storedMetrics(base).find((stored) => stored["name"] === name && stored["event"] === event);
    return { ...known, __type: index === 0 ? "Primary" : "Secondary", name, event };
  });
}

function encodeTargeting({ audiences = [], match, raw }: Targeting): JsonObject | undefined {
  if (raw !== undefined) return raw;
  if (audiences.length === 0) return undefined;
  return { audience: { audiences, audienceCombinationType: encodeMatch(match) } };
}

function withoutAbsent(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
