import { describe, expect, test } from "vitest";

import { checkExperience } from "../../../src/kinds/experience/check-experience.ts";
import type { ExperienceSpec, Variant, Version } from "../../../src/kinds/experience/schema.ts";

const segmentedHero = { title: "Home hero", type: "segmented" } as const;
const buttonTest = { title: "Button color", type: "ab-test" } as const;

describe("a well-formed experience", () => {
  test.each<[string, ExperienceSpec]>([
    ["says only its title and type", segmentedHero],
    [
      "shows variants to audiences and prepares the next version",
      {
        ...segmentedHero,
        tags: ["env:production"],
        version: { status: "active", variants: [{ name: "Gold hero", audiences: ["gold-canada"], match: "all" }] },
        draft: { variants: [] },
      },
    ],
    [
      "splits visitors in three, as the service rounds it",
      {
        ...buttonTest,
        version: {
          status: "active",
          split: "custom",
          variants: [share("A", 33.34), share("B", 33.33), share("C", 33.33)],
          metrics: [{ name: "Orders", event: "paid" }],
          targeting: { audiences: ["gold"], match: "any" },
        },
      },
    ],
    ["misses the whole by a hundredth", tested({ split: "custom", variants: [share("A", 66.66), share("B", 33.33)] })],
    ["discards its draft", { ...segmentedHero, draft: { discard: true } }],
    ["prepares a draft beside a version it does not manage", { ...segmentedHero, draft: { variants: [] } }],
    ["has a split that moves by itself", tested({ split: "MULTI_ARMED_BANDIT", variants: [{ name: "A" }] })],
  ])("passes when it %s", (_, spec) => {
    expect(checkExperience(spec)).toEqual([]);
  });
});

describe("tags", () => {
  test("that differ only in case are the same tag", () => {
    expect(checkExperience({ ...segmentedHero, tags: ["Spring", "sale", "spring"] })).toEqual([
      { code: "duplicate-tag", args: { tag: "spring" }, path: ["tags", 2] },
    ]);
  });
});

describe("fields of the other type", () => {
  test("a segmented experience has no split, metrics, targeting or traffic", () => {
    const version: Version = { split: "equal", metrics: [], targeting: {}, variants: [share("A", 100)] };
    const found = checkExperience({ ...segmentedHero, version });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["field-not-for-type", ["version", "split"]],
      ["field-not-for-type", ["version", "metrics"]],
      ["field-not-for-type", ["version", "targeting"]],
      ["field-not-for-type", ["version", "variants", 0, "traffic"]],
    ]);
    expect(found.every(({ part }) => part === "key")).toBe(true);
  });

  test("the variants of an A/B test have no audiences", () => {
    const spec: ExperienceSpec = { ...buttonTest, draft: { variants: [{ name: "A", audiences: [], match: "any" }] } };
    const at = (field: string): object => ({
      code: "field-not-for-type",
      args: { field, type: "ab-test" },
      path: ["draft", "variants", 0, field],
      part: "key",
    });
    expect(checkExperience(spec)).toEqual([at("audiences"), at("match")]);
  });
});

describe("variants", () => {
  test("have names of their own and short uids of their own", () => {
    const variants = [{ name: "A", shortUid: "0" }, { name: "B", shortUid: "0" }, { name: "A" }];
    expect(checkExperience(tested({ variants }))).toEqual([
      { code: "variant-not-unique", args: { field: "name", value: "A" }, path: ["version", "variants", 2, "name"] },
      {
        code: "variant-not-unique",
        args: { field: "shortUid", value: "0" },
        path: ["version", "variants", 1, "shortUid"],
      },
    ]);
  });

  test.each<[ExperienceSpec["type"], number]>([
    ["segmented", 1],
    ["ab-test", 2],
  ])("of a shown %s experience are at least %i", (type, least) => {
    const version = (count: number): Version => ({ status: "active", variants: variantsNamed(count) });
    expect(checkExperience({ title: "Any", type, version: version(least) })).toEqual([]);
    expect(checkExperience({ title: "Any", type, version: version(least - 1) })).toEqual([
      { code: "too-few-variants", args: { status: "active", type, least }, path: ["version", "variants"] },
    ]);
  });

  test("above 20 are a warning", () => {
    expect(checkExperience(tested({ variants: variantsNamed(20) }))).toEqual([]);
    const args = { count: 21, most: 20, mostOnRequest: 50 };
    expect(checkExperience(tested({ variants: variantsNamed(21) }))).toEqual([
      { code: "too-many-variants", args, path: ["version", "variants"], severity: "warning" },
    ]);
  });

  test("in raw JSON stand alone and say what has no words", () => {
    const inline: Variant = { name: "A", raw: { __type: "SegmentedVariant", target: { rules: [] } } };
    const worded: Variant = {
      name: "B",
      raw: { __type: "SegmentedVariant", audiences: ["6a"], audienceCombinationType: "OR" },
    };
    expect(checkExperience({ ...segmentedHero, version: { variants: [inline] } })).toEqual([]);
    const path = ["version", "variants", 0];
    expect(checkExperience({ ...segmentedHero, version: { variants: [{ ...inline, audiences: [] }] } })).toContainEqual(
      {
        code: "field-beside-raw",
        args: { field: "audiences" },
        path: [...path, "audiences"],
        part: "key",
      },
    );
    expect(checkExperience({ ...segmentedHero, version: { variants: [worded] } })).toEqual([
      {
        code: "raw-not-needed",
        args: { instead: '{"audiences":["6a"],"match":"any","name":"B"}' },
        path: [...path, "raw"],
        part: "key",
      },
    ]);
  });
});

describe("splits", () => {
  test("a custom split needs variants, each with its traffic", () => {
    expect(checkExperience(tested({ split: "custom" }))).toEqual([
      { code: "custom-split-without-variants", args: {}, path: ["version", "split"] },
    ]);
    expect(checkExperience(tested({ split: "custom", variants: [share("A", 100), { name: "B" }] }))).toEqual([
      { code: "traffic-missing", args: { variant: "B" }, path: ["version", "variants", 1] },
    ]);
  });

  test.each([
    [99.98, [66.65, 33.33]],
    [90, [30, 60]],
    [100.02, [66.69, 33.33]],
  ])("shares that add up to %d are no whole", (total, [one = 0, other = 0]) => {
    const variants = [share("A", one), share("B", other)];
    expect(checkExperience(tested({ split: "custom", variants }))).toEqual([
      { code: "traffic-sum", args: { total }, path: ["version", "variants"] },
    ]);
  });

  test.each(["equal", undefined, "MULTI_ARMED_BANDIT"])("traffic means nothing under the split %s", (split) => {
    const spec = tested({ ...(split !== undefined && { split }), variants: [share("A", 100)] });
    const path = ["version", "variants", 0, "traffic"];
    expect(checkExperience(spec)).toEqual([{ code: "traffic-without-custom-split", args: {}, path, part: "key" }]);
  });

  test.each([
    ["EQUALLY_SPLIT", "equal"],
    ["CUSTOM_PERCENTAGE", "custom"],
  ])("%s is written %s", (split, instead) => {
    expect(checkExperience(tested({ split }))).toEqual([
      { code: "split-has-word", args: { split, instead }, path: ["version", "split"] },
    ]);
  });
});

describe("targeting", () => {
  test("in raw JSON stands alone and says what has no words", () => {
    expect(checkExperience(tested({ targeting: { raw: { target: {} } } }))).toEqual([]);
    expect(checkExperience(tested({ targeting: { raw: { target: {} }, match: "any" } }))).toEqual([
      { code: "field-beside-raw", args: { field: "match" }, path: ["version", "targeting", "match"], part: "key" },
    ]);
    const raw = { audience: { audiences: ["6a"], audienceCombinationType: "AND" } };
    expect(checkExperience(tested({ targeting: { raw } }))).toEqual([
      {
        code: "raw-not-needed",
        args: { instead: '{"audiences":["6a"],"match":"all"}' },
        path: ["version", "targeting", "raw"],
        part: "key",
      },
    ]);
  });
});

describe("drafts", () => {
  test("do not stand beside a version that is a draft itself", () => {
    const spec: ExperienceSpec = { ...segmentedHero, version: { status: "draft" }, draft: {} };
    expect(checkExperience(spec)).toEqual([{ code: "draft-beside-draft", args: {}, path: ["draft"], part: "key" }]);
  });

  test("are discarded or described, not both", () => {
    expect(checkExperience({ ...segmentedHero, draft: { discard: true, variants: [] } })).toEqual([
      { code: "discard-with-content", args: { key: "variants" }, path: ["draft", "variants"], part: "key" },
    ]);
  });
});

function tested(version: Version): ExperienceSpec {
  return { ...buttonTest, version };
}

function share(name: string, traffic: number): Variant {
  return { name, traffic };
}

function variantsNamed(count: number): Variant[] {
  return Array.from({ length: count }, (_, index) => ({ name: `Variant ${index}` }));
}
