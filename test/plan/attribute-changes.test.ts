import fc from "fast-check";
import { expect, test } from "vitest";

import type { Change } from "../../src/model/change.ts";
import { hasErrors } from "../../src/model/diagnostic.ts";
import { attributeChanges } from "../../src/plan/attribute-changes.ts";
import { comparePlans } from "../../src/plan/compare-plans.ts";
import type { Reconciliation } from "../../src/reconcile.ts";
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
import { reconciliationOf } from "../support/planning.ts";
import { anyEdits, edited } from "../support/random-edits.ts";
import { anyOrganization } from "../support/random-organization.ts";

const shop = project("shop", { members: seats({ ines: ["Project Owner"] }) });
const world: readonly Manifest[] = [
  organization(),
  member("ada"),
  member("ben"),
  member("ines"),
  shop,
  audience("shop", "gold"),
];

function attribute(...trees: readonly (readonly Manifest[])[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(attributeChanges(trees.map((declared) => treeOf(declared))));
}

function treeOf(declared: readonly Manifest[]): Reconciliation {
  return reconciliationOf({ live: liveFrom(world), declared });
}

const [zoe, yan] = [member("zoe"), member("yan")];
const described = (description: string): Manifest => audience("shop", "gold", { description });

test("each change has the pull request that made it, and what was there before has none", () => {
  const [before, first] = [replacing(world, described("x")), replacing(world, described("x"), zoe)];
  expect(attribute(before, first, replacing(first, yan))).toEqual({
    "Audience/shop/gold": [],
    "Member/yan": [1],
    "Member/zoe": [0],
  });
});

test("a change that two pull requests worked on has both", () => {
  const [first, second] = [replacing(world, described("x")), replacing(world, described("y"))];
  expect(attribute(world, first, second)).toEqual({ "Audience/shop/gold": [0, 1] });
});

test("a change that was made, undone and made again has everybody who had a hand in it", () => {
  const made = replacing(world, zoe);
  expect(attribute(world, made, world, made)).toEqual({ "Member/zoe": [0, 1, 2] });
  expect(attribute(made, world, made)).toEqual({ "Member/zoe": [0, 1] });
});

test("a change that nobody touched in the push is nobody's, however many pull requests there were", () => {
  const before = replacing(world, described("x"));
  expect(attribute(before, before, before)).toEqual({ "Audience/shop/gold": [] });
  expect(attribute(before)).toEqual({ "Audience/shop/gold": [] });
  expect(attribute()).toEqual({});
});

test("another handle does not take a change from the pull request that made it", () => {
  const admin = { email: "zoe@acme.test", administrationRoles: ["Admin"] };
  const first = replacing(world, member("zoe", admin));
  const renamed = replacing(world, member("new-zoe", admin));
  const reused = replacing(renamed, member("zoe", { email: "other@acme.test" }));
  expect(attribute(world, first, renamed)).toEqual({ "Member/new-zoe": [0, 1] });
  expect(attribute(world, first, reused)).toEqual({ "Member/new-zoe": [0, 1], "Member/zoe": [0, 1] });
});

test("another handle of somebody live does not either", () => {
  const raised = withSpec(member("ben"), { administrationRoles: ["Admin"] });
  const first = replacing(world, raised);
  const others = world.filter(({ metadata }) => metadata.name !== "ben");
  const renamed = [...others, member("benjamin", { email: "ben@acme.test", administrationRoles: ["Admin"] })];
  expect(attribute(world, first, renamed)).toEqual({ "Member/benjamin": [0, 1] });
});

test("another handle and another title of something live do not either", () => {
  const first = replacing(world, described("x"));
  const others = world.filter(({ kind }) => kind !== "Audience");
  const renamed = [...others, audience("shop", "golden", { description: "x" }, { uid: "Audience_shop_gold" })];
  expect(attribute(world, first, renamed)).toEqual({ "Audience/shop/golden": [0, 1] });
});

test("a tree that cannot be read makes everybody around it answer", () => {
  const made = treeOf(replacing(world, zoe));
  const broken = { plan: { changes: [] }, uids: new Map() };
  expect(attributeChanges([made, broken, made])).toEqual(new Map([["Member/zoe", [0, 1]]]));
});

test("every change of the last plan is attributed once, and only what no tree changed to nobody", () => {
  const seen = { attributed: 0, carriedOver: 0 };
  fc.assert(
    fc.property(anyOrganization, fc.tuple(anyEdits, anyEdits, anyEdits), ({ manifests, details }, steps) => {
      const live = liveFrom(manifests, details);
      const declared = [edited(manifests, steps[0])];
      for (const step of steps.slice(1)) declared.push(edited(declared.at(-1) ?? manifests, step));
      const trees = declared.map((one) => reconciliationOf({ live, declared: one, actor: "p0" }));
      const last = trees.at(-1);
      if (last === undefined || trees.some(({ plan }) => hasErrors(plan.diagnostics))) return;
      const attributed = attributeChanges(trees);
      expect([...attributed.keys()].toSorted()).toEqual([...addressesOf(last)].toSorted());
      for (const [address, indexes] of attributed) {
        seen[indexes.length > 0 ? "attributed" : "carriedOver"] += 1;
        expect(indexes).toEqual([0, 1].filter((at) => indexes.includes(at)));
        const does = trees.map((tree) => doneAt(tree, address));
        const changedBy = [0, 1].filter((at) => does[at] !== does[at + 1]);
        expect(indexes).toEqual(expect.arrayContaining(changedBy));
      }
      for (const [at, tree] of trees.entries()) {
        const next = trees[at + 1];
        if (next !== last) continue;
        const { introduced } = comparePlans(tree, next);
        expect(introduced.filter((address) => attributed.get(address)?.includes(at) !== true)).toEqual([]);
      }
    }),
    { numRuns: process.env["CHARTER_LONG"] === "1" ? 5000 : 150 },
  );
  expect(seen.attributed).toBeGreaterThan(50);
  expect(seen.carriedOver).toBeGreaterThan(20);
});

function addressesOf({ plan }: Reconciliation): ReadonlySet<string> {
  return new Set(plan.changes.map(({ address }) => address));
}

function doneAt({ plan }: Reconciliation, address: string): string {
  const short = ({ action, edits }: Change): unknown => ({ action, edits });
  return JSON.stringify(plan.changes.filter((change) => change.address === address).map(short));
}
