import { inKnownOrder } from "./in-known-order.ts";
import { matchVariants } from "./match-variants.ts";
import type { ExperienceType, Variant } from "./schema.ts";

/**
 * The declared variants with what they leave out taken from the known variants they mean: their identity always, and
 * audiences, match, traffic or raw JSON when not declared.
 */
export function completeVariants(
  declared: readonly Variant[],
  known: readonly Variant[],
  type: ExperienceType,
): Variant[] {
  const matches = matchVariants(declared, known);
  return declared.map((variant) => {
    const relative = matches.get(variant);
    const shortUid = relative?.shortUid ?? variant.shortUid;
    const identity = { name: variant.name, ...(shortUid !== undefined && { shortUid }) };
    const raw = rawOf(variant, relative);
    if (raw !== undefined) return { ...identity, raw };
    return { ...identity, ...(type === "segmented" ? audiencesOf(variant, relative) : trafficOf(variant, relative)) };
  });
}

function rawOf(variant: Variant, relative: Variant | undefined): Variant["raw"] {
  const isSpelledOut = variant.audiences ?? variant.match ?? variant.traffic;
  return variant.raw ?? (isSpelledOut === undefined ? relative?.raw : undefined);
}

function audiencesOf({ audiences, match }: Variant, relative: Variant | undefined): Partial<Variant> {
  const stated = audiences ?? relative?.audiences ?? [];
  return { audiences: inKnownOrder(stated, relative?.audiences), match: match ?? relative?.match ?? "all" };
}

function trafficOf({ traffic }: Variant, relative: Variant | undefined): Partial<Variant> {
  const stated = traffic ?? relative?.traffic;
  return stated === undefined ? {} : { traffic: stated };
}
