import { describe, expect, test } from "vitest";

import { liveFrom, uidOf } from "../support/live-organization.ts";
import {
  attribute,
  audience,
  event,
  experience,
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
import { findingCodesOf, planOf, stepsOf } from "../support/planning.ts";

const manage = {
  Member: "authoritative",
  Project: "authoritative",
  Audience: "authoritative",
  Attribute: "authoritative",
  Event: "authoritative",
  Role: "authoritative",
};
const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const lin = member("lin");
const shop = project("shop", { members: seats({ ada: ["Project Owner"], lin: ["Project Member"] }) });
const world: readonly Manifest[] = [organization({ manage }), member("ada"), ben, cleo, lin, shop];

function stepsBetween(live: readonly Manifest[], declared: readonly Manifest[], actor = "cleo"): readonly string[] {
  const plan = planOf({ live: liveFrom(live), declared, actor });
  expect(plan.findings).toEqual([]);
  return stepsOf(plan);
}

describe("the order of changes", () => {
  test("makes parents before children", () => {
    const gold = audience("new", "gold", { when: { all: [{ attribute: "tier", equals: "gold" }] } });
    const hero = experience("new", "a-hero", {
      version: { status: "active", variants: [{ name: "Gold", audiences: ["gold"] }] },
    });
    const fresh = project("new", { connectedStack: "zite", members: seats({ zoe: ["Project Owner"] }) });
    const declared = [
      ...world,
      hero,
      gold,
      attribute("new", "tier"),
      fresh,
      project("zite", { product: "cms" }),
      member("zoe"),
    ];
    expect(stepsBetween(world, declared)).toEqual([
      "create Member/zoe",
      "create Project/zite",
      "create Project/new",
      "create Attribute/new/tier",
      "create Audience/new/gold",
      "create Experience/new/a-hero",
    ]);
  });

  test("deletes children before parents", () => {
    const tier = attribute("old", "tier");
    const gold = audience("old", "gold", { when: { all: [{ attribute: "tier", equals: "gold" }] } });
    const live = [
      ...world,
      project("old", { members: seats({ lin: ["Project Owner"] }) }),
      tier,
      gold,
      attribute("shop", "kept"),
      audience("shop", "kept"),
    ];
    expect(stepsBetween(live, without(live, "Project/old", "Attribute/old/tier", "Audience/old/gold"))).toEqual([
      "delete Audience/old/gold",
      "delete Attribute/old/tier",
      "delete Project/old",
    ]);
  });

  test("gives before it takes", () => {
    const declared = replacing(
      world,
      withSpec(ben, { administrationRoles: ["Member"] }),
      withSpec(lin, { administrationRoles: ["Member", "Admin"] }),
    );
    expect(stepsBetween(world, declared)).toEqual(["update Member/lin", "update Member/ben"]);
  });

  test("counts a stronger role in the place of a weaker one as giving", () => {
    const declared = replacing(without(world, "Member/ben"), withSpec(lin, { administrationRoles: ["Admin"] }));
    expect(stepsBetween(world, declared)).toEqual(["update Member/lin", "delete Member/ben"]);
  });

  test("removes people from a project before content comes into it", () => {
    const declared = replacing(
      world,
      withSpec(shop, { members: seats({ ada: ["Project Owner"] }) }),
      audience("shop", "gold"),
    );
    expect(stepsBetween(world, declared)).toEqual(["update Project/shop", "create Audience/shop/gold"]);
  });

  test("removes people from the organization before content comes", () => {
    const declared = replacing(without(world, "Member/lin"), project("shop"), audience("shop", "gold"));
    expect(stepsBetween(world, declared)).toEqual(["delete Member/lin", "create Audience/shop/gold"]);
  });

  test("takes somebody out of a project before they leave the organization", () => {
    const declared = replacing(
      without(world, "Member/lin"),
      withSpec(shop, { members: seats({ ada: ["Project Owner"] }) }),
    );
    expect(stepsBetween(world, declared)).toEqual(["update Project/shop", "delete Member/lin"]);
  });

  test("touches the actor last", () => {
    const declared = replacing(
      world,
      withSpec(ben, { fullName: "Ben Sato" }),
      withSpec(cleo, { fullName: "Cleo Ruiz" }),
      audience("shop", "gold"),
    );
    expect(stepsBetween(world, declared, "ben")).toEqual([
      "update Member/cleo",
      "create Audience/shop/gold",
      "update Member/ben",
    ]);
  });

  test("tightens the guards first", () => {
    const declared = replacing(
      world,
      organization({ manage, guards: { minAdmins: 3 } }),
      withSpec(lin, { fullName: "Lin" }),
    );
    expect(stepsBetween(world, declared)).toEqual(["update Organization/acme", "update Member/lin"]);
  });

  test("frees a title before it is taken", () => {
    const live = [...world, audience("shop", "gold"), audience("shop", "silver")];
    const declared = replacing(
      without(live, "Audience/shop/gold"),
      audience("shop", "silver", { title: "Gold" }, { uid: uidOf("Audience/shop/silver") }),
    );
    expect(stepsBetween(live, declared)).toEqual(["delete Audience/shop/gold", "update Audience/shop/silver"]);
  });

  test("frees an address before it is given to somebody else", () => {
    const live = [...world, member("zoe")];
    const declared = replacing(
      live,
      member("zoe", { email: "zoe@home.test" }, { uid: uidOf("Member/zoe") }),
      member("yan", { email: "zoe@acme.test" }),
    );
    expect(stepsBetween(live, declared)).toEqual(["update Member/zoe", "create Member/yan"]);
  });

  test("renames along a chain from its free end", () => {
    const chain = ["a", "b", "c"].map((name, at) => audience("shop", name, { title: `Title ${at}` }));
    const live = [...world, ...chain];
    const moved = ["a", "b", "c"].map((name, at) =>
      audience("shop", name, { title: `Title ${at + 1}` }, { uid: uidOf(`Audience/shop/${name}`) }),
    );
    expect(stepsBetween(live, replacing(live, ...moved))).toEqual([
      "update Audience/shop/c",
      "update Audience/shop/b",
      "update Audience/shop/a",
    ]);
  });

  test("deletes a role after the last person has given it up", () => {
    const editor = role("editor", { product: "cms", level: "product" });
    const holder = withSpec(lin, { productRoles: { cms: ["Editor"] } });
    const live = [...replacing(world, holder), editor, role("kept", { product: "cms", level: "product" })];
    const declared = replacing(without(live, "Role/editor"), withSpec(lin, { productRoles: { cms: [] } }));
    expect(stepsBetween(live, declared)).toEqual(["update Member/lin", "delete Role/editor"]);
  });

  test("moves a role's holders to its successor before it goes", () => {
    const old = role("old", { product: "cms", level: "product" });
    const next = role("next", { product: "cms", level: "product" });
    const live = [...replacing(world, withSpec(lin, { productRoles: { cms: ["Old"] } })), old];
    const declared = [
      ...replacing(without(live, "Role/old"), withSpec(lin, { productRoles: { cms: ["Next"] } })),
      next,
    ];
    expect(stepsBetween(live, declared)).toEqual(["create Role/next", "update Member/lin", "delete Role/old"]);
  });
});

describe("two titles that are swapped", () => {
  const live = [...world, audience("shop", "gold"), audience("shop", "silver")];
  const declared = replacing(
    live,
    audience("shop", "gold", { title: "Silver" }, { uid: uidOf("Audience/shop/gold") }),
    audience("shop", "silver", { title: "Gold" }, { uid: uidOf("Audience/shop/silver") }),
  );

  test("wait for each other, and the plan says so", () => {
    const plan = planOf({ live: liveFrom(live), declared });
    expect(plan.verdict).toBe("refused");
    expect(plan.findings).toEqual([
      {
        code: "order-cycle",
        severity: "error",
        args: { addresses: ["Audience/shop/gold", "Audience/shop/silver"] },
        addresses: ["Audience/shop/gold", "Audience/shop/silver"],
      },
    ]);
  });
});

describe("an order that only a search finds", () => {
  test("is found when somebody both gains and loses what another gives up", () => {
    const mara = member("mara", { administrationRoles: ["Security Manager"] });
    const small = [organization({ manage }), member("ada"), ben, mara, shop, lin];
    const declared = replacing(
      small,
      withSpec(ben, { administrationRoles: ["Security Manager"] }),
      withSpec(mara, { administrationRoles: ["Admin"] }),
    );
    expect(stepsBetween(small, declared, "ada")).toEqual(["update Member/mara", "update Member/ben"]);
  });

  test("is found when a full project needs room and the administrators' floor a successor", () => {
    const events = Array.from({ length: 100 }, (_, at) => event("shop", `e${at}`));
    const mara = member("mara", { administrationRoles: ["Security Manager"] });
    const small = [organization({ manage }), member("ada"), ben, mara, lin, shop, ...events];
    const declared = replacing(
      [...without(small, "Event/shop/e0"), event("shop", "more")],
      withSpec(ben, { administrationRoles: ["Member"] }),
      withSpec(mara, { administrationRoles: ["Admin"] }),
    );
    expect(stepsBetween(small, declared, "ada")).toEqual([
      "update Member/mara",
      "update Member/ben",
      "delete Event/shop/e0",
      "create Event/shop/more",
    ]);
  });

  test("is found when a full organization exchanges a project for another", () => {
    const owned = { members: seats({ ada: ["Project Owner"] }) };
    const full = [
      organization({ manage }),
      member("ada"),
      ben,
      ...["one", "two", "three"].map((name) => project(name, owned)),
    ];
    const declared = [...without(full, "Project/one"), project("four", owned)];
    expect(stepsBetween(full, declared, "ben")).toEqual(["delete Project/one", "create Project/four"]);
  });
});

test("a full project is exchanged whole, however many changes that takes", () => {
  const lax = organization({ manage, guards: { lossBudget: { atLeast: 1000 } } });
  const events = (prefix: string): readonly Manifest[] =>
    Array.from({ length: 100 }, (_, at) => event("shop", `${prefix}${at}`));
  const live = [...replacing(world, lax), ...events("old")];
  const declared = [...replacing(world, lax), ...events("new"), member("zoe")];
  const plan = planOf({ live: liveFrom(live), declared });
  expect([plan.changes.length, plan.verdict]).toEqual([201, "allowed"]);
});

test("when no order keeps the guards, the plan is refused and shown in the order it would like", () => {
  const small = [organization({ manage }), member("ada"), ben, lin];
  const declared = replacing(
    small,
    withSpec(ben, { administrationRoles: ["Member"] }),
    member("zoe", { administrationRoles: ["Admin"] }),
  );
  const plan = planOf({ live: liveFrom(small), declared });
  expect(stepsOf(plan)).toEqual(["create Member/zoe", "update Member/ben"]);
  expect(findingCodesOf(plan)).toEqual(["admin-floor"]);
});

test("a plan of many changes is ordered in good time", () => {
  const people = Array.from({ length: 2000 }, (_, at) => member(`p${at}`));
  const start = performance.now();
  const plan = planOf({ live: liveFrom(world), declared: [...world, ...people] });
  expect(plan.changes).toHaveLength(2000);
  expect(performance.now() - start).toBeLessThan(5000);
});
