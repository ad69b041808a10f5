import type { Json, JsonObject } from "../../model/json.ts";
import { operators } from "./operators.ts";
import { looksLikePreset } from "./preset-attributes.ts";
import type { AudienceRule, LeafRule } from "./rule.ts";

/**
 * A rule in the service's grammar (Personalize Management API, "Audiences"): groups are `RuleCombination`, comparisons
 * are `Rule`, `not` is `invertCondition`.
 */
export function encodeRule(rule: AudienceRule): JsonObject {
  if (rule.all !== undefined) return encodeGroup("AND", rule.all, rule.raw);
  if (rule.any !== undefined) return encodeGroup("OR", rule.any, rule.raw);
  if (rule.raw !== undefined) return { ...rule.raw, ...encodeAttribute(rule) };
  return rule.not === undefined ? encodeLeaf(rule, false) : encodeLeaf(rule.not, true);
}

/** The service's reference to an attribute: a preset by its constant, a declared one by its uid. */
export function encodeReference(name: string): JsonObject {
  return { __type: looksLikePreset(name) ? "PresetAttributeReference" : "CustomAttributeReference", ref: name };
}

function encodeGroup(combinationType: string, rules: readonly AudienceRule[], raw?: JsonObject): JsonObject {
  return { ...(raw ?? { __type: "RuleCombination" }), combinationType, rules: rules.map(encodeRule) };
}

function encodeLeaf(leaf: LeafRule, invertCondition: boolean): JsonObject {
  return {
    __type: "Rule",
    ...encodeAttribute(leaf),
    ...encodeCondition(leaf),
    invertCondition,
  };
}

function encodeAttribute({ attribute }: LeafRule): JsonObject {
  return attribute === undefined ? {} : { attribute: encodeReference(attribute) };
}

function encodeCondition(leaf: LeafRule): JsonObject {
  const operator = operators.find(({ name }) => leaf[name] !== undefined);
  if (operator === undefined) return {};
  const { name, condition, options } = operator;
  const value: Json | undefined = leaf[name];
  if (options === undefined) return { attributeMatchCondition: condition };
  return { attributeMatchCondition: condition, attributeMatchOptions: { __type: options, value } };
}
