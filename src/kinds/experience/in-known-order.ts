import { canonicalJson, compareText, type Json, sameJson } from "../../model/json.ts";

/**
 * The items in the order they are known in, when they are the same ones: for lists whose order means nothing, so that
 * moving lines about in a manifest is no change.
 */
export function inKnownOrder<Item extends Json>(items: readonly Item[], known: readonly Item[] | undefined): Item[] {
  const isSame = known !== undefined && sameJson(sortedTexts(items), sortedTexts(known));
  return [...(isSame ? known : items)];
}

function sortedTexts(items: readonly Json[]): readonly string[] {
  return items.map((item) => canonicalJson(item)).toSorted(compareText);
}
