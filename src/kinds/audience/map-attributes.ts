import type { Path } from "../../model/place.ts";
import { looksLikePreset } from "./preset-attributes.ts";
import type { AudienceRule, LeafRule } from "./rule.ts";

/** Gives the new name of a declared attribute that a rule mentions at a place. */
export type MapAttribute = (name: string, path: Path) => string;

/** The rule with every declared attribute renamed; presets and whatever `raw` holds stay as they are. */
export function mapAttributes(rule: AudienceRule, map: MapAttribute, path: Path): AudienceRule {
  const mapList = (rules: readonly AudienceRule[], key: string): readonly AudienceRule[] =>
    rules.map((member, index) => mapAttributes(member, map, [...path, key, index]));
  return {
    ...mapLeaf(rule, map, path),
    ...(rule.all !== undefined && { all: mapList(rule.all, "all") }),
    ...(rule.any !== undefined && { any: mapList(rule.any, "any") }),
    ...(rule.not !== undefined && { not: mapLeaf(rule.not, map, [...path, "not"]) }),
  };
}

function mapLeaf<Leaf extends LeafRule>(leaf: Leaf, map: MapAttribute, path: Path): Leaf {
  const { attribute } = leaf;
  if (attribute === undefined || looksLikePreset(attribute)) return leaf;
  return { ...leaf, attribute: map(attribute, [...path, "attribute"]) };
}
