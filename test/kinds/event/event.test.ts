import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { eventKind } from "../../../src/kinds/event/index.ts";
import type { BareChange } from "../../../src/kinds/kind.ts";
import type { Action } from "../../../src/model/change.ts";
import type { Entity } from "../../../src/model/entity.ts";
import type { JsonObject } from "../../../src/model/json.ts";

const stored: JsonObject = {
  key: "basket_paid",
  description: "Order paid",
  project: "6a11c0de00000000000000a1",
  uid: "6a11c0de00000000000000d1",
};

describe("the stored form of an event", () => {
  test("a new event has a key and a description and neither name nor type", () => {
    const body = wire().encode({ key: "checkout", description: "" }, undefined, noUid);
    expect(body).toEqual({ key: "checkout", description: "" });
  });

  test("an edited key keeps what the manifest cannot say", () => {
    const body = wire().encode({ key: "order_paid", description: "Order paid" }, stored, noUid);
    expect(body).toEqual({ ...stored, key: "order_paid" });
  });

  test("whatever is stored comes back unchanged, and whatever is declared reads back", () => {
    const text = fc.string({ unit: "grapheme" });
    const body = fc.record({ key: text, description: text, note: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(body, fc.record({ key: text, description: text }), (generated, spec) => {
        const previous = generated as JsonObject;
        expect(wire().encode(wire().decode(previous), previous, noUid)).toEqual(previous);
        expect(wire().decode(wire().encode(spec, previous, noUid))).toEqual(spec);
        expect(wire().decode(wire().encode(spec, undefined, noUid))).toEqual(spec);
      }),
    );
  });
});

describe("the rules of an event", () => {
  test("it is found by its key, and by a former key", () => {
    expect(eventKind.key({ key: "Clicked" })).toBe("Clicked");
    expect(eventKind.formerKey({ key: "Clicked" }, "clicked")).toBe("clicked");
  });

  test("a new event has an empty description; an existing one keeps its own", () => {
    expect(eventKind.complete({ key: "paid" }, undefined)).toEqual({ key: "paid", description: "" });
    const live = { key: "paid", description: "Order paid" };
    expect(eventKind.complete({ key: "paid" }, live)).toEqual(live);
  });

  test.each<Action>(["create", "update", "delete"])("to %s one needs that permission in its project", (action) => {
    const needed = [{ permission: `event:${action}`, project: "storefront" }];
    expect(eventKind.requirements(change(action))).toEqual(needed);
  });

  test("a key with unusual characters is a warning, not an error", () => {
    const problems = eventKind.checkMeaning?.({ key: "größe" }, "size");
    expect(problems).toEqual([
      { code: "key-unusual", args: { key: "größe", character: "ö" }, path: ["key"], severity: "warning" },
    ]);
  });
});

function wire(): NonNullable<typeof eventKind.wire> {
  if (eventKind.wire === undefined) throw new Error("an event has a stored form");
  return eventKind.wire;
}

function noUid(): string {
  throw new Error("an event holds no identities");
}

function change(action: Action): BareChange {
  const entity: Entity = {
    address: "Event/storefront/paid",
    kind: "Event",
    name: "paid",
    project: "storefront",
    fields: { key: "paid", description: "" },
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
