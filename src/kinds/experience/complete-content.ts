import { sameJson } from "../../model/json.ts";
import { completeVariants } from "./complete-variants.ts";
import { type CompleteContent, everyone } from "./decode-content.ts";
import { inKnownOrder } from "./in-known-order.ts";
import type { Content, ExperienceType, Metric, Targeting, Variant } from "./schema.ts";
import { isWhole, trafficOf } from "./traffic.ts";

/** Where content that a manifest leaves out comes from. */
export interface Sources {
  readonly type: ExperienceType;
  /** The version it grows from; absent for the first one. */
  readonly base: Content | undefined;
  /** Every variant that lends its identity, the nearest relatives first. */
  readonly known: readonly Variant[];
}

/** What a version will hold: the declared parts over those it grows from, in the form that live content has. */
export function completeContent(declared: Content, { type, base, known }: Sources): CompleteContent {
  const variants =
    declared.variants === undefined ? (base?.variants ?? []) : completeVariants(declared.variants, known, type);
  if (type === "segmented") return { variants };
  const split = declared.split ?? keptSplit(base, variants);
  return {
    variants: split === "custom" ? variants : variants.map(withoutTraffic),
    split,
    metrics: completeMetrics(declared.metrics, base?.metrics),
    targeting: completeTargeting(declared.targeting, base?.targeting),
  };
}

// A custom split that is not managed stays only while its numbers still fit the variants.
function keptSplit(base: Content | undefined, variants: readonly Variant[]): string {
  const kept = base?.split ?? "equal";
  if (kept !== "custom") return kept;
  const shares = variants.map(trafficOf).filter((share) => share !== undefined);
  return shares.length === variants.length && isWhole(shares) ? kept : "equal";
}

// The first metric is the primary one; the others have no order.
function completeMetrics(declared: readonly Metric[] | undefined, base: readonly Metric[] = []): Metric[] {
  const [primary, ...secondary] = declared ?? base;
  if (primary === undefined) return [];
  return [primary, ...(sameJson(primary, base[0]) ? inKnownOrder(secondary, base.slice(1)) : secondary)];
}

function completeTargeting(declared: Targeting = {}, base: Targeting = everyone()): Targeting {
  if (declared.raw !== undefined) return { raw: declared.raw };
  if (declared.audiences === undefined && declared.match === undefined) return base;
  const { audiences = [], match = "all" } = { ...base, ...declared };
  return audiences.length === 0 ? everyone() : { audiences: inKnownOrder(audiences, base.audiences), match };
}

function withoutTraffic(variant: Variant): Variant {
  const { traffic: _, ...rest } = variant;
  return rest;
}
