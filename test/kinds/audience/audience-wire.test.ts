import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { checkRules } from "../../../src/kinds/audience/check-rules.ts";
import { decodeRule } from "../../../src/kinds/audience/decode-rule.ts";
import { encodeRule } from "../../../src/kinds/audience/encode-rule.ts";
import { audienceKind } from "../../../src/kinds/audience/index.ts";
import { canonicalJson, type JsonObject } from "../../../src/model/json.ts";
import { anyRule, anyStoredRule } from "./rule-arbitraries.ts";

const loyalty = "6a11c0de00000000000000b1";
const country = { __type: "PresetAttributeReference", ref: "COUNTRY" };
const tier = { __type: "CustomAttributeReference", ref: loyalty };

describe("rules in the service's grammar", () => {
  test("groups, presets, declared attributes and a negation are written as the service stores them", () => {
    const when = {
      all: [
        { attribute: "COUNTRY", equals: "CA" },
        { any: [{ attribute: loyalty, equals: "gold" }, { not: { attribute: loyalty, lessThan: 900 } }] },
      ],
    };
    const stored = {
      __type: "RuleCombination",
      combinationType: "AND",
      rules: [
        rule(country, "STRING_EQUALS", { __type: "StringMatchOptions", value: "CA" }),
        {
          __type: "RuleCombination",
          combinationType: "OR",
          rules: [
            rule(tier, "STRING_EQUALS", { __type: "StringMatchOptions", value: "gold" }),
            { ...rule(tier, "NUMBER_LESS_THAN", { __type: "NumberMatchOptions", value: 900 }), invertCondition: true },
          ],
        },
      ],
    };
    expect(encodeRule(when)).toEqual(stored);
    expect(decodeRule(stored)).toEqual(when);
  });

  test.each<[string, string | number, { readonly condition: string; readonly options: string }]>([
    ["equals", "gold", { condition: "STRING_EQUALS", options: "StringMatchOptions" }],
    ["contains", "shop", { condition: "CONTAINS_SUBSTRING", options: "StringMatchOptions" }],
    ["numberEquals", 3, { condition: "NUMBER_EQUAL_TO", options: "NumberMatchOptions" }],
    ["lessThan", 900, { condition: "NUMBER_LESS_THAN", options: "NumberMatchOptions" }],
    ["greaterThan", 0.5, { condition: "NUMBER_GREATER_THAN", options: "NumberMatchOptions" }],
  ])("%s is stored with its value", (operator, value, { condition, options }) => {
    const stored = rule(tier, condition, { __type: options, value });
    expect(decodeRule(stored)).toEqual({ attribute: loyalty, [operator]: value });
    expect(encodeRule(decodeRule(stored))).toEqual(stored);
  });

  test.each([
    ["hasAnyValue", "HAS_ANY_VALUE"],
    ["isTrue", "IS_TRUE"],
    ["isFalse", "IS_FALSE"],
  ])("%s is stored without options", (operator, condition) => {
    const stored = rule(tier, condition);
    expect(decodeRule(stored)).toEqual({ attribute: loyalty, [operator]: true });
    expect(encodeRule(decodeRule(stored))).toEqual(stored);
  });

  test("a condition without words is kept as raw, with its attribute beside it", () => {
    const stored = rule(tier, "JSON_MATCH", { __type: "JsonMatchOptions", name: "utm", value: "mail" });
    const { attribute: _, ...raw } = stored;
    expect(decodeRule(stored)).toEqual({ attribute: loyalty, raw });
  });

  test("a Lytics reference stays inside raw", () => {
    const lytics = { __type: "LyticsAttributeReference", ref: "LYTICS_AUDIENCE" };
    const stored = rule(lytics, "IS_MEMBER_OF", { __type: "AudienceMatchOptions", value: "00aa" });
    expect(decodeRule(stored)).toEqual({ raw: stored });
  });

  test("a known condition with a missing or odd part is kept as raw", () => {
    const { invertCondition: _, ...incomplete } = rule(tier, "IS_TRUE");
    const { attribute: __, ...raw } = incomplete;
    expect(decodeRule(incomplete)).toEqual({ attribute: loyalty, raw });
    expect(decodeRule(rule(tier, "STRING_EQUALS", { __type: "StringMatchOptions", value: 3 }))).toHaveProperty("raw");
  });

  test("a root without a type keeps that, and its rules stay readable", () => {
    const stored = { combinationType: "OR", rules: [rule(country, "IS_TRUE")] };
    expect(decodeRule(stored)).toEqual({ any: [{ attribute: "COUNTRY", isTrue: true }], raw: {} });
    expect(encodeRule(decodeRule(stored))).toEqual(stored);
  });

  test("a group with an unknown combination or without rules is kept whole", () => {
    const odd = { __type: "RuleCombination", combinationType: "XOR", rules: [rule(country, "IS_TRUE")] };
    const empty = { __type: "RuleCombination", combinationType: "AND", rules: [] };
    expect(decodeRule(odd)).toEqual({ raw: odd });
    expect(decodeRule(empty)).toEqual({ raw: empty });
  });

  test("every written rule tree reads back as it was written", () => {
    fc.assert(
      fc.property(anyRule, (when) => {
        expect(decodeRule(encodeRule(when))).toEqual(when);
      }),
    );
  });

  test("every stored rule comes back as the same JSON", () => {
    fc.assert(
      fc.property(anyStoredRule, (stored) => {
        expect(canonicalJson(encodeRule(decodeRule(stored)))).toBe(canonicalJson(stored));
      }),
      { numRuns: 1000 },
    );
  });

  test("what a stored rule reads as never needs rewriting", () => {
    fc.assert(
      fc.property(anyStoredRule, (stored) => {
        const codes = checkRules(decodeRule(stored), ["when"]).map(({ code }) => code);
        expect(codes).not.toContain("raw-not-needed");
        expect(codes).not.toContain("rule-several-at-once");
        expect(codes).not.toContain("unknown-preset");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the stored form of an audience", () => {
  const stored: JsonObject = {
    name: "Gold members in Canada",
    description: "",
    definition: { __type: "RuleCombination", combinationType: "AND", rules: [rule(tier, "IS_TRUE")] },
    project: "6a11c0de00000000000000a1",
    referredAttributes: [loyalty],
    uid: "6a11c0de00000000000000c1",
  };

  test("a new audience lists the uids of declared attributes once, in order of first use, and no presets", () => {
    const other = "6a11c0de00000000000000b2";
    const when = {
      any: [
        { attribute: other, isTrue: true },
        { all: [{ attribute: "COUNTRY", equals: "CA" }, { not: { attribute: loyalty, isTrue: true } }] },
        { attribute: other, raw: { attributeMatchCondition: "JSON_MATCH" } },
      ],
    } as const;
    const body = wire().encode({ title: "New", description: "", when }, undefined, noUid);
    expect(body).toMatchObject({ name: "New", description: "", referredAttributes: [other, loyalty] });
  });

  test("an edited title leaves the definition exactly as it is stored", () => {
    const spec = wire().decode(stored);
    expect(wire().encode({ ...spec, title: "Gold" }, stored, noUid)).toEqual({ ...stored, name: "Gold" });
  });

  test("an edited rule replaces the definition and keeps unknown fields", () => {
    const when = { all: [{ attribute: "CITY", contains: "york" }] };
    const body = wire().encode({ ...wire().decode(stored), when }, stored, noUid);
    expect(body).toEqual({ ...stored, definition: encodeRule(when), referredAttributes: [] });
  });

  test("an audience synced from Lytics has no definition and comes back without one", () => {
    const lytics = { name: "VIP", source: "LYTICS", slug: "vip", uid: "00112233445566778899aabbccddeeff" };
    expect(wire().decode(lytics)).toEqual({ title: "VIP", description: "", when: {} });
    expect(wire().encode(wire().decode(lytics), lytics, noUid)).toEqual(lytics);
  });

  test("whatever is stored comes back unchanged, and whatever is declared reads back", () => {
    const extra = fc.record({ note: fc.jsonValue(), description: fc.string() }, { requiredKeys: [] });
    const anySpec = fc.record({ title: fc.string(), description: fc.string(), when: anyRule });
    fc.assert(
      fc.property(extra, anyStoredRule, anySpec, (fields, definition, spec) => {
        const previous = { name: "Any", ...fields, definition } as JsonObject;
        const back = wire().encode(wire().decode(previous), previous, noUid);
        expect(canonicalJson(back)).toBe(canonicalJson(previous));
        expect(wire().decode(wire().encode(spec, previous, noUid))).toEqual(spec);
        expect(wire().decode(wire().encode(spec, undefined, noUid))).toEqual(spec);
      }),
    );
  });
});

function rule(attribute: JsonObject, attributeMatchCondition: string, attributeMatchOptions?: JsonObject): JsonObject {
  return {
    __type: "Rule",
    attribute,
    attributeMatchCondition,
    ...(attributeMatchOptions !== undefined && { attributeMatchOptions }),
    invertCondition: false,
  };
}

function wire(): NonNullable<typeof audienceKind.wire> {
  if (audienceKind.wire === undefined) throw new Error("an audience has a stored form");
  return audienceKind.wire;
}

function noUid(): string {
  throw new Error("an audience holds no identities");
}
