import type { JsonObject } from "../../model/json.ts";
import { hasWords, storedVariants } from "./decode-content.ts";
import type { Content, ExperienceType, Variant } from "./schema.ts";
import { encodeMatch, variantType } from "./wire-words.ts";

/** The variants of a version's body. One that `base` holds under the same short uid keeps what manifests cannot say. */
export function encodeVariants(content: Content, type: ExperienceType, base: JsonObject): readonly JsonObject[] {
  const known = new Map(storedVariants(base).map((variant) => [variant["shortUid"], variant]));
  return (content.variants ?? []).map((variant) => {
    const former = variant.shortUid === undefined ? undefined : known.get(variant.shortUid);
    const carried = former !== undefined && hasWords(former, type) ? former : {};
    if (variant.raw !== undefined) return { ...variant.raw, ...identityOf(variant) };
    return type === "segmented" ? encodeSegmented(variant, carried) : encodeTested(variant, content, carried);
  });
}

function encodeSegmented(variant: Variant, carried: JsonObject): JsonObject {
  return {
    ...carried,
    __type: variantType("segmented"),
    ...identityOf(variant),
    audiences: variant.audiences ?? [],
    audienceCombinationType: encodeMatch(variant.match),
  };
}

// Under an equal split the service works the numbers out itself, so stale ones are not kept.
function encodeTested(variant: Variant, { split }: Content, carried: JsonObject): JsonObject {
  const { trafficDistribution, ...rest } = carried;
  const moving = split !== "equal" && split !== "custom" && trafficDistribution !== undefined;
  return {
    ...rest,
    __type: variantType("ab-test"),
    ...identityOf(variant),
    ...(moving && { trafficDistribution }),
    ...(variant.traffic !== undefined && { trafficDistribution: variant.traffic }),
  };
}

function identityOf({ name, shortUid }: Variant): JsonObject {
  return { name, ...(shortUid !== undefined && { shortUid }) };
}
