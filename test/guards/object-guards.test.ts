import { describe, expect, test } from "vitest";

import { liveFrom } from "../support/live-organization.ts";
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
  Role: "authoritative",
  Attribute: "authoritative",
  Audience: "authoritative",
  Event: "authoritative",
  Experience: "authoritative",
};
const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const lin = member("lin", { administrationRoles: ["Member", "Keeper"] });
const keeper = role("keeper", {
  product: "administration",
  level: "product",
  rules: [
    { category: "Info", actions: ["View"] },
    { category: "SSO", actions: ["View"] },
  ],
});
const spare = role("spare", { product: "administration", level: "product" });
const shop = project("shop", { members: seats({ ada: ["Project Owner"], lin: ["Project Member"] }) });
const tier = attribute("shop", "tier");
const gold = audience("shop", "gold", { when: { all: [{ attribute: "tier", equals: "gold" }] } });
const world: readonly Manifest[] = [
  organization({ manage, protected: ["Member/lin", "Role/keeper", "Audience/shop/gold"] }),
  member("ada"),
  ben,
  cleo,
  lin,
  keeper,
  spare,
  shop,
  tier,
  gold,
  audience("shop", "silver"),
  attribute("shop", "points"),
];

describe("a protected object", () => {
  const unprotected = replacing(world, organization({ manage, protected: [] }));

  test("is not removed, though the line that protects it goes in the same plan", () => {
    const { findings } = planOf({ live: liveFrom(world), declared: without(unprotected, "Audience/shop/gold") });
    expect(findings).toEqual([
      {
        code: "protected",
        severity: "error",
        args: { address: "Audience/shop/gold", cause: "removed" },
        addresses: ["Audience/shop/gold"],
      },
    ]);
  });

  test("is removed by a later plan", () => {
    expect(planOf({ live: liveFrom(unprotected), declared: without(unprotected, "Audience/shop/gold") }).verdict).toBe(
      "allowed",
    );
  });

  test("is protected at once by the plan that says so", () => {
    const declared = without(replacing(unprotected, organization({ manage, protected: ["Role/spare"] })), "Member/lin");
    expect(findingCodesOf(planOf({ live: liveFrom(unprotected), declared }))).not.toContain("protected");
    const weaker = replacing(
      unprotected,
      organization({ manage, protected: ["Role/keeper"] }),
      withSpec(keeper, { rules: [] }),
    );
    expect(findingCodesOf(planOf({ live: liveFrom(unprotected), declared: weaker }))).toEqual(["protected"]);
  });

  test.each([
    ["a person who loses an Administration role", withSpec(lin, { administrationRoles: ["Member"] }), ["Member/lin"]],
    [
      "a person who loses a seat in a project",
      withSpec(shop, { members: seats({ ada: ["Project Owner"] }) }),
      ["Member/lin"],
    ],
    [
      "a role that permits less, and the person who holds it",
      withSpec(keeper, { rules: [{ category: "Info", actions: ["View"] }] }),
      ["Member/lin", "Role/keeper"],
    ],
    [
      "a person who gains something",
      withSpec(lin, { administrationRoles: ["Member", "Keeper", "Security Manager"] }),
      [],
    ],
    ["a person who only gets another name", withSpec(lin, { fullName: "Lin Wei" }), []],
    ["a role with another title", role("keeper", { ...keeper.spec, title: "Keeper", description: "x" }), []],
  ])("%s", (_, changed, addresses) => {
    const { findings } = planOf({ live: liveFrom(world), declared: replacing(world, changed) });
    expect(findings.filter(({ code }) => code === "protected").flatMap((finding) => finding.addresses)).toEqual(
      addresses,
    );
  });

  test("is not handed to another address", () => {
    const handed = member("lin", { ...lin.spec, email: "eve@acme.test" }, { previously: ["lin@acme.test"] });
    const { findings } = planOf({ live: liveFrom(world), declared: replacing(world, handed) });
    expect(findings.map(({ code, args }) => [code, args["cause"]])).toEqual([["protected", "replaced"]]);
  });
});

describe("an assigned role", () => {
  const site = project("site", { product: "cms", members: seats({ lin: ["Developer"] }) });
  const editor = role("editor", { product: "cms", level: "project", project: "site" });

  test("that neither live nor manifests have is an error of the manifest", () => {
    const plan = planOf({
      live: liveFrom(world),
      declared: replacing(world, withSpec(lin, { administrationRoles: ["Member", "Keepr"] })),
    });
    expect(plan.verdict).toBe("invalid");
    expect(plan.diagnostics.map(({ code, args }) => [code, args["name"], args["nearest"]])).toEqual([
      ["unknown-reference", "Keepr", "Keeper"],
    ]);
  });

  test("that only live has is taken", () => {
    const additive = replacing(world, organization({ manage: {} }));
    const declared = without(additive, "Role/keeper");
    expect(planOf({ live: liveFrom(additive), declared }).changes).toEqual([]);
  });

  test("that is declared is made first", () => {
    const live = [...world, site];
    const declared = replacing(live, withSpec(site, { members: seats({ lin: ["Developer", "Editor"] }) }), editor);
    const plan = planOf({ live: liveFrom(live, { createdBy: { "Project/site": "ada" } }), declared });
    expect(stepsOf(plan)).toEqual(["create Role/editor", "update Project/site"]);
    expect(plan.verdict).toBe("allowed");
  });

  test("that a narrowed plan leaves out is missing", () => {
    const live = [...world, site];
    const declared = replacing(live, withSpec(site, { members: seats({ lin: ["Developer", "Editor"] }) }), editor);
    const plan = planOf({ live: liveFrom(live), declared, only: ["Project"] });
    expect(findingCodesOf(plan)).toEqual(["role-exists"]);
  });

  test("of another project is not meant", () => {
    const live = [...world, site, editor, project("blog", { product: "cms" })];
    const declared = replacing(live, project("blog", { product: "cms", members: seats({ lin: ["Editor"] }) }));
    expect(planOf({ live: liveFrom(live), declared }).diagnostics.map(({ code }) => code)).toEqual([
      "unknown-reference",
    ]);
  });
});

describe("what others refer to", () => {
  test.each([
    ["an attribute an audience compares", "Attribute/shop/tier", "unknown-reference"],
    ["an audience nobody uses", "Audience/shop/silver", undefined],
  ])("%s", (_, address, code) => {
    const plan = planOf({ live: liveFrom(world), declared: without(world, address) });
    expect(plan.diagnostics.map((one) => one.code)).toEqual(code === undefined ? [] : [code]);
  });

  test("is not deleted while something undeclared uses it", () => {
    const additive = organization({ manage: { Attribute: "authoritative" } });
    const live = replacing(world, additive);
    const plan = planOf({ live: liveFrom(live), declared: without(live, "Attribute/shop/tier", "Audience/shop/gold") });
    expect(plan.findings).toEqual([
      {
        code: "still-used",
        severity: "error",
        args: { address: "Attribute/shop/tier", users: ["Audience/shop/gold"] },
        addresses: ["Attribute/shop/tier"],
      },
    ]);
  });

  test("is deleted after what used it", () => {
    const bare = replacing(world, organization({ manage, protected: [] }));
    const plan = planOf({ live: liveFrom(bare), declared: without(bare, "Attribute/shop/tier", "Audience/shop/gold") });
    expect(stepsOf(plan)).toEqual(["delete Audience/shop/gold", "delete Attribute/shop/tier"]);
    expect(plan.verdict).toBe("allowed");
  });

  test("is deleted after it is used no more", () => {
    const bare = replacing(world, organization({ manage, protected: [] }));
    const declared = replacing(without(bare, "Attribute/shop/tier"), audience("shop", "gold"));
    const plan = planOf({ live: liveFrom(bare), declared });
    expect(stepsOf(plan)).toEqual(["update Audience/shop/gold", "delete Attribute/shop/tier"]);
    expect(plan.verdict).toBe("allowed");
  });

  test("counts audiences and events of experiences", () => {
    const trial = experience("shop", "try", {
      type: "ab-test",
      version: {
        status: "active",
        variants: [{ name: "A" }, { name: "B" }],
        metrics: [{ name: "Paid", event: "paid" }],
        targeting: { audiences: ["silver"] },
      },
    });
    const live = replacing(
      [...world, event("shop", "paid"), event("shop", "kept"), trial],
      organization({ manage: { Audience: "authoritative", Event: "authoritative" } }),
    );
    const plan = planOf({
      live: liveFrom(live),
      declared: without(live, "Experience/shop/try", "Audience/shop/silver", "Event/shop/paid"),
    });
    expect(plan.findings.map(({ code, addresses }) => [code, addresses])).toEqual([
      ["still-used", ["Audience/shop/silver"]],
      ["still-used", ["Event/shop/paid"]],
    ]);
  });

  test("is no matter for people: their seats go with them", () => {
    const bare = replacing(world, organization({ manage, protected: [] }), project("shop"));
    expect(planOf({ live: liveFrom(bare), declared: without(bare, "Member/lin") }).verdict).toBe("allowed");
  });
});

describe("a plan narrowed to some kinds", () => {
  test("holds everything its changes refer to", () => {
    const declared = replacing(
      [...world, member("zoe")],
      withSpec(shop, { members: seats({ ada: ["Project Owner"], lin: ["Project Member"], zoe: ["Project Member"] }) }),
    );
    const plan = planOf({ live: liveFrom(world), declared, only: ["Project"] });
    expect(plan.findings.map(({ code, args }) => [code, args["missing"]])).toEqual([["left-out", ["Member/zoe"]]]);
    expect(planOf({ live: liveFrom(world), declared, only: ["Project", "Member"] }).verdict).toBe("allowed");
  });
});

test("a project whose maker has left the organization can still be changed", () => {
  const live = liveFrom(world, { createdBy: { "Project/shop": "somebody-gone" } });
  const plan = planOf({ live, declared: replacing(world, withSpec(shop, { description: "edited" })) });
  expect(plan.verdict).toBe("allowed");
});

describe("limits of the service", () => {
  const full = Array.from({ length: 100 }, (_, at) => event("shop", `e${at}`));
  const packed = [...world, ...full];

  test.each([
    ["one more event than the service takes", [...packed, event("shop", "more")], ["quota"]],
    ["one event in the place of another", [...packed.slice(0, -1), event("shop", "more")], []],
    ["an edited event", replacing(packed, event("shop", "e0", { description: "x" })), []],
  ])("%s", (_, declared, codes) => {
    expect(findingCodesOf(planOf({ live: liveFrom(packed), declared }))).toEqual(codes);
  });

  test("makes room before it fills it", () => {
    const plan = planOf({ live: liveFrom(packed), declared: [...packed.slice(0, -1), event("shop", "more")] });
    expect(stepsOf(plan)).toEqual(["delete Event/shop/e99", "create Event/shop/more"]);
  });

  test("are three Personalize projects", () => {
    const three = [...world, project("two"), project("three")].map((one) =>
      one.kind === "Project"
        ? withSpec(one, { members: seats({ ada: ["Project Owner"], lin: ["Project Member"] }) })
        : one,
    );
    expect(planOf({ live: liveFrom(three), declared: [...three, project("four")] }).findings).toEqual([
      {
        code: "quota",
        severity: "error",
        args: { kind: "Project", limit: 3, count: 4, product: "personalize" },
        addresses: ["Organization/acme"],
      },
    ]);
  });

  test("are a warning where the service raised them", () => {
    const raised = replacing(packed, organization({ manage, guards: { quota: "warning" }, protected: [] }));
    const plan = planOf({ live: liveFrom(raised), declared: [...raised, event("shop", "more")] });
    expect(plan.findings.map(({ code, severity }) => [code, severity])).toEqual([["quota", "warning"]]);
    expect(plan.verdict).toBe("allowed");
  });

  test("that are broken already are no hindrance to other changes", () => {
    const over = [...packed, event("shop", "more")];
    expect(
      planOf({ live: liveFrom(over), declared: replacing(over, event("shop", "e0", { description: "x" })) }).findings,
    ).toEqual([]);
  });
});
