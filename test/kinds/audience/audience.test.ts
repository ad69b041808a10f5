import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";

import { audienceKind } from "../../../src/kinds/audience/index.ts";
import { audienceSchema, type AudienceSpec } from "../../../src/kinds/audience/schema.ts";
import type { BareChange, Reference } from "../../../src/kinds/kind.ts";
import type { Action } from "../../../src/model/change.ts";
import type { Entity } from "../../../src/model/entity.ts";

const goldCanada: AudienceSpec = {
  title: "Gold members in Canada",
  when: {
    all: [
      { attribute: "COUNTRY", equals: "CA" },
      { any: [{ attribute: "loyalty-tier", equals: "gold" }, { not: { attribute: "loyalty-points", lessThan: 900 } }] },
      { attribute: "query", raw: { attributeMatchCondition: "JSON_MATCH", ref: "6a11c0de00000000000000b9" } },
    ],
  },
};

describe("an audience's references", () => {
  test("declared attributes are references with their place; presets and raw uids are none", () => {
    const seen: Reference[] = [];
    audienceKind.mapReferences(goldCanada, (reference) => {
      seen.push(reference);
      return reference.name;
    });
    expect(seen).toEqual([
      { kind: "Attribute", name: "loyalty-tier", path: ["when", "all", 1, "any", 0, "attribute"] },
      { kind: "Attribute", name: "loyalty-points", path: ["when", "all", 1, "any", 1, "not", "attribute"] },
      { kind: "Attribute", name: "query", path: ["when", "all", 2, "attribute"] },
    ]);
  });

  test("renaming them changes nothing else and leaves the given spec alone", () => {
    const before = structuredClone(goldCanada);
    const renamed = audienceKind.mapReferences(goldCanada, ({ name }) => `uid-of-${name}`);
    const same = audienceKind.mapReferences(renamed, ({ name }) => name.slice("uid-of-".length));
    expect(JSON.stringify(renamed)).toContain('"uid-of-loyalty-tier"');
    expect(same).toEqual(goldCanada);
    expect(goldCanada).toEqual(before);
  });
});

describe("the rules of an audience", () => {
  test("it is found by its title, and by a former one", () => {
    expect(audienceKind.key(goldCanada)).toBe("Gold members in Canada");
    expect(audienceKind.formerKey(goldCanada, "Gold")).toBe("Gold");
  });

  test("a new audience has an empty description; an existing one keeps its own", () => {
    expect(audienceKind.complete(goldCanada, undefined)).toEqual({ ...goldCanada, description: "" });
    const live: AudienceSpec = { ...goldCanada, description: "Big spenders", when: { any: [{ raw: { note: 1 } }] } };
    expect(audienceKind.complete(goldCanada, live)).toEqual({ ...goldCanada, description: "Big spenders" });
  });

  test.each<Action>(["create", "update", "delete"])("to %s one needs that permission in its project", (action) => {
    const needed = [{ permission: `audience:${action}`, project: "storefront" }];
    expect(audienceKind.requirements(change(action))).toEqual(needed);
  });

  test("problems of its rules are placed inside the spec", () => {
    const problems = audienceKind.checkMeaning?.({ title: "Any", when: { all: [{}] } }, "any");
    expect(problems).toEqual([{ code: "rule-empty", args: {}, path: ["when", "all", 0] }]);
  });
});

describe("the schema of an audience", () => {
  const accepts = new Ajv({ strict: true, ownProperties: true, allErrors: true }).compile(audienceSchema);

  test.each<[string, object]>([
    ["groups, comparisons, negations and raw rules", goldCanada],
    ["a raw definition", { title: "Any", when: { raw: { combinationType: "XOR", rules: [null] } } }],
    ["a deep tree", { title: "Any", when: { any: [{ all: [{ any: [{ attribute: "a", hasAnyValue: true }] }] }] } }],
  ])("%s are accepted", (_, spec) => {
    expect(accepts(spec)).toBe(true);
  });

  test.each<[string, object, string]>([
    ["no rules", { title: "Any" }, ""],
    ["a rule that is a text", { title: "Any", when: "COUNTRY" }, "/when"],
    ["an empty group", { title: "Any", when: { all: [] } }, "/when/all"],
    ["an unknown operator", { title: "Any", when: { all: [{ attribute: "a", matches: "x" }] } }, "/when/all/0"],
    [
      "an operator switched off",
      { title: "Any", when: { all: [{ attribute: "a", isTrue: false }] } },
      "/when/all/0/isTrue",
    ],
    ["a number as text", { title: "Any", when: { all: [{ attribute: "a", equals: 3 }] } }, "/when/all/0/equals"],
    ["`not` around a group", { title: "Any", when: { all: [{ not: { any: [] } }] } }, "/when/all/0/not"],
    ["a title of 201 characters", { title: "x".repeat(201), when: { all: [{}] } }, "/title"],
  ])("%s is refused where it stands", (_, spec, pointer) => {
    expect(accepts(spec)).toBe(false);
    expect(accepts.errors?.map(({ instancePath }) => instancePath)).toEqual([pointer]);
  });

  test("a title of 200 emoji is accepted", () => {
    expect(accepts({ title: "🎈".repeat(200), when: goldCanada.when })).toBe(true);
  });

  test("every property says what it is, so that editors can show it", () => {
    expect(undescribed(audienceSchema, "")).toEqual([]);
  });
});

function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]: [string, unknown]) => {
    if (keyword !== "properties" && keyword !== "definitions") return undescribed(value, `${path}/${keyword}`);
    return Object.entries(value as object).flatMap(([name, property]: [string, unknown]) => {
      const place = `${path}/${keyword}/${name}`;
      const { title = "", description = "" } = property as { readonly title?: string; readonly description?: string };
      return [...(title === "" || description === "" ? [place] : []), ...undescribed(property, place)];
    });
  });
}

function change(action: Action): BareChange {
  const entity: Entity = {
    address: "Audience/storefront/gold-canada",
    kind: "Audience",
    name: "gold-canada",
    project: "storefront",
    fields: goldCanada,
    facts: {},
    references: [],
  };
  return {
    address: entity.address,
    kind: entity.kind,
    action,
    replaces: false,
    edits: [],
    before: action === "create" ? undefined : entity,
    after: action === "delete" ? undefined : entity,
    source: undefined,
  };
}
