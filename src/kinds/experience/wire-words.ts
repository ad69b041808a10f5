import type { Json } from "../../model/json.ts";
import type { ExperienceType, Variant, Version } from "./schema.ts";

// The service's constants for words of manifests. Source: Personalize Management API, "Experiences".

/** `__type` of an experience. An unknown one reads as segmented, whose variants are then all `raw`. */
export function decodeType(stored: Json | undefined): ExperienceType {
  return stored === "AB_TEST" ? "ab-test" : "segmented";
}

/** The constant of a type. */
export function encodeType(type: ExperienceType): string {
  return type === "ab-test" ? "AB_TEST" : "SEGMENTED";
}

/** `__type` of the variants of an experience. */
export function variantType(type: ExperienceType): string {
  return type === "ab-test" ? "ABTestVariant" : "SegmentedVariant";
}

/** How audiences combine; `undefined` for a value that means neither. */
export function decodeMatch(stored: Json | undefined): "all" | "any" | undefined {
  if (stored === "AND") return "all";
  return stored === "OR" ? "any" : undefined;
}

/** The constant of a combination. */
export function encodeMatch(match: Variant["match"]): string {
  return match === "any" ? "OR" : "AND";
}

/**
 * `variantSplit` of a version. A third constant exists for splits that the service moves by itself; its name is not
 * documented, so every other constant is taken as it is.
 */
export function decodeSplit(stored: Json | undefined): string {
  if (stored === "CUSTOM_PERCENTAGE") return "custom";
  const isOtherConstant = typeof stored === "string" && stored !== "EQUALLY_SPLIT" && /^[A-Z][A-Z0-9_]*$/.test(stored);
  return isOtherConstant ? stored : "equal";
}

/** The constant of a split. */
export function encodeSplit(split: string): string {
  if (split === "equal") return "EQUALLY_SPLIT";
  return split === "custom" ? "CUSTOM_PERCENTAGE" : split;
}

/** `status` of a version that counts. */
export function encodeStatus(status: NonNullable<Version["status"]>): string {
  return status.toUpperCase();
}
