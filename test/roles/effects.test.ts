import { describe, expect, test } from "vitest";

import { emptyTarget, liveFrom } from "../support/live-organization.ts";
import {
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
import { planOf } from "../support/planning.ts";

const manage = { Member: "authoritative", Project: "authoritative" };
const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const dan = member("dan", { administrationRoles: ["Admin"] });
const ines = member("ines");
const lin = member("lin", { productRoles: { cms: ["Developer"] } });
const shop = project("shop", { members: seats({ ines: ["Project Owner"], lin: ["Project Member"] }) });
const club = project("club", { members: seats({ ines: ["Project Owner"], lin: ["Project Owner"] }) });
const world: readonly Manifest[] = [organization({ manage }), member("ada"), ben, cleo, dan, ines, lin, shop, club];

/** The effects of one edit of the world, without the addresses. */
function effectsOf(declared: readonly Manifest[], live = liveFrom(world)) {
  return planOf({ live, declared }).effects.map(({ email: _, ...effect }) => effect);
}

describe("what a plan means for people", () => {
  test("a new person gains what they are invited to", () => {
    const zoe = member("zoe", {
      administrationRoles: ["Member", "Security Manager"],
      productRoles: { assets: ["Member"] },
    });
    expect(effectsOf([...world, zoe])).toEqual([
      {
        member: "zoe",
        gains: ["Security Manager of the organization", "Member of Assets"],
        loses: [],
        escalation: true,
      },
    ]);
  });

  test("a person who is removed loses everything, seats in projects included", () => {
    const declared = replacing(without(world, "Member/lin"), project("shop"), project("club"));
    expect(effectsOf(declared)).toEqual([
      {
        member: "lin",
        gains: [],
        loses: ["Member of the organization", "Developer of CMS", "Project Owner of club", "Project Member of shop"],
        escalation: false,
      },
    ]);
  });

  test("a person who is exchanged for another in a project", () => {
    const declared = replacing(
      world,
      withSpec(club, { members: seats({ ines: ["Project Owner"], ada: ["Project Member"] }) }),
    );
    expect(effectsOf(declared)).toEqual([
      { member: "lin", gains: [], loses: ["Project Owner of club"], escalation: false },
    ]);
  });

  test("a stronger role in the place of a weaker one is only a gain", () => {
    const declared = replacing(
      world,
      withSpec(shop, { members: seats({ ines: ["Project Owner"], lin: ["Project Owner"] }) }),
    );
    expect(effectsOf(declared)).toEqual([
      { member: "lin", gains: ["Project Owner of shop"], loses: [], escalation: true },
    ]);
  });

  test("a weaker role in the place of a stronger one is only a loss", () => {
    const declared = replacing(
      world,
      withSpec(club, { members: seats({ ines: ["Project Owner"], lin: ["Project Member"] }) }),
    );
    expect(effectsOf(declared)).toEqual([
      { member: "lin", gains: [], loses: ["Project Owner of club"], escalation: false },
    ]);
  });

  test("roles that do not include each other are both a gain and a loss", () => {
    const mara = member("mara", { administrationRoles: ["Security Manager"] });
    const live = [...world, mara];
    const declared = replacing(live, withSpec(mara, { administrationRoles: ["Admin"] }));
    expect(effectsOf(declared, liveFrom(live))).toEqual([
      {
        member: "mara",
        gains: ["Admin of the organization"],
        loses: ["Security Manager of the organization"],
        escalation: true,
      },
    ]);
  });

  test("an Admin who becomes a Member loses no more than that", () => {
    expect(effectsOf(replacing(world, withSpec(ben, { administrationRoles: ["Member"] })))).toEqual([
      { member: "ben", gains: [], loses: ["Admin of the organization"], escalation: false },
    ]);
  });

  test("a project that goes takes its seats", () => {
    expect(effectsOf(without(world, "Project/club"))).toEqual([
      { member: "ines", gains: [], loses: ["Project Owner of club"], escalation: false },
      { member: "lin", gains: [], loses: ["Project Owner of club"], escalation: false },
    ]);
  });

  test("making a project gives its maker the seat", () => {
    expect(planOf({ live: liveFrom(world), declared: [...world, project("new")], actor: "ines" }).effects).toEqual([
      { member: "ines", email: "ines@acme.test", gains: ["Project Owner of new"], loses: [], escalation: true },
    ]);
  });

  test("an Admin gains nothing by a seat in a Personalize project", () => {
    expect(planOf({ live: liveFrom(world), declared: [...world, project("new")], actor: "ben" }).effects).toEqual([]);
  });

  test("making a stack gives its maker the stack", () => {
    expect(
      planOf({ live: liveFrom(world), declared: [...world, project("site", { product: "cms" })], actor: "ben" })
        .effects,
    ).toEqual([{ member: "ben", email: "ben@acme.test", gains: ["Owner of site"], loses: [], escalation: true }]);
  });

  test("another address is another person", () => {
    const handed = member("lin", { ...lin.spec, email: "eve@acme.test" }, { previously: ["lin@acme.test"] });
    const { effects } = planOf({ live: liveFrom(world), declared: replacing(world, handed) });
    expect(effects.map(({ email, gains, loses }) => [email, gains.length > 0, loses.length > 0])).toEqual([
      ["eve@acme.test", true, false],
      ["lin@acme.test", false, true],
    ]);
  });

  test("another name is nothing", () => {
    expect(effectsOf(replacing(world, withSpec(lin, { fullName: "Lin Wei" })))).toEqual([]);
  });
});

describe("custom roles", () => {
  const view = { category: "Users", actions: ["View"] };
  const edit = { category: "Roles", actions: ["Edit"] };
  const info = { category: "Info", actions: ["View"] };
  const clerk = role("clerk", { product: "administration", level: "product", rules: [view] });
  const holder = member("lin", { administrationRoles: ["Clerk"] });
  const live = [...replacing(world, holder), clerk];

  test("a new rule is a gain of everybody who holds the role", () => {
    const { effects } = planOf({
      live: liveFrom(live),
      declared: replacing(live, withSpec(clerk, { rules: [view, edit, info] })),
    });
    expect(effects.map(({ member: name, gains, loses, escalation }) => ({ name, gains, loses, escalation }))).toEqual([
      {
        name: "lin",
        gains: [
          'a rule of Clerk of the organization: {"actions":["Edit"],"category":"Roles"}',
          'a rule of Clerk of the organization: {"actions":["View"],"category":"Info"}',
        ],
        loses: [],
        escalation: true,
      },
    ]);
  });

  test("a new title is nothing", () => {
    const renamed = role("clerk", { ...clerk.spec, title: "Registrar" }, { previously: ["Clerk"] });
    const declared = replacing(live, renamed, withSpec(holder, { administrationRoles: ["Registrar"] }));
    const plan = planOf({ live: liveFrom(live), declared });
    expect(plan.effects).toEqual([]);
    expect(plan.changes.map(({ address, edits }) => [address, edits.map(({ path }) => path)])).toEqual([
      ["Role/clerk", ["/title"]],
    ]);
  });

  test("giving one says the role, not its rules", () => {
    const declared = replacing(live, member("ines", { administrationRoles: ["Member", "Clerk"] }));
    const { effects } = planOf({ live: liveFrom(live), declared });
    expect(effects.map(({ gains, escalation }) => ({ gains, escalation }))).toEqual([
      { gains: ["Clerk of the organization"], escalation: true },
    ]);
  });
});

test("whoever gains the right to administer comes first, then whoever loses, then the rest", () => {
  const declared = replacing(
    world,
    member("ines", { productRoles: { cms: ["Content Manager"] } }),
    withSpec(lin, { administrationRoles: ["Admin"] }),
    withSpec(dan, { administrationRoles: ["Member"] }),
  );
  expect(effectsOf(declared).map(({ member: name }) => name)).toEqual(["lin", "dan", "ines"]);
});

test("founding gives the Owner what they declare for themselves, and everybody else what they are invited to", () => {
  const { effects } = planOf({
    live: emptyTarget,
    declared: [organization(), member("ada", { administrationRoles: ["Admin"] }), ben],
  });
  expect(effects).toEqual([
    { member: "ben", email: "ben@acme.test", gains: ["Admin of the organization"], loses: [], escalation: true },
  ]);
});
