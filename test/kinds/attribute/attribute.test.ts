import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { attributeKind } from "../../../src/kinds/attribute/index.ts";
import type { BareChange } from "../../../src/kinds/kind.ts";
import type { Action } from "../../../src/model/change.ts";
import type { Entity } from "../../../src/model/entity.ts";
import type { JsonObject } from "../../../src/model/json.ts";

const stored: JsonObject = {
  name: "Loyalty tier",
  key: "loyalty_tier",
  description: "Tier from the shop account",
  project: "6a11c0de00000000000000a1",
  createdAt: "2026-02-03T09:01:00.000Z",
  uid: "6a11c0de00000000000000b1",
  __type: "CUSTOM",
};

describe("the stored form of an attribute", () => {
  test("a stored attribute reads as title, key and description", () => {
    expect(wire().decode(stored)).toEqual({
      title: "Loyalty tier",
      key: "loyalty_tier",
      description: "Tier from the shop account",
    });
  });

  test("a new attribute is written as a custom one", () => {
    const body = wire().encode({ title: "Age", key: "age", description: "" }, undefined, noUid);
    expect(body).toEqual({ __type: "CUSTOM", name: "Age", key: "age", description: "" });
  });

  test("an edit keeps what the manifest cannot say", () => {
    const body = wire().encode({ title: "Tier", key: "loyalty_tier", description: "" }, stored, noUid);
    expect(body).toEqual({ ...stored, name: "Tier", description: "" });
  });

  test("a description that is not managed keeps its stored text", () => {
    expect(wire().encode({ title: "Loyalty tier", key: "loyalty_tier" }, stored, noUid)).toEqual(stored);
  });

  test("an absent description reads as empty and stays absent", () => {
    const { description: _, ...bare } = stored;
    const spec = wire().decode(bare);
    expect(spec.description).toBe("");
    expect(wire().encode(spec, bare, noUid)).toEqual(bare);
  });

  test("whatever is stored comes back unchanged, and whatever is declared reads back", () => {
    const text = fc.string({ unit: "grapheme" });
    const body = fc.record({ name: text, key: text, description: text, note: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(body, fc.record({ title: text, key: text, description: text }), (previous, spec) => {
        const custom = { __type: "CUSTOM", ...previous } as JsonObject;
        expect(wire().encode(wire().decode(custom), custom, noUid)).toEqual(custom);
        expect(wire().decode(wire().encode(spec, custom, noUid))).toEqual(spec);
        expect(wire().decode(wire().encode(spec, undefined, noUid))).toEqual(spec);
      }),
    );
  });
});

describe("the rules of an attribute", () => {
  test("it is found by its key, and by a former key", () => {
    const spec = { title: "Age", key: "age" };
    expect(attributeKind.key(spec)).toBe("age");
    expect(attributeKind.formerKey(spec, "years")).toBe("years");
  });

  test("a new attribute has an empty description; an existing one keeps its own", () => {
    const declared = { title: "Age", key: "age" };
    expect(attributeKind.complete(declared, undefined)).toEqual({ ...declared, description: "" });
    const live = { title: "Years", key: "age", description: "In years" };
    expect(attributeKind.complete(declared, live)).toEqual({ ...declared, description: "In years" });
  });

  test.each<Action>(["create", "update", "delete"])("to %s one needs that permission in its project", (action) => {
    const needed = [{ permission: `attribute:${action}`, project: "storefront" }];
    expect(attributeKind.requirements(change(action))).toEqual(needed);
  });

  test("a key with unusual characters is a warning, not an error", () => {
    const problems = attributeKind.checkMeaning?.({ title: "Tier", key: "loyalty tier" }, "tier");
    const args = { key: "loyalty tier", character: " " };
    expect(problems).toEqual([{ code: "key-unusual", args, path: ["key"], severity: "warning" }]);
  });

  test("published keys pass without a word", () => {
    for (const key of ["travel_type", "AUTO_LOYALTY_x", "automationAttr1699", "cart.total", "a-b"]) {
      expect(attributeKind.checkMeaning?.({ title: "Any", key }, "any")).toEqual([]);
    }
  });
});

function wire(): NonNullable<typeof attributeKind.wire> {
  if (attributeKind.wire === undefined) throw new Error("an attribute has a stored form");
  return attributeKind.wire;
}

function noUid(): string {
  throw new Error("an attribute holds no identities");
}

function change(action: Action): BareChange {
  const fields = { title: "Age", key: "age", description: "" };
  const entity: Entity = {
    address: "Attribute/storefront/age",
    kind: "Attribute",
    name: "age",
    project: "storefront",
    fields,
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
