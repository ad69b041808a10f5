import { canonicalJson, compareText, type Json, type JsonObject, sameJson } from "../../model/json.ts";
import type { Content } from "./schema.ts";

/** Whether two versions hold the same, whatever their status and however their unordered lists are written. */
export function sameContent(one: Content, other: Content): boolean {
  return sameJson(comparable(one), comparable(other));
}

// Audiences and secondary metrics have no order; variants and the primary metric have.
function comparable({ variants = [], split, metrics = [], targeting }: Content): JsonObject {
  return {
    variants: variants.map(withSortedAudiences),
    split,
    metrics: [...metrics.slice(0, 1), ...sorted(metrics.slice(1))],
    targeting: targeting && withSortedAudiences(targeting),
  };
}

function withSortedAudiences<Holder extends { readonly audiences?: readonly string[] }>(holder: Holder): Holder {
  return holder.audiences === undefined ? holder : { ...holder, audiences: sorted(holder.audiences) };
}

function sorted<Item extends Json>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => compareText(canonicalJson(one), canonicalJson(other)));
}
