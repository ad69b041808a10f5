import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";

import { experienceKind } from "../../../src/kinds/experience/index.ts";
import { experienceSchema, type ExperienceSpec } from "../../../src/kinds/experience/schema.ts";
import type { Reference } from "../../../src/kinds/kind.ts";

const whole: ExperienceSpec = {
  title: "Button color",
  description: "Which color sells",
  type: "ab-test",
  tags: ["env:production"],
  version: {
    status: "active",
    variants: [
      { name: "Green", shortUid: "0", traffic: 100 },
      { name: "Old", raw: { event: "6a" } },
    ],
    split: "custom",
    metrics: [{ name: "Orders", event: "paid" }],
    targeting: { audiences: ["gold", "canada"], match: "any" },
  },
  draft: { variants: [{ name: "Green", audiences: ["gold"] }], targeting: { raw: { audience: "6a" } } },
};

describe("an experience's references", () => {
  test("audiences and events are references with their place; what raw holds is none", () => {
    const seen: Reference[] = [];
    experienceKind.mapReferences(whole, (reference) => {
      seen.push(reference);
      return reference.name;
    });
    expect(seen).toEqual([
      { kind: "Event", name: "paid", path: ["version", "metrics", 0, "event"] },
      { kind: "Audience", name: "gold", path: ["version", "targeting", "audiences", 0] },
      { kind: "Audience", name: "canada", path: ["version", "targeting", "audiences", 1] },
      { kind: "Audience", name: "gold", path: ["draft", "variants", 0, "audiences", 0] },
    ]);
  });

  test("renaming them changes nothing else and leaves the given spec alone", () => {
    const before = structuredClone(whole);
    const renamed = experienceKind.mapReferences(whole, ({ name }) => `uid-of-${name}`);
    expect(renamed).not.toEqual(whole);
    expect(experienceKind.mapReferences(renamed, ({ name }) => name.slice("uid-of-".length))).toEqual(whole);
    expect(whole).toEqual(before);
  });
});

test("an experience is found by its title, and by a former one", () => {
  expect(experienceKind.key(whole)).toBe("Button color");
  expect(experienceKind.formerKey(whole, "Button")).toBe("Button");
});

describe("the schema of an experience", () => {
  const accepts = new Ajv({ strict: true, ownProperties: true, allErrors: true }).compile(experienceSchema);

  test.each<[string, object]>([
    ["one with everything", whole],
    ["one with only a title and a type", { title: "Any", type: "segmented" }],
    ["a draft to discard", { title: "Any", type: "segmented", draft: { discard: true } }],
    ["a split of the service's own", { title: "Any", type: "ab-test", version: { split: "MULTI_ARMED_BANDIT" } }],
  ])("%s is accepted", (_, spec) => {
    expect(accepts(spec)).toBe(true);
  });

  test.each<[string, object, string]>([
    ["no type", {}, ""],
    ["an unknown type", { type: "banner" }, "/type"],
    ["an archived version", { type: "segmented", version: { status: "archived" } }, "/version/status"],
    ["a status of a draft", { type: "segmented", draft: { status: "draft" } }, "/draft"],
    ["a split in words we do not have", { type: "ab-test", version: { split: "half" } }, "/version/split"],
    [
      "traffic above 100",
      { type: "ab-test", version: { variants: [{ name: "A", traffic: 101 }] } },
      "/version/variants/0/traffic",
    ],
    ["51 variants", { type: "ab-test", version: { variants: named(51) } }, "/version/variants"],
    ["six metrics", { type: "ab-test", version: { metrics: named(6, { event: "e" }) } }, "/version/metrics"],
    ["a variant without a name", { type: "segmented", version: { variants: [{}] } }, "/version/variants/0"],
    [
      "51 audiences",
      { type: "segmented", draft: { variants: [{ name: "A", audiences: texts(51) }] } },
      "/draft/variants/0/audiences",
    ],
    ["11 tags", { type: "segmented", tags: texts(11) }, "/tags"],
    ["a tag with a space", { type: "segmented", tags: ["a b"] }, "/tags/0"],
    ["a tag of 33 characters", { type: "segmented", tags: ["x".repeat(33)] }, "/tags/0"],
    ["a draft kept from being discarded", { type: "segmented", draft: { discard: false } }, "/draft/discard"],
  ])("%s is refused where it stands", (_, spec, pointer) => {
    expect(accepts({ title: "Any", ...spec })).toBe(false);
    expect(accepts.errors?.map(({ instancePath }) => instancePath)).toEqual([pointer]);
  });

  test("every property says what it is, so that editors can show it", () => {
    expect(undescribed(experienceSchema, "")).toEqual([]);
  });
});

function named(count: number, more: object = {}): readonly object[] {
  return texts(count).map((name) => ({ name, ...more }));
}

function texts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `t${index}`);
}

function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]: [string, unknown]) => {
    if (keyword !== "properties") return undescribed(value, `${path}/${keyword}`);
    return Object.entries(value as object).flatMap(([name, property]: [string, unknown]) => {
      const { title = "", description = "" } = property as { readonly title?: string; readonly description?: string };
      const missing = title === "" || description === "" ? [`${path}/${name}`] : [];
      return [...missing, ...undescribed(property, `${path}/${name}`)];
    });
  });
}
