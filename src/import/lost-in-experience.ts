import { decodeExperience } from "../kinds/experience/decode-experience.ts";
import { encodeContent } from "../kinds/experience/encode-content.ts";
import type { Content } from "../kinds/experience/schema.ts";
import { findSlots, storedVersions } from "../kinds/experience/stored-versions.ts";
import { encodeType } from "../kinds/experience/wire-words.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { lostFields } from "./lost-fields.ts";

/** Fields of an exported experience that its declaration does not keep. */
export function lostInExperience(body: JsonObject): readonly string[] {
  const { versions: _, status: __, ...own } = body;
  const { title, description, type, tags, version, draft } = decodeExperience(body);
  const versions = storedVersions(body);
  const slots = findSlots(versions);
  const lostFrom = (slot: number | undefined, content: Content | undefined): readonly string[] => {
    const stored = slot === undefined ? undefined : versions[slot];
    if (stored === undefined || content === undefined) return [];
    return lostFields(comparable(stored), encodeContent(content, type, undefined)).map(
      (field) => `/versions/*${field}`,
    );
  };
  return [
    ...lostFields(own, { name: title, description, __type: encodeType(type), tags }),
    ...lostFrom(slots.version, version),
    ...lostFrom(slots.draft, draft),
  ];
}

// The same version in the form that encoding gives: shares only where they are the version's own, the primary metric first.
function comparable({ status: _, ...version }: JsonObject): JsonObject {
  const { variants, variantSplit, metrics, targeting } = version;
  return {
    ...version,
    variants: variantSplit === "CUSTOM_PERCENTAGE" ? variants : listOf(variants).map(withoutShare),
    metrics: [...listOf(metrics).filter(isPrimary), ...listOf(metrics).filter((metric) => !isPrimary(metric))],
    targeting: unlessForAll(targeting),
  };
}

function withoutShare(variant: Json): Json {
  if (!isJsonObject(variant) || variant["__type"] !== "ABTestVariant") return variant;
  const { trafficDistribution: _, ...rest } = variant;
  return rest;
}

function isPrimary(metric: Json): boolean {
  return isJsonObject(metric) && metric["__type"] === "Primary";
}

// How no audiences combine says nothing.
function unlessForAll(targeting: Json | undefined): Json | undefined {
  const audience = isJsonObject(targeting) ? targeting["audience"] : undefined;
  return isJsonObject(audience) && listOf(audience["audiences"]).length === 0 ? undefined : targeting;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []; // a list of JSON holds JSON
}
