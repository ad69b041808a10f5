import { describe, expect, test } from "vitest";

import { liveFrom } from "../support/live-organization.ts";
import {
  audience,
  event,
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
import { findingCodesOf, planOf } from "../support/planning.ts";

const manage = { Member: "authoritative", Event: "authoritative", Project: "authoritative", Role: "authoritative" };

function people(count: number): readonly Manifest[] {
  return Array.from({ length: count }, (_, at) => member(`p${at}`, { productRoles: { cms: ["Developer"] } }));
}

function addressesOf(manifests: readonly Manifest[]): readonly string[] {
  return manifests.map(({ metadata }) => `Member/${metadata.name}`);
}

const staff: readonly Manifest[] = [
  organization({ manage }),
  member("ada"),
  member("ben", { administrationRoles: ["Admin"] }),
  member("cleo", { administrationRoles: ["Admin"] }),
];

describe("people who lose something in one plan", () => {
  const ten = people(10);
  const world = [...staff, ...ten];
  const demoted = (count: number): readonly Manifest[] =>
    ten.slice(0, count).map((one) => withSpec(one, { productRoles: { cms: [] } }));

  test.each([
    ["three removals are within the budget", without(world, ...addressesOf(ten.slice(0, 3))), []],
    ["four are not", without(world, ...addressesOf(ten.slice(0, 4))), ["loss-budget"]],
    ["four demotions count like removals", replacing(world, ...demoted(4)), ["loss-budget"]],
    [
      "removals and demotions are added up",
      without(replacing(world, ...demoted(2)), ...addressesOf(ten.slice(2, 4))),
      ["loss-budget"],
    ],
    [
      "who gains as much as they lose has still lost",
      replacing(world, ...ten.slice(0, 4).map((one) => withSpec(one, { productRoles: { cms: ["Content Manager"] } }))),
      ["loss-budget"],
    ],
    [
      "who only gains does not count",
      replacing(world, ...ten.map((one) => withSpec(one, { productRoles: { cms: ["Admin"] } }))),
      [],
    ],
  ])("%s", (_, declared, codes) => {
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared }))).toEqual(codes);
  });

  test("are named", () => {
    const declared = without(world, ...addressesOf(ten.slice(0, 4)));
    expect(planOf({ live: liveFrom(world), declared }).findings).toEqual([
      {
        code: "loss-budget",
        severity: "error",
        args: { people: 4, objects: 0, total: 4, peopleBudget: 3, objectBudget: 3 },
        addresses: ["Member/p0", "Member/p1", "Member/p2", "Member/p3"],
      },
    ]);
  });

  test("count when an invitation is revoked", () => {
    const live = liveFrom(world, { pending: ["p0", "p1", "p2", "p3"] });
    const declared = without(world, ...addressesOf(ten.slice(0, 4)));
    expect(findingCodesOf(planOf({ live, declared }))).toEqual(["loss-budget"]);
  });

  test("count when a project goes that they were in", () => {
    const crowded = project("crowded", {
      members: seats({ p0: ["Project Owner"], p1: ["Project Member"], p2: ["Project Member"], p3: ["Project Member"] }),
    });
    const kept = project("kept", { members: seats({ p0: ["Project Owner"] }) });
    expect(findingCodesOf(planOf({ live: liveFrom([...world, crowded, kept]), declared: [...world, kept] }))).toEqual([
      "loss-budget",
    ]);
  });

  test("count when a custom role they hold permits less", () => {
    const reader = role("reader", {
      product: "administration",
      level: "product",
      rules: [{ category: "Info", actions: ["View"] }],
    });
    const holders = ten.slice(0, 4).map((one) => withSpec(one, { administrationRoles: ["Member", "Reader"] }));
    const live = [...replacing(world, ...holders), reader];
    const declared = replacing(live, withSpec(reader, { rules: [] }));
    expect(findingCodesOf(planOf({ live: liveFrom(live), declared }))).toEqual(["loss-budget"]);
  });

  test("count when their seat is handed to another address", () => {
    const handed = ten
      .slice(0, 4)
      .map(({ metadata, spec }) =>
        member(
          metadata.name,
          { ...spec, email: `new-${metadata.name}@acme.test` },
          { previously: [`${metadata.name}@acme.test`] },
        ),
      );
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared: replacing(world, ...handed) }))).toEqual([
      "loss-budget",
    ]);
  });
});

describe("the share", () => {
  const many = people(57);
  const world = [...staff, ...many];

  test("is of the accepted people who are live: ten percent of sixty are six", () => {
    const six = without(world, ...addressesOf(many.slice(0, 6)));
    const seven = without(world, ...addressesOf(many.slice(0, 7)));
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared: six }))).toEqual([]);
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared: seven }))).toEqual(["loss-budget"]);
  });

  test("does not grow with the people a plan invites", () => {
    const invited = Array.from({ length: 1000 }, (_, at) => member(`new-${at}`));
    const declared = [...without(world, ...addressesOf(many.slice(0, 7))), ...invited];
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared }))).toEqual(["loss-budget"]);
  });

  test("does not grow with people who have not accepted", () => {
    const live = liveFrom(world, { pending: many.slice(20).map(({ metadata }) => metadata.name) });
    const declared = without(world, ...addressesOf(many.slice(0, 4)));
    expect(findingCodesOf(planOf({ live, declared }))).toEqual(["loss-budget"]);
  });
});

describe("an agreed number of losses", () => {
  const ten = people(10);
  const world = [...staff, ...ten];
  const declared = without(world, ...addressesOf(ten.slice(0, 5)));

  test.each([
    [5, "allowed"],
    [4, "refused"],
    [6, "refused"],
  ])("of %i: %s", (allowLoss, verdict) => {
    expect(planOf({ live: liveFrom(world), declared, allowLoss }).verdict).toBe(verdict);
  });

  test("must be exact even within the budget", () => {
    const small = without(world, ...addressesOf(ten.slice(0, 2)));
    expect(planOf({ live: liveFrom(world), declared: small, allowLoss: 3 }).verdict).toBe("refused");
    expect(planOf({ live: liveFrom(world), declared: small, allowLoss: 2 }).verdict).toBe("allowed");
  });

  test("counts people and objects together", () => {
    const events = Array.from({ length: 5 }, (_, at) => event("shop", `e${at}`));
    const live = [...world, project("shop", { members: seats({ p9: ["Project Owner"] }) }), ...events];
    const less = without(live, "Event/shop/e0", "Event/shop/e1", "Event/shop/e2", "Event/shop/e3", "Member/p0");
    expect(planOf({ live: liveFrom(live), declared: less, allowLoss: 5 }).verdict).toBe("allowed");
    expect(planOf({ live: liveFrom(live), declared: less, allowLoss: 4 }).verdict).toBe("refused");
  });
});

describe("the budget", () => {
  const ten = people(10);
  const lax = [
    organization({ manage, guards: { lossBudget: { atLeast: 9, percent: 50 } } }),
    ...staff.slice(1),
    ...ten,
  ];

  test("is the organization's to set", () => {
    const declared = without(lax, ...addressesOf(ten.slice(0, 9)));
    expect(planOf({ live: liveFrom(lax), declared }).verdict).toBe("allowed");
  });

  test("cannot be raised by the plan that needs it", () => {
    const live = [...staff, ...ten];
    const declared = without(replacing(live, ...lax.slice(0, 1)), ...addressesOf(ten.slice(0, 4)));
    expect(findingCodesOf(planOf({ live: liveFrom(live), declared }))).toEqual(["loss-budget"]);
  });
});

describe("a kind that vanishes whole", () => {
  const shop = project("shop", { members: seats({ ada: ["Project Owner"] }) });

  test("is a mistake, though the budget would allow it", () => {
    const live = [...staff, shop, event("shop", "one"), event("shop", "two")];
    expect(planOf({ live: liveFrom(live), declared: [...staff, shop] }).findings).toEqual([
      {
        code: "nothing-declared",
        severity: "error",
        args: { kind: "Event", count: 2 },
        addresses: ["Event/shop/one", "Event/shop/two"],
      },
    ]);
  });

  test("is a mistake even while other teams' objects of the kind are left alone", () => {
    const other = project("other", { members: seats({ ada: ["Project Owner"] }) });
    const ours = [...replacing(staff, organization({ manage: { Event: "authoritative" } })), shop];
    const live = [...ours, other, event("shop", "one"), event("other", "kept")];
    const plan = planOf({ live: liveFrom(live), declared: ours });
    expect(plan.findings.map(({ code, addresses }) => [code, addresses])).toEqual([
      ["nothing-declared", ["Event/shop/one"]],
    ]);
  });

  test("is nothing when one of it stays", () => {
    const live = [...staff, shop, event("shop", "one"), event("shop", "two")];
    expect(planOf({ live: liveFrom(live), declared: [...staff, shop, event("shop", "two")] }).findings).toEqual([]);
  });

  test("is nothing when all of it is exchanged for others", () => {
    const live = [...staff, shop, event("shop", "one")];
    expect(planOf({ live: liveFrom(live), declared: [...staff, shop, event("shop", "two")] }).findings).toEqual([]);
  });

  test("is nothing for a kind that is managed additively", () => {
    const live = [...staff, shop, audience("shop", "one")];
    const plan = planOf({ live: liveFrom(live), declared: [...staff, shop] });
    expect([plan.changes, plan.findings, plan.unmanagedByKind]).toEqual([[], [], { Audience: 1 }]);
  });
});
