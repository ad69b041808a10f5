import fc from "fast-check";

import type { AudienceRule, LeafRule } from "../../../src/kinds/audience/rule.ts";
import type { JsonObject } from "../../../src/model/json.ts";

/** Uids as targets give them, and names of presets. */
const anyAttribute: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("COUNTRY", "REGION", "CITY", "DEVICE_TYPE", "REFERRER"),
  fc
    .array(fc.nat(15), { minLength: 24, maxLength: 24 })
    .map((digits) => digits.map((digit) => digit.toString(16)).join("")),
);

const conditions = [
  "STRING_EQUALS",
  "CONTAINS_SUBSTRING",
  "HAS_ANY_VALUE",
  "IS_TRUE",
  "IS_FALSE",
  "NUMBER_EQUAL_TO",
  "NUMBER_LESS_THAN",
  "NUMBER_GREATER_THAN",
  "JSON_MATCH",
  "BEFORE_TIME",
  "BETWEEN_TIME",
  "IS_MEMBER_OF",
  "IS_IN_FLOW_STATE",
  "SOMETHING_NEW",
];

const anyOperator: fc.Arbitrary<LeafRule> = fc.oneof(
  fc.string().map((equals) => ({ equals })),
  fc.string().map((contains) => ({ contains })),
  fc.constantFrom<LeafRule>({ hasAnyValue: true }, { isTrue: true }, { isFalse: true }),
  anyNumber().map((numberEquals) => ({ numberEquals })),
  anyNumber().map((lessThan) => ({ lessThan })),
  anyNumber().map((greaterThan) => ({ greaterThan })),
);

const anyComparison: fc.Arbitrary<LeafRule> = fc
  .tuple(anyAttribute, anyOperator)
  .map(([attribute, operator]) => ({ attribute, ...operator }));

/** Rule trees as people write them, without `raw`. */
export const anyRule: fc.Arbitrary<AudienceRule> = fc.letrec<{ rule: AudienceRule; group: AudienceRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anyComparison,
    anyComparison.map((not) => ({ not })),
    tie("group"),
  ),
  group: fc.oneof(
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
})).group;

/** Rules as a service might store them: known shapes, and everything that could be a little off. */
export const anyStoredRule: fc.Arbitrary<JsonObject> = fc.letrec<{ rule: JsonObject; group: JsonObject }>((tie) => ({
  rule: fc.oneof({ depthSize: "small", withCrossShrink: true }, storedComparison(), tie("group")),
  group: fc
    .tuple(
      fc.constantFrom<JsonObject>({ __type: "RuleCombination" }, {}, { __type: "RuleCombination", note: 1 }),
      fc.constantFrom<JsonObject>(
        { combinationType: "AND" },
        { combinationType: "OR" },
        { combinationType: "XOR" },
        {},
      ),
      fc.array(tie("rule"), { maxLength: 3 }),
    )
    .map(([head, combination, rules]) => ({ ...head, ...combination, rules })),
})).rule;

function storedComparison(): fc.Arbitrary<JsonObject> {
  const part = (...parts: JsonObject[]): fc.Arbitrary<JsonObject> => fc.constantFrom(...parts);
  return fc
    .tuple(
      part({ __type: "Rule" }, { __type: "Rule", note: "kept" }, {}),
      fc.oneof(
        storedAttribute().map((attribute): JsonObject => ({ attribute })),
        part({}, { attribute: "COUNTRY" }),
      ),
      fc.constantFrom(...conditions).map((attributeMatchCondition): JsonObject => ({ attributeMatchCondition })),
      fc.oneof(storedOptions(), part({})),
      part({ invertCondition: false }, { invertCondition: true }, {}, { invertCondition: "no" }),
    )
    .map((parts) => Object.assign({}, ...parts) as JsonObject);
}

function storedAttribute(): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    anyAttribute.map((ref) => ({
      __type: /^[A-Z]/.test(ref) ? "PresetAttributeReference" : "CustomAttributeReference",
      ref,
    })),
    fc.constantFrom<JsonObject>(
      { __type: "LyticsAttributeReference", ref: "LYTICS_AUDIENCE" },
      { __type: "PresetAttributeReference", ref: "MOON_PHASE" },
      { __type: "CustomAttributeReference", ref: "COUNTRY" },
      { __type: "UserAttributeReference", ref: "6a11c0de00000000000000b1" },
      { __type: "CustomAttributeReference", ref: "6a11c0de00000000000000b1", note: 1 },
      { __type: "CustomAttributeReference", ref: "" },
    ),
  );
}

function storedOptions(): fc.Arbitrary<JsonObject> {
  return fc
    .oneof(
      fc.string().map((value) => ({ __type: "StringMatchOptions", value })),
      anyNumber().map((value) => ({ __type: "NumberMatchOptions", value })),
      fc.constantFrom<JsonObject>(
        { __type: "StringMatchOptions", value: 3 },
        { __type: "NumberMatchOptions", value: "3" },
        { __type: "AudienceMatchOptions", value: "00112233445566778899aabbccddeeff" },
        { __type: "FlowStateMatchOptions", flowId: "welcome", flowState: "done" },
        { __type: "JsonMatchOptions", path: "$.utm", value: { name: "utm_source" } },
        { __type: "StringMatchOptions", value: "x", note: null },
      ),
    )
    .map((attributeMatchOptions) => ({ attributeMatchOptions }));
}

function anyNumber(): fc.Arbitrary<number> {
  return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
}
