import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { checkRules } from "../../../src/kinds/audience/check-rules.ts";
import { presetAttributes } from "../../../src/kinds/audience/preset-attributes.ts";
import type { AudienceRule } from "../../../src/kinds/audience/rule.ts";
import { anyRule } from "./rule-arbitraries.ts";

const canada: AudienceRule = { attribute: "COUNTRY", equals: "CA" };

describe("what a rule tree must say", () => {
  test("the example of the manual is fine", () => {
    const when: AudienceRule = {
      all: [
        canada,
        { any: [{ attribute: "loyalty-tier", equals: "gold" }, { not: { attribute: "points", lessThan: 900 } }] },
      ],
    };
    expect(checkRules(when, ["when"])).toEqual([]);
  });

  test.each<[string, AudienceRule]>([
    ["a comparison", canada],
    ["a negated comparison", { not: canada }],
    ["a raw comparison", { attribute: "COUNTRY", raw: { attributeMatchCondition: "JSON_MATCH" } }],
  ])("%s is no root", (_, root) => {
    expect(codes(root)).toEqual(["audience-root-not-group"]);
  });

  test("an empty rule says nothing", () => {
    expect(checkRules({ all: [{}] }, ["when"])).toEqual([{ code: "rule-empty", args: {}, path: ["when", "all", 0] }]);
  });

  test("a comparison has exactly one operator", () => {
    const known = "equals contains hasAnyValue isTrue isFalse numberEquals lessThan greaterThan".split(" ");
    expect(checkRules({ all: [{ attribute: "COUNTRY" }] }, ["when"])).toEqual([
      { code: "rule-without-operator", args: { known }, path: ["when", "all", 0] },
    ]);
    expect(checkRules({ any: [{ ...canada, contains: "C", isTrue: true }] }, ["when"])).toEqual([
      {
        code: "rule-several-operators",
        args: { operators: ["equals", "contains", "isTrue"] },
        path: ["when", "any", 0],
      },
    ]);
  });

  test("a comparison has an attribute, inside `not` too", () => {
    expect(checkRules({ all: [{ not: { isTrue: true } }] }, ["when"])).toEqual([
      { code: "rule-without-attribute", args: { operator: "isTrue" }, path: ["when", "all", 0, "not"] },
    ]);
  });

  test.each<[string, AudienceRule, readonly string[]]>([
    ["two groups", { all: [canada], any: [canada] }, ["any"]],
    ["a group and a comparison", { any: [canada], attribute: "COUNTRY", equals: "CA" }, ["attribute", "equals"]],
    ["a negation and a comparison", { all: [{ not: canada, ...canada }] }, ["attribute", "equals"]],
    ["a negation and a raw rule", { all: [{ not: canada, raw: { a: 1 } }] }, ["raw"]],
    ["a raw rule and an operator", { all: [{ attribute: "COUNTRY", equals: "CA", raw: { a: 1 } }] }, ["equals"]],
  ])("a rule is one thing, not %s", (_, root, strays) => {
    const found = checkRules(root, ["when"]).filter(({ code }) => code === "rule-several-at-once");
    expect(found.map(({ args }) => args["key"])).toEqual(strays);
    expect(found.every(({ part, path }) => part === "key" && path.at(-1) !== undefined)).toBe(true);
  });

  test("an unknown preset is answered with the nearest one", () => {
    expect(checkRules({ all: [{ attribute: "COUNTY", equals: "CA" }] }, ["when"])).toEqual([
      {
        code: "unknown-preset",
        args: { attribute: "COUNTY", nearest: "COUNTRY", known: presetAttributes },
        path: ["when", "all", 0, "attribute"],
      },
    ]);
  });

  test("an unknown preset is found beside a raw rule too", () => {
    expect(codes({ all: [{ attribute: "MOON_PHASE", raw: { note: 1 } }] })).toContain("unknown-preset");
  });

  test("all eight presets are known", () => {
    const all = presetAttributes.map((attribute): AudienceRule => ({ attribute, hasAnyValue: true }));
    expect(all).toHaveLength(8);
    expect(checkRules({ all }, ["when"])).toEqual([]);
  });
});

describe("raw rules", () => {
  test("one that has words is answered with them", () => {
    const raw = {
      __type: "Rule",
      attributeMatchCondition: "STRING_EQUALS",
      attributeMatchOptions: { __type: "StringMatchOptions", value: "gold" },
      invertCondition: false,
    };
    expect(checkRules({ all: [{ attribute: "tier", raw }] }, ["when"])).toEqual([
      {
        code: "raw-not-needed",
        args: { instead: '{"attribute":"tier","equals":"gold"}' },
        path: ["when", "all", 0, "raw"],
        part: "key",
      },
    ]);
  });

  test("one that names a known attribute inside is told to name it beside", () => {
    const attribute = { __type: "PresetAttributeReference", ref: "QUERY_PARAMETERS" };
    const [found] = checkRules({ all: [{ raw: { attribute, attributeMatchCondition: "JSON_MATCH" } }] }, ["when"]);
    expect(found?.code).toBe("raw-not-needed");
    expect(found?.args["instead"]).toBe(
      '{"attribute":"QUERY_PARAMETERS","raw":{"attributeMatchCondition":"JSON_MATCH"}}',
    );
  });

  test("one beside a group holds the group's own keys and not its rules", () => {
    expect(codes({ all: [canada], raw: { note: 1 } })).toEqual([]);
    expect(codes({ all: [canada], raw: { rules: [] } })).toEqual(["raw-not-needed"]);
    expect(codes({ all: [canada], raw: { __type: "RuleCombination" } })).toEqual(["raw-not-needed"]);
  });

  test("one may be the whole definition", () => {
    expect(codes({ raw: { __type: "RuleCombination", combinationType: "XOR", rules: [] } })).toEqual([]);
  });
});

describe("limits", () => {
  test("50 rules are fine, 51 are a warning, 101 an error", () => {
    const flat = (count: number): AudienceRule => ({ all: Array.from({ length: count }, () => canada) });
    expect(checkRules(flat(50), ["when"])).toEqual([]);
    const args = (count: number): object => ({ count, most: 50, mostOnRequest: 100 });
    expect(checkRules(flat(51), ["when"])).toEqual([
      { code: "audience-too-many-rules", args: args(51), path: ["when"], severity: "warning" },
    ]);
    expect(checkRules({ any: [flat(50), flat(50), canada] }, ["when"])).toEqual([
      { code: "audience-too-many-rules", args: args(101), path: ["when"], severity: "error" },
    ]);
  });

  test("five levels of groups are fine, a sixth is refused where it begins", () => {
    const nest = (levels: number): AudienceRule => (levels === 0 ? canada : { any: [nest(levels - 1)] });
    expect(codes(nest(5))).toEqual([]);
    const path = ["when", "any", 0, "any", 0, "any", 0, "any", 0, "any", 0, "any"];
    expect(checkRules(nest(6), ["when"])).toEqual([{ code: "audience-too-deep", args: { most: 5 }, path }]);
  });

  test("no other problem is ever found in a well-formed tree", () => {
    const expected = new Set(["audience-too-deep", "audience-too-many-rules"]);
    fc.assert(fc.property(anyRule, (when) => codes(when).every((code) => expected.has(code))));
  });
});

function codes(root: AudienceRule): readonly string[] {
  return checkRules(root, ["when"]).map(({ code }) => code);
}
