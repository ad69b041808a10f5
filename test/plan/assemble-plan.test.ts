import { describe, expect, test } from "vitest";

import { declare } from "../../src/declare.ts";
import { invalidPlan } from "../../src/reconcile.ts";
import { liveFrom } from "../support/live-organization.ts";
import {
  audience,
  documentsOf,
  type Manifest,
  member,
  organization,
  project,
  replacing,
  seats,
  without,
  withSpec,
} from "../support/manifests.ts";
import { planOf } from "../support/planning.ts";

const ben = member("ben", { administrationRoles: ["Admin"] });
const shop = project("shop", { members: seats({ ada: ["Project Owner"] }) });
const world: readonly Manifest[] = [
  organization({ manage: { Audience: "authoritative" } }),
  member("ada"),
  ben,
  shop,
  audience("shop", "gold"),
  audience("shop", "old"),
];
const live = liveFrom(world);
const declared = replacing(
  without(world, "Audience/shop/old"),
  member("zoe"),
  audience("shop", "gold", { description: "x" }),
);

describe("a plan", () => {
  test("counts its changes", () => {
    expect(planOf({ live, declared }).summary).toEqual({ add: 1, change: 1, remove: 1, byHand: 0, unmanaged: 0 });
  });

  test("names the live state it was made from", () => {
    expect(planOf({ live, declared }).readSet).toEqual({
      lineage: "test",
      serial: 1,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
  });

  test("says where each declaration stands, and nothing for what is not declared", () => {
    expect(planOf({ live, declared }).changes.map(({ address, source }) => [address, source?.file])).toEqual([
      ["Member/zoe", "Member/zoe.yaml"],
      ["Audience/shop/gold", "Audience/shop/gold.yaml"],
      ["Audience/shop/old", undefined],
    ]);
  });
});

describe("the digest", () => {
  const { digest } = planOf({ live, declared });

  test("is the same for the same plan, whatever file it stands in", () => {
    expect(planOf({ live, declared: declared.toReversed() }).digest).toBe(digest);
  });

  test.each([
    ["another change", { live, declared: replacing(declared, audience("shop", "gold", { description: "y" })) }],
    ["another actor", { live, declared, actor: "ben" }],
    ["an approver", { live, declared, approvers: ["ben"] }],
    ["another live state", { live: { ...live, serial: 2 }, declared }],
    ["another history", { live: { ...live, lineage: "other" }, declared }],
    ["another target", { live: { ...live, target: "sqlite:other.db" }, declared }],
    ["fewer changes", { live, declared, only: ["Member"] }],
  ])("is another for %s", (_, asked) => {
    expect(planOf(asked).digest).not.toBe(digest);
  });
});

describe("the verdict", () => {
  const wrong = replacing(declared, withSpec(shop, { title: "" }));
  const guarded = replacing(declared, withSpec(shop, { members: [] }));

  test.each([
    ["nothing is wrong", declared, "ada", "allowed"],
    ["a guard refuses", guarded, "ada", "refused"],
    ["a change is denied", declared, "zoe", "denied"],
    ["a change is denied and a guard refuses", guarded, "zoe", "denied"],
    ["a manifest is wrong", wrong, "zoe", "invalid"],
  ])("when %s", (_, manifests, actor, verdict) => {
    expect(planOf({ live, declared: manifests, actor }).verdict).toBe(verdict);
  });

  test("of no changes at all is for everybody", () => {
    const plan = planOf({ live, declared: world, actor: "eve@elsewhere.test" });
    expect([plan.verdict, plan.changes]).toEqual(["allowed", []]);
  });
});

test("the plan of wrong manifests has nothing but the problems", () => {
  const { diagnostics } = declare(documentsOf([member("ada", { email: 7 })]), []);
  const request = {
    actor: "ada@acme.test",
    approvers: [],
    forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
    digestOf: () => "",
    sha256: () => "",
  };
  const plan = invalidPlan("sqlite:test.db", request, diagnostics);
  expect([plan.verdict, plan.changes, plan.diagnostics]).toEqual(["invalid", [], diagnostics]);
});

describe("a plan narrowed to some kinds", () => {
  const additive = liveFrom(replacing(world, organization({})));

  test("removes nothing because of a mode whose change it leaves out", () => {
    expect(planOf({ live: additive, declared, only: ["Audience"] }).authoritative).toEqual([]);
  });

  test("goes by the declared mode when it holds that change as well", () => {
    const plan = planOf({ live: additive, declared, only: ["Organization", "Audience"] });
    expect(plan.authoritative).toEqual(["Audience"]);
  });
});
