import { describe, expect, test } from "vitest";

import { emptyTarget, liveFrom } from "../support/live-organization.ts";
import {
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
import { denialsOf, findingCodesOf, planOf, stepsOf } from "../support/planning.ts";

const manage = { Member: "authoritative", Project: "authoritative", Audience: "authoritative" };
const ada = member("ada");
const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const ines = member("ines");
const lin = member("lin");
const nia = member("nia");
const storefront = project("storefront", { members: seats({ ines: ["Project Owner"], lin: ["Project Member"] }) });
const world: readonly Manifest[] = [organization({ manage }), ada, ben, cleo, ines, lin, nia, storefront];

describe("the actor", () => {
  test("is known by the live state: a role that is only declared gives nothing", () => {
    const declared = replacing(world, withSpec(nia, { administrationRoles: ["Admin"] }));
    const plan = planOf({ live: liveFrom(world), declared, actor: "nia" });
    expect(denialsOf(plan)).toEqual({ "Member/nia": "role-lacks" });
    expect(plan.actor).toEqual({ email: "nia@acme.test", member: "nia", liveRoles: ["Member"] });
  });

  test("is found by address in whatever case it is written", () => {
    const plan = planOf({ live: liveFrom(world), declared: replacing(world, member("zoe")), actor: " BEN@Acme.TEST " });
    expect(plan.actor.member).toBe("ben");
    expect(plan.verdict).toBe("allowed");
  });

  test("who is only declared is nobody yet", () => {
    const plan = planOf({ live: liveFrom(world), declared: replacing(world, member("zoe")), actor: "zoe" });
    expect(denialsOf(plan)).toEqual({ "Member/zoe": "actor-unknown" });
    expect(plan.actor).toEqual({ email: "zoe@acme.test", liveRoles: [] });
  });

  test("has no rights while their invitation is pending, whatever it will give", () => {
    const plan = planOf({
      live: liveFrom(world, { pending: ["ben"] }),
      declared: replacing(world, member("zoe")),
      actor: "ben",
    });
    expect(denialsOf(plan)).toEqual({ "Member/zoe": "actor-pending" });
    expect(plan.actor.liveRoles).toEqual([]);
  });
});

describe("a plan that gives its actor a right and uses it", () => {
  test("is refused at both: the right must be there before the plan", () => {
    const declared = replacing(
      world,
      withSpec(storefront, {
        members: seats({ ines: ["Project Owner"], lin: ["Project Member"], nia: ["Project Member"] }),
      }),
      audience("storefront", "gold"),
    );
    const plan = planOf({ live: liveFrom(world), declared, actor: "nia" });
    expect(denialsOf(plan)).toEqual({ "Project/storefront": "role-lacks", "Audience/storefront/gold": "role-lacks" });
  });

  test("is refused at the use even where giving it would be allowed", () => {
    // raj owns a project, so he may make another; that gives him no right in a project he has nothing to do with.
    const raj = member("raj");
    const own = project("own", { members: seats({ raj: ["Project Owner"] }) });
    const live = [...world, raj, own];
    const declared = replacing(live, project("second"), audience("second", "mine"), audience("storefront", "theirs"));
    const plan = planOf({ live: liveFrom(live), declared, actor: "raj" });
    expect(denialsOf(plan)).toEqual({ "Audience/storefront/theirs": "role-lacks" });
  });
});

test("whoever may make a project may fill it in the same plan, as long as they are in it", () => {
  const raj = member("raj");
  const live = [...world, raj, project("own", { members: seats({ raj: ["Project Owner"] }) })];
  const second = project("second", { members: seats({ nia: ["Project Owner"] }) });
  const declared = replacing(live, second, audience("second", "mine"));
  const plan = planOf({ live: liveFrom(live), declared, actor: "raj" });
  expect(denialsOf(plan)).toEqual({ "Audience/second/mine": "role-lacks" });
});

test("a right that the plan takes away earlier cannot be used later", () => {
  // The Project Owner removes herself; the change that touches the actor comes last, so her content is made before it.
  const members = seats({ lin: ["Project Owner"] });
  const declared = replacing(world, withSpec(storefront, { members }), audience("storefront", "gold"));
  const plan = planOf({ live: liveFrom(world), declared, actor: "ines" });
  expect(stepsOf(plan)).toEqual(["create Audience/storefront/gold", "update Project/storefront"]);
  expect(denialsOf(plan)).toEqual({});
});

describe("a change that gives something to its actor", () => {
  const gain = replacing(world, withSpec(ben, { administrationRoles: ["Admin", "Security Manager"] }));

  test("needs another person, and says what would be gained", () => {
    const plan = planOf({ live: liveFrom(world), declared: gain, actor: "ben" });
    expect(plan.changes.map(({ decision }) => decision.reason)).toEqual([
      { code: "self-gain-needs-approver", args: { member: "ben", gains: ["Security Manager of the organization"] } },
    ]);
  });

  test.each([
    ["another Admin", "cleo", "allowed"],
    ["the Owner", "ada", "allowed"],
    ["the actor again", "ben", "denied"],
    ["somebody without the right", "nia", "denied"],
    ["a stranger", "eve@elsewhere.test", "denied"],
  ])("is %s's to approve: %s, %s", (_, approver, verdict) => {
    expect(planOf({ live: liveFrom(world), declared: gain, actor: "ben", approvers: [approver] }).verdict).toBe(
      verdict,
    );
  });

  test("cannot be approved by an Admin who has not accepted", () => {
    const live = liveFrom(world, { pending: ["cleo"] });
    expect(planOf({ live, declared: gain, actor: "ben", approvers: ["cleo"] }).verdict).toBe("denied");
  });

  test("cannot be approved by somebody the same plan removes before it", () => {
    const declared = without(gain, "Member/cleo");
    const plan = planOf({ live: liveFrom(world), declared, actor: "ben", approvers: ["cleo"] });
    expect(stepsOf(plan)).toEqual(["delete Member/cleo", "update Member/ben"]);
    expect(denialsOf(plan)).toEqual({ "Member/ben": "self-gain-needs-approver" });
  });

  test("is decided by the Owner alone when it is the Owner's own", () => {
    const plan = planOf({
      live: liveFrom(world),
      declared: replacing(world, withSpec(ada, { productRoles: { cms: ["Admin"] } })),
    });
    expect(plan.effects.map(({ member: name, gains }) => [name, gains])).toEqual([["ada", ["Admin of CMS"]]]);
    expect(plan.verdict).toBe("allowed");
  });

  test("may be approved by one of several", () => {
    const plan = planOf({ live: liveFrom(world), declared: gain, actor: "ben", approvers: ["nia", "cleo"] });
    expect(plan.changes.map(({ decision }) => decision.reason.code)).toEqual(["gain-approved"]);
  });

  test("counts product roles, and roles in a stack", () => {
    const site = project("site", { product: "cms", members: seats({ nia: ["Developer"] }) });
    const live = [...world, site];
    const declared = replacing(
      live,
      withSpec(ben, { productRoles: { cms: ["Admin"] } }),
      withSpec(site, { members: seats({ nia: ["Developer"], ben: ["Admin"] }) }),
    );
    const plan = planOf({ live: liveFrom(live), declared, actor: "ben" });
    expect(denialsOf(plan)).toEqual({
      "Member/ben": "self-gain-needs-approver",
      "Project/site": "self-gain-needs-approver",
    });
  });

  test("does not count what an Admin has already: every Personalize project", () => {
    const declared = replacing(
      world,
      withSpec(storefront, {
        members: seats({ ines: ["Project Owner"], lin: ["Project Member"], ben: ["Project Owner"] }),
      }),
    );
    expect(planOf({ live: liveFrom(world), declared, actor: "ben" }).verdict).toBe("allowed");
  });

  test("does not count the seat that making a project gives", () => {
    expect(
      planOf({ live: liveFrom(world), declared: replacing(world, project("campaign")), actor: "ines" }).verdict,
    ).toBe("allowed");
  });

  test("counts a custom role the actor holds whose rules grow", () => {
    const keeper = role("keeper", {
      product: "administration",
      level: "product",
      rules: [{ category: "Info", actions: ["View"] }],
    });
    const live = [...world, keeper, member("kim", { administrationRoles: ["Admin", "Keeper"] })];
    const rules = [
      { category: "Info", actions: ["View"] },
      { category: "SSO", actions: ["Edit"] },
    ];
    const plan = planOf({ live: liveFrom(live), declared: replacing(live, withSpec(keeper, { rules })), actor: "kim" });
    expect(denialsOf(plan)).toEqual({ "Role/keeper": "self-gain-needs-approver" });
  });

  test("does not count a custom role whose rules only shrink", () => {
    const rules = [
      { category: "Info", actions: ["View"] },
      { category: "SSO", actions: ["Edit"] },
    ];
    const keeper = role("keeper", { product: "administration", level: "product", rules });
    const live = [...world, keeper, member("kim", { administrationRoles: ["Admin", "Keeper"] })];
    const declared = replacing(live, withSpec(keeper, { rules: rules.slice(0, 1) }));
    expect(planOf({ live: liveFrom(live), declared, actor: "kim" }).verdict).toBe("allowed");
  });
});

describe("an edited e-mail", () => {
  const declared = replacing(
    world,
    member("cleo", { email: "eve@acme.test", administrationRoles: ["Admin"] }, { previously: ["cleo@acme.test"] }),
  );

  test("needs a removal, an invitation, and the grant of every role of the seat", () => {
    const [change] = planOf({ live: liveFrom(world), declared, actor: "ben" }).changes;
    expect(change?.replaces).toBe(true);
    expect(change?.requirements.map(({ permission, grants }) => [permission, grants])).toEqual([
      ["organization-users:remove", undefined],
      ["organization-users:invite", undefined],
      ["administration-role:grant", "Admin"],
    ]);
  });

  test("takes everything from one person and gives it to another", () => {
    const { effects } = planOf({ live: liveFrom(world), declared, actor: "ben" });
    expect(effects.map(({ email, gains, loses }) => ({ email, gains, loses }))).toEqual([
      { email: "eve@acme.test", gains: ["Admin of the organization"], loses: [] },
      { email: "cleo@acme.test", gains: [], loses: ["Admin of the organization"] },
    ]);
  });

  test("is denied to whoever may not do both", () => {
    expect(denialsOf(planOf({ live: liveFrom(world), declared, actor: "nia" }))).toEqual({
      "Member/cleo": "role-lacks",
    });
  });

  test("in another case is the same person", () => {
    const shouted = replacing(world, member("cleo", { email: "Cleo@ACME.test", administrationRoles: ["Admin"] }));
    expect(planOf({ live: liveFrom(world), declared: shouted, actor: "ben" }).changes).toEqual([]);
  });

  test("is the same person even when the target keeps the address in another case", () => {
    const live = liveFrom(world);
    const objects = live.objects.map((object) =>
      object.uid === "Member_cleo" ? { ...object, fields: { ...object.fields, email: "Cleo@Acme.test" } } : object,
    );
    expect(planOf({ live: { ...live, objects }, declared: world, actor: "ben" }).changes).toEqual([]);
  });
});

describe("one denial", () => {
  const declared = replacing(world, member("zoe"), audience("storefront", "gold"));

  test("refuses the whole plan, and every change is still shown with its own decision", () => {
    const plan = planOf({ live: liveFrom(world), declared, actor: "ines" });
    expect(plan.verdict).toBe("denied");
    expect(plan.changes.map(({ address, decision }) => [address, decision.allowed])).toEqual([
      ["Member/zoe", false],
      ["Audience/storefront/gold", true],
    ]);
  });

  test("says who could make the change", () => {
    const plan = planOf({ live: liveFrom(world), declared, actor: "nia" });
    expect(plan.changes.map(({ decision }) => decision.whoCan)).toEqual([
      ["ada", "ben", "cleo"],
      ["ada", "ben", "cleo", "ines", "lin"],
    ]);
  });

  test("comes before what a guard says", () => {
    const plan = planOf({ live: liveFrom(world), declared: without(world, "Member/ben", "Member/cleo"), actor: "nia" });
    expect(findingCodesOf(plan)).toContain("admin-floor");
    expect(plan.verdict).toBe("denied");
  });
});

describe("founding an organization", () => {
  test("is the declared Owner's to do", () => {
    const plan = planOf({ live: emptyTarget, declared: world, actor: "ada" });
    expect([plan.founds, plan.verdict]).toEqual([true, "allowed"]);
  });

  test.each(["ben", "nia", "eve@elsewhere.test"])("is not %s's", (actor) => {
    const plan = planOf({ live: emptyTarget, declared: world, actor });
    expect(plan.verdict).toBe("denied");
    expect(plan.changes.every(({ decision }) => !decision.allowed)).toBe(true);
  });
});
