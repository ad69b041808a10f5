import { describe, expect, test } from "vitest";

import { Failure } from "../../src/model/failure.ts";
import type { LiveObject, Snapshot } from "../../src/model/live.ts";
import { liveFrom, uidOf } from "../support/live-organization.ts";
import {
  attribute,
  audience,
  type Manifest,
  member,
  organization,
  project,
  replacing,
  role,
  seats,
  without,
  withSpec,
} from "../support/manifests.ts";
import { planOf, reconciliationOf, stepsOf } from "../support/planning.ts";

const ben = member("ben", { administrationRoles: ["Admin"] });
const shop = project("shop", { members: seats({ ada: ["Project Owner"] }) });
const tier = attribute("shop", "tier");
const gold = audience("shop", "gold", { when: { all: [{ attribute: "tier", equals: "gold" }] } });
const world: readonly Manifest[] = [organization(), member("ada"), ben, shop, tier, gold];

/** Changes in short, with the fields they touch. */
function edited(live: Snapshot, declared: readonly Manifest[]): readonly string[] {
  const plan = planOf({ live, declared });
  expect(plan.diagnostics.map(({ code }) => code)).toEqual([]);
  return plan.changes.map(({ action, address, edits }) =>
    `${action} ${address} ${edits.map(({ path }) => path).join(" ")}`.trim(),
  );
}

describe("a live object is found", () => {
  test("by its natural key, whatever its handle is", () => {
    const renamed = [
      organization({}, "other"),
      ...without(world, "Organization/acme", "Member/ben"),
      member("benjamin", { ...ben.spec }),
    ];
    expect(edited(liveFrom(world), renamed)).toEqual([]);
  });

  test("by its address in any case", () => {
    expect(edited(liveFrom(world), replacing(world, withSpec(ben, { email: "BEN@acme.test" })))).toEqual([]);
  });

  test("by its uid, whatever else says", () => {
    const pinned = project("shop", { ...shop.spec, title: "Store" }, { uid: uidOf("Project/shop") });
    expect(edited(liveFrom(world), replacing(world, pinned))).toEqual(["update Project/shop /title"]);
  });

  test("by a former title", () => {
    const renamed = audience(
      "shop",
      "gold",
      { ...gold.spec, title: "Gold members" },
      { previously: ["Golden", "Gold"] },
    );
    expect(edited(liveFrom(world), replacing(world, renamed))).toEqual(["update Audience/shop/gold /title"]);
  });

  test("by a former key", () => {
    const renamed = attribute("shop", "tier", { title: "Tier", key: "loyalty" }, { previously: ["tier"] });
    expect(edited(liveFrom(world), replacing(world, renamed))).toEqual(["update Attribute/shop/tier /key"]);
  });

  test("by a former address, as another person in the seat", () => {
    const handed = member("ben", { ...ben.spec, email: "eve@acme.test" }, { previously: ["BEN@acme.test"] });
    const { changes } = planOf({ live: liveFrom(world), declared: replacing(world, handed) });
    expect(changes.map(({ action, replaces }) => [action, replaces])).toEqual([["update", true]]);
  });

  test("by its natural key rather than by a former one", () => {
    const two = [...world, audience("shop", "silver")];
    const ambiguous = audience("shop", "gold", gold.spec, { previously: ["Silver"] });
    expect(edited(liveFrom(two), replacing(world, ambiguous))).toEqual([]);
  });

  test("when a former name stays written after the rename is done", () => {
    const renamed = audience("shop", "gold", { ...gold.spec, title: "Gold members" }, { previously: ["Gold"] });
    const done = replacing(world, renamed);
    expect(edited(liveFrom(done), done)).toEqual([]);
  });

  test("not by another title: that is a new object beside the old one", () => {
    const other = audience("shop", "gold", { ...gold.spec, title: "Gold members" });
    const plan = planOf({ live: liveFrom(world), declared: replacing(world, other) });
    expect(stepsOf(plan)).toEqual(["create Audience/shop/gold"]);
    expect(plan.unmanagedByKind).toEqual({ Audience: 1 });
  });

  test("in its own project only", () => {
    const other = project("other", { members: seats({ ada: ["Project Owner"] }) });
    const both = [...world, other, attribute("other", "tier")];
    expect(edited(liveFrom(both), both)).toEqual([]);
  });

  test("with its project, when the project gets another title", () => {
    const renamed = project("shop", { ...shop.spec, title: "Store" }, { previously: ["Shop"] });
    expect(edited(liveFrom(world), replacing(world, renamed))).toEqual(["update Project/shop /title"]);
  });
});

describe("a declaration that means no live object, or two", () => {
  const codes = (live: Snapshot, declared: readonly Manifest[]): readonly string[] => {
    const plan = planOf({ live, declared });
    expect(plan.verdict).toBe("invalid");
    return plan.diagnostics.map(
      ({ code, place }) => `${code} ${String(place !== undefined && "path" in place && place.path.join("/"))}`,
    );
  };

  test("a uid that is not live is an error, not a new object", () => {
    expect(codes(liveFrom(world), replacing(world, member("ben", ben.spec, { uid: "blt0" })))).toEqual([
      "uid-not-live metadata/uid",
    ]);
  });

  test("a uid of another kind is not live", () => {
    const wrong = member("ben", ben.spec, { uid: uidOf("Project/shop") });
    expect(codes(liveFrom(world), replacing(world, wrong))).toEqual(["uid-not-live metadata/uid"]);
  });

  test("a uid in another project is not live here", () => {
    const other = project("other", { members: seats({ ada: ["Project Owner"] }) });
    const moved = attribute("other", "tier", tier.spec, { uid: uidOf("Attribute/shop/tier") });
    const declared = [...without(world, "Attribute/shop/tier", "Audience/shop/gold"), other, moved];
    expect(codes(liveFrom([...world, other]), declared)).toEqual(["uid-not-live metadata/uid"]);
  });

  test("a former title whose object has got another declaration is an error", () => {
    const next = audience("shop", "bronze", {}, { previously: ["Gold"] });
    expect(codes(liveFrom(world), [...world, next])).toEqual(["matched-twice metadata/name"]);
    expect(codes(liveFrom(world), [next, ...world])).toEqual(["matched-twice metadata/name"]);
  });

  test("two declarations for one live object are an error", () => {
    const other = member("eve", {}, { previously: ["ben@acme.test"] });
    expect(codes(liveFrom(world), [...world, other])).toEqual(["matched-twice metadata/name"]);
  });

  test.each([
    [
      "a project's product",
      project("shop", { product: "cms", title: "Shop" }, { uid: uidOf("Project/shop") }),
      "immutable-field spec/product",
    ],
  ])("%s cannot change", (_, manifest, code) => {
    const declared = replacing(without(world, "Attribute/shop/tier", "Audience/shop/gold"), manifest);
    expect(codes(liveFrom(world), declared)).toEqual([code]);
  });
});

test("two live people whose addresses differ in case only cannot be told apart", () => {
  const live = liveFrom([...world, member("zoe")]);
  const twin: LiveObject = { kind: "Member", uid: "Member_twin", fields: { email: "ZOE@acme.test" }, facts: {} };
  const read = (): unknown => planOf({ live: { ...live, objects: [...live.objects, twin] }, declared: world });
  expect(read).toThrow(Failure);
  expect(read).toThrow("live-ambiguous-identity");
});

describe("live objects that nobody declares", () => {
  test("are called by what people call them", () => {
    const live = liveFrom([
      ...world,
      member("zoe"),
      audience("shop", "x", { title: "Sweet & Sour" }),
      audience("shop", "y", { title: "漢字" }),
    ]);
    const { live: state } = reconciliationOf({ live, declared: world });
    expect([...state.entities()].map(({ address }) => address).filter((address) => !address.includes("gold"))).toEqual([
      "Attribute/shop/tier",
      "Audience/shop/sweet-sour",
      "Audience/shop/audience_shop_y",
      "Member/ada",
      "Member/ben",
      "Member/zoe",
      "Organization/acme",
      "Project/shop",
    ]);
  });

  test("never take the handle of a declaration", () => {
    const live = liveFrom([...world, member("zoe")]);
    const declared = [...world, member("zoe", { email: "zoe@other.test" })];
    const { plan, live: state } = reconciliationOf({ live, declared });
    expect(stepsOf(plan)).toEqual(["create Member/zoe"]);
    expect(state.has("Member/zoe-2")).toBe(true);
  });

  test("are told apart by a number", () => {
    const live = liveFrom([
      ...world,
      audience("shop", "x", { title: "Gold!" }),
      audience("shop", "y", { title: "Gold?" }),
    ]);
    const { live: state } = reconciliationOf({ live, declared: world });
    expect([...state.entitiesOf("Audience")].map(({ name }) => name)).toEqual(["gold", "gold-2", "gold-3"]);
  });
});

describe("custom roles", () => {
  const editor = role("editor", { product: "cms", level: "product" });
  const holder = member("zoe", { productRoles: { cms: ["Editor"] } });
  const live: readonly Manifest[] = [...world, editor, holder];
  const renamed = role("editor", { ...editor.spec, title: "Writer" }, { previously: ["Editor"] });

  test("are renamed in one step, and whoever holds them holds them on", () => {
    const declared = replacing(live, renamed, withSpec(holder, { productRoles: { cms: ["Writer"] } }));
    expect(edited(liveFrom(live), declared)).toEqual(["update Role/editor /title"]);
  });

  test("are known by the new title only: the old one would not exist after the plan", () => {
    const plan = planOf({ live: liveFrom(live), declared: replacing(live, renamed) });
    expect(plan.diagnostics.map(({ code, args }) => [code, args["name"]])).toEqual([["unknown-reference", "Editor"]]);
  });

  test("may take the former title of another one", () => {
    const other = role("second", { product: "cms", level: "product", title: "Editor" });
    const pinned = role("editor", renamed.spec, { uid: uidOf("Role/editor") });
    const declared = replacing(live, pinned, other, withSpec(holder, { productRoles: { cms: ["Writer", "Editor"] } }));
    expect(edited(liveFrom(live), declared)).toEqual([
      "update Role/editor /title",
      "create Role/second /title /description /product /level /rules",
      "update Member/zoe /productRoles/cms",
    ]);
  });

  test("that are called like a shipped role do not pass for it", () => {
    const snapshot = liveFrom(live);
    const objects = snapshot.objects.map((object) =>
      object.uid === uidOf("Role/editor") ? { ...object, fields: { ...object.fields, title: "Admin" } } : object,
    );
    const declared = replacing(without(live, "Role/editor"), withSpec(holder, { productRoles: { cms: ["Admin"] } }));
    const { plan, addressOf, live: state } = reconciliationOf({ live: { ...snapshot, objects }, declared });
    expect(plan.changes.map(({ edits }) => edits)).toEqual([
      [{ path: "/productRoles/cms", before: ["Admin (custom)"], after: ["Admin"] }],
    ]);
    const zoe = state.findMember("zoe");
    const mention = { kind: "Role", path: [], role: { product: "cms", level: "product" } } as const;
    expect(zoe && addressOf({ ...mention, name: "Admin" }, zoe)).toBeUndefined();
    expect(zoe && addressOf({ ...mention, name: "Admin (custom)" }, zoe)).toBe("Role/admin");
  });
});
