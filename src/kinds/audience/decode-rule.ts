import { isJsonObject, type Json, type JsonObject, sameJson } from "../../model/json.ts";
import { encodeReference, encodeRule } from "./encode-rule.ts";
import { type Operator, operators } from "./operators.ts";
import { isPresetAttribute, looksLikePreset } from "./preset-attributes.ts";
import type { AudienceRule, LeafRule } from "./rule.ts";

/**
 * A stored rule as manifests write it. Nothing is lost: a node that its words would not give back exactly is kept as
 * `raw`, so that encoding the answer yields the same JSON. Attributes are named even beside `raw`, for whoever asks
 * which ones are used.
 */
export function decodeRule(stored: JsonObject): AudienceRule {
  return decodeGroup(stored) ?? decodeLeaf(stored) ?? decodeRaw(stored);
}

function decodeGroup({ combinationType, rules, ...rest }: JsonObject): AudienceRule | undefined {
  if (combinationType !== "AND" && combinationType !== "OR") return undefined;
  if (!isRuleList(rules)) return undefined;
  const members = rules.map(decodeRule);
  const raw = sameJson(rest, { __type: "RuleCombination" }) ? {} : { raw: rest };
  return combinationType === "AND" ? { all: members, ...raw } : { any: members, ...raw };
}

function isRuleList(rules: Json | undefined): rules is readonly JsonObject[] {
  return Array.isArray(rules) && rules.length > 0 && rules.every((rule) => isJsonObject(rule));
}

function decodeLeaf(stored: JsonObject): AudienceRule | undefined {
  const attribute = attributeOf(stored);
  const operator = operators.find(({ condition }) => condition === stored["attributeMatchCondition"]);
  if (attribute === undefined || operator === undefined) return undefined;
  const leaf: LeafRule = { attribute, [operator.name]: valueOf(stored, operator) };
  const rule = stored["invertCondition"] === true ? { not: leaf } : leaf;
  return sameJson(encodeRule(rule), stored) ? rule : undefined;
}

function decodeRaw(stored: JsonObject): AudienceRule {
  const attribute = attributeOf(stored);
  if (attribute === undefined) return { raw: stored };
  const { attribute: _, ...raw } = stored;
  return { attribute, raw };
}

// A name counts only when it leads back to the very same reference: presets that are not known and other kinds of
// references stay inside `raw`.
function attributeOf({ attribute }: JsonObject): string | undefined {
  if (!isJsonObject(attribute)) return undefined;
  const { ref } = attribute;
  if (typeof ref !== "string" || ref === "" || looksLikePreset(ref) !== isPresetAttribute(ref)) return undefined;
  return sameJson(encodeReference(ref), attribute) ? ref : undefined;
}

function valueOf(stored: JsonObject, { options }: Operator): Json | undefined {
  if (options === undefined) return true;
  const stated = stored["attributeMatchOptions"];
  const value = isJsonObject(stated) ? stated["value"] : undefined;
  return typeof value === (options === "NumberMatchOptions" ? "number" : "string") ? value : undefined;
}
