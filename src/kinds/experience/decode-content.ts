import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { textList } from "../list-edits.ts";
import { storedText } from "../stored-text.ts";
import type { Content, ExperienceType, Metric, Targeting, Variant } from "./schema.ts";
import { decodeMatch, decodeSplit, variantType } from "./wire-words.ts";

/** Everybody takes part: what an A/B test without targeting means. Without audiences, how they combine says nothing. */
export function everyone(): Targeting {
  return { audiences: [], match: "all" };
}

/** What a stored version holds, complete, as manifests write it. */
export function decodeContent(version: JsonObject, type: ExperienceType): CompleteContent {
  if (type === "segmented") return { variants: storedVariants(version).map(decodeSegmented) };
  const split = decodeSplit(version["variantSplit"]);
  return {
    variants: storedVariants(version).map((variant) => decodeTested(variant, split)),
    split,
    metrics: decodeMetrics(version["metrics"]),
    targeting: decodeTargeting(version["targeting"]),
  };
}

/** Content with every field that its experience's type has. */
export type CompleteContent = Content & Required<Pick<Content, "variants">>;

/** The variants of a stored version. */
export function storedVariants({ variants }: JsonObject): readonly JsonObject[] {
  return objectsOf(variants);
}

/** The metrics of a stored version. */
export function storedMetrics({ metrics }: JsonObject): readonly JsonObject[] {
  return objectsOf(metrics);
}

/** Whether manifests have words for a stored variant; otherwise it is `raw`. */
export function hasWords(variant: JsonObject, type: ExperienceType): boolean {
  if (variant["__type"] !== variantType(type) || variant["target"] !== undefined) return false;
  return type === "ab-test" || (isTextList(variant["audiences"]) && matchOf(variant) !== undefined);
}

function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item: Json) => isJsonObject(item)) : [];
}

function decodeSegmented(stored: JsonObject): Variant {
  if (!hasWords(stored, "segmented")) return decodeRaw(stored);
  return { ...identityOf(stored), audiences: [...textList(stored["audiences"])], match: matchOf(stored) ?? "all" };
}

// Only a custom split has numbers of its own: the service works the others out, and moves some by itself.
function decodeTested(stored: JsonObject, split: string): Variant {
  if (!hasWords(stored, "ab-test")) return decodeRaw(stored);
  const traffic = stored["trafficDistribution"];
  return { ...identityOf(stored), ...(split === "custom" && typeof traffic === "number" && { traffic }) };
}

function decodeRaw(stored: JsonObject): Variant {
  const { name: _, shortUid: __, ...raw } = stored;
  return { ...identityOf(stored), raw };
}

function identityOf(stored: JsonObject): Pick<Variant, "name" | "shortUid"> {
  const { shortUid } = stored;
  return { name: storedText(stored, "name"), ...(typeof shortUid === "string" && { shortUid }) };
}

function matchOf(stored: JsonObject): Variant["match"] {
  return decodeMatch(stored["audienceCombinationType"]);
}

function isTextList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

// The primary metric comes first, whatever the stored order is.
function decodeMetrics(stored: Json | undefined): Metric[] {
  const metrics = objectsOf(stored);
  const primary = metrics.find((metric) => metric["__type"] === "Primary");
  const ordered = primary === undefined ? metrics : [primary, ...metrics.filter((metric) => metric !== primary)];
  return ordered.map((metric) => ({ name: storedText(metric, "name"), event: storedText(metric, "event") }));
}

function decodeTargeting(stored: Json | undefined): Targeting {
  if (!isJsonObject(stored)) return everyone();
  const { audience, ...rest } = stored;
  if (!isJsonObject(audience) || Object.keys(rest).length > 0) return { raw: stored };
  const { audiences, audienceCombinationType, ...others } = audience;
  const match = decodeMatch(audienceCombinationType);
  if (match === undefined || !isTextList(audiences) || Object.keys(others).length > 0) return { raw: stored };
  const named = [...textList(audiences)];
  return named.length === 0 ? everyone() : { audiences: named, match };
}
