import { expect, test } from "vitest";

import { suggestApprovers } from "../../src/authorize/suggest-approvers.ts";
import type { DecidedChange } from "../../src/model/plan.ts";
import type { PartyRequest } from "../../src/reconcile.ts";
import { liveFrom } from "../support/live-organization.ts";
import {
  audience,
  type Manifest,
  member,
  organization,
  project,
  replacing,
  seats,
  withSpec,
} from "../support/manifests.ts";
import { planOf } from "../support/planning.ts";
import { partyOf, reconcileForParties } from "./planning-for-parties.ts";

const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const shop = project("shop", { members: seats({ ines: ["Project Owner"], lin: ["Project Member"] }) });
const site = project("site", { product: "cms", members: seats({ lin: ["Admin"], raj: ["Admin"] }) });
const world: readonly Manifest[] = [
  organization(),
  member("ada"),
  ben,
  cleo,
  member("nia"),
  member("ines"),
  member("lin"),
  member("raj"),
  shop,
  site,
];
const gold = [audience("shop", "gold"), audience("shop", "silver")];
const admin = member("zoe", { administrationRoles: ["Admin"] });

function changesOf(declared: readonly Manifest[], ...parties: readonly PartyRequest[]): readonly DecidedChange[] {
  return reconcileForParties({ live: liveFrom(world), declared, partiesOf: () => parties }).plan.changes;
}

const asNia = partyOf("merger-or-approver", "nia");

test("nobody is needed for a plan that is allowed", () => {
  const changes = changesOf(replacing(world, ...gold), partyOf("merger-or-approver", "lin"));
  expect(suggestApprovers(changes)).toEqual({ missing: 0, groups: [], beyondApproval: [] });
});

test("people who would do equally well stand together, with how much they cover", () => {
  expect(suggestApprovers(changesOf(replacing(world, ...gold), asNia))).toEqual({
    missing: 2,
    groups: [{ howMany: 1, anyOf: ["ada", "ben", "cleo", "ines", "lin"], covers: 2 }],
    beyondApproval: [],
  });
});

test("whoever covers more goes before whoever covers less", () => {
  expect(suggestApprovers(changesOf(replacing(world, ...gold, member("zoe")), asNia)).groups).toEqual([
    { howMany: 1, anyOf: ["ada", "ben", "cleo"], covers: 3 },
  ]);
});

test("as many groups are named as it takes", () => {
  const declared = replacing(world, member("zoe"), ...gold, withSpec(site, { description: "Of the shop" }));
  expect(suggestApprovers(changesOf(declared, asNia))).toEqual({
    missing: 4,
    groups: [
      { howMany: 1, anyOf: ["ada", "ben", "cleo"], covers: 3 },
      { howMany: 1, anyOf: ["lin", "raj"], covers: 1 },
    ],
    beyondApproval: [],
  });
});

test("two different people are asked for where two are needed", () => {
  expect(suggestApprovers(changesOf(replacing(world, admin), asNia)).groups).toEqual([
    { howMany: 2, anyOf: ["ada", "ben", "cleo"], covers: 1 },
  ]);
});

test("whoever counts already is not asked again", () => {
  const changes = changesOf(replacing(world, admin), partyOf("merger-or-approver", "nia", ["ben"]));
  expect(suggestApprovers(changes).groups).toEqual([{ howMany: 1, anyOf: ["ada", "cleo"], covers: 1 }]);
});

test("nobody is asked to approve their own gain", () => {
  const declared = replacing(world, withSpec(ben, { productRoles: { cms: ["Admin"] } }));
  for (const party of [partyOf("merger-or-approver", "ben"), asNia]) {
    const [group] = suggestApprovers(changesOf(declared, party)).groups;
    expect(group).toEqual({ howMany: 1, anyOf: ["ada", "cleo"], covers: 1 });
  }
});

test("only people who can approve are named, and what they leave over is told", () => {
  const declared = replacing(world, member("zoe"), ...gold);
  expect(suggestApprovers(changesOf(declared, asNia), (name) => name === "lin" || name === "raj")).toEqual({
    missing: 3,
    groups: [{ howMany: 1, anyOf: ["lin"], covers: 2 }],
    beyondApproval: ["Member/zoe"],
  });
});

test("no approval stands in for a merger who must be qualified", () => {
  expect(suggestApprovers(changesOf(replacing(world, ...gold), partyOf("merger-only", "nia", ["ben"])))).toEqual({
    missing: 2,
    groups: [],
    beyondApproval: ["Audience/shop/gold", "Audience/shop/silver"],
  });
});

test("a change that nobody answers for is beyond approval", () => {
  expect(suggestApprovers(changesOf(replacing(world, member("zoe")))).beyondApproval).toEqual(["Member/zoe"]);
});

test("where one actor was asked, it is whoever could make the change", () => {
  const { changes } = planOf({ live: liveFrom(world), declared: replacing(world, ...gold), actor: "nia" });
  expect(suggestApprovers(changes).groups).toEqual([
    { howMany: 1, anyOf: ["ada", "ben", "cleo", "ines", "lin"], covers: 2 },
  ]);
});

test("following the advice is enough", () => {
  const declared = replacing(world, admin, member("yan"), ...gold, withSpec(site, { description: "Of the shop" }));
  for (const rule of ["merger-or-approver", "two-person"] as const) {
    const { groups } = suggestApprovers(changesOf(declared, partyOf(rule, "lin")));
    const approvers = groups.flatMap(({ anyOf, howMany }) => anyOf.slice(0, howMany));
    const left = changesOf(declared, partyOf(rule, "lin", approvers)).filter(({ decision }) => !decision.allowed);
    const stuck = rule === "two-person" ? ["Member/yan", "Member/zoe"] : [];
    expect(left.map(({ address }) => address).toSorted()).toEqual(stuck);
  }
});
