import { describe, expect, test } from "vitest";

import { administrationRole } from "../../src/guards/administration-role.ts";
import type { Change } from "../../src/model/change.ts";
import type { Entity } from "../../src/model/entity.ts";
import { defaultPolicy } from "../../src/model/policy.ts";
import { State } from "../../src/model/state.ts";
import { liveFrom } from "../support/live-organization.ts";
import { type Manifest, member, organization, replacing, role, without, withSpec } from "../support/manifests.ts";
import { findingCodesOf, planOf } from "../support/planning.ts";

const manage = { Member: "authoritative", Role: "authoritative" };
const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const keeper = role("keeper", { product: "administration", level: "product" });
const kit = member("kit", { administrationRoles: ["Keeper"] });
const world: readonly Manifest[] = [organization({ manage }), member("ada"), ben, cleo, keeper, kit];

describe("everybody holds an Administration role", () => {
  test("so a person's only role cannot be deleted from under them", () => {
    const declared = without(world, "Role/keeper");
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared }))).toContain("still-used");
  });

  test("but it can be exchanged for another in the same plan", () => {
    const declared = [
      ...without(world, "Role/keeper", "Member/kit"),
      member("kit", { administrationRoles: ["Member"] }),
    ];
    expect(
      findingCodesOf(
        planOf({
          live: liveFrom([...world, role("other", { product: "administration", level: "product" })]),
          declared: [...declared, role("other", { product: "administration", level: "product" })],
        }),
      ),
    ).toEqual([]);
  });

  test("and an empty list is refused", () => {
    const live = liveFrom(world);
    const plan = planOf({ live, declared: replacing(world, member("kit", { administrationRoles: [] })) });
    expect(plan.verdict).toBe("invalid");
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(["min-items"]);
  });

  const bare = withRoles("kit", []);

  test("a person who has none live may be changed in other ways", () => {
    const declared = replacing(world, member("kit", { fullName: "Kit Moss" }));
    expect(planOf({ live: bare, declared }).findings).toEqual([]);
  });

  test("a person who has none live may be given one", () => {
    const declared = replacing(world, member("kit", { administrationRoles: ["Member"] }));
    expect(planOf({ live: bare, declared }).verdict).toBe("allowed");
  });
});

describe("a member without any Administration role left", () => {
  const entity = (administrationRoles: readonly string[]): Entity => ({
    address: "Member/kit",
    kind: "Member",
    name: "kit",
    fields: { email: "kit@acme.test", administrationRoles },
    facts: { status: "accepted" },
    references: [],
  });
  const organizationOf = (owner: string): Entity => ({
    address: "Organization/acme",
    kind: "Organization",
    name: "acme",
    fields: { owner },
    facts: {},
    references: [],
  });
  const codesAfter = (before: Entity | undefined, after: Entity, owner = "ada"): readonly string[] => {
    const change: Change = {
      ...blank,
      address: after.address,
      kind: "Member",
      action: before === undefined ? "create" : "update",
      before,
      after,
    };
    const state = new State([organizationOf(owner), after]);
    return (administrationRole.checkStep?.({ change, before, after, state, policy: defaultPolicy }) ?? []).map(
      ({ code }) => code,
    );
  };

  test.each([
    ["who had one", entity(["Member"]), entity([]), ["administration-role"]],
    ["who is new", undefined, entity([]), ["administration-role"]],
    ["who had none before", entity([]), entity([]), []],
    ["who gets one", entity([]), entity(["Member"]), []],
  ])("%s", (_, before, after, codes) => {
    expect(codesAfter(before, after)).toEqual(codes);
  });

  test("who owns the organization holds that", () => {
    expect(codesAfter(entity(["Member"]), entity([]), "kit")).toEqual([]);
  });
});

describe("the Owner", () => {
  test("is not changed by editing a line", () => {
    const declared = replacing(world, organization({ manage, owner: "ben" }));
    expect(planOf({ live: liveFrom(world), declared }).findings).toContainEqual({
      code: "one-owner",
      severity: "error",
      args: { cause: "edited", owner: "ada", next: "ben" },
      addresses: ["Organization/acme"],
    });
  });

  test("is not removed", () => {
    const declared = [...without(world, "Member/ada", "Organization/acme"), organization({ manage, owner: "ben" })];
    const { findings } = planOf({ live: liveFrom(world), declared, actor: "ben" });
    expect(findings.map(({ code, args }) => [code, args["cause"]])).toEqual([["one-owner", "edited"]]);
  });

  test("is not replaced by another address", () => {
    const ada = member("ada", { email: "eve@acme.test" }, { previously: ["ada@acme.test"] });
    const { findings } = planOf({ live: liveFrom(world), declared: replacing(world, ada), actor: "ben" });
    expect(findings.map(({ code, args }) => [code, args["cause"]])).toEqual([["one-owner", "replaced"]]);
  });

  test("keeps the seat when their name or roles change", () => {
    const declared = replacing(world, member("ada", { fullName: "Ada Okafor", administrationRoles: ["Admin"] }));
    expect(planOf({ live: liveFrom(world), declared }).verdict).toBe("allowed");
  });
});

describe("the actor", () => {
  const alone = { administrationRoles: ["Member"] };
  const three = [...world, member("dan", { administrationRoles: ["Admin"] })];

  test("does not demote themselves", () => {
    const plan = planOf({ live: liveFrom(three), declared: replacing(three, withSpec(ben, alone)), actor: "ben" });
    expect(plan.findings).toEqual([
      { code: "actor-keeps-access", severity: "error", args: { member: "ben" }, addresses: ["Member/ben"] },
    ]);
  });

  test("does not remove themselves", () => {
    const plan = planOf({ live: liveFrom(three), declared: without(three, "Member/ben"), actor: "ben" });
    expect(findingCodesOf(plan)).toEqual(["actor-keeps-access"]);
  });

  test("does not hand their seat to another address", () => {
    const declared = replacing(
      three,
      member("ben", { email: "ben@home.test", administrationRoles: ["Admin"] }, { previously: ["ben@acme.test"] }),
    );
    expect(findingCodesOf(planOf({ live: liveFrom(three), declared, actor: "ben" }))).toEqual(["actor-keeps-access"]);
  });

  test("may be demoted by somebody else", () => {
    const plan = planOf({ live: liveFrom(three), declared: replacing(three, withSpec(ben, alone)), actor: "cleo" });
    expect(plan.verdict).toBe("allowed");
  });

  test("may do it when the organization says so", () => {
    const lax = replacing(three, organization({ manage, guards: { actorKeepsAccess: false } }));
    const plan = planOf({ live: liveFrom(lax), declared: replacing(lax, withSpec(ben, alone)), actor: "ben" });
    expect(plan.verdict).toBe("allowed");
  });

  test("cannot say so in the same plan", () => {
    const declared = replacing(
      three,
      organization({ manage, guards: { actorKeepsAccess: false } }),
      withSpec(ben, alone),
    );
    expect(findingCodesOf(planOf({ live: liveFrom(three), declared, actor: "ben" }))).toEqual(["actor-keeps-access"]);
  });
});

function withRoles(name: string, administrationRoles: readonly string[]) {
  const live = liveFrom(world);
  const objects = live.objects.map((object) =>
    object.uid === `Member_${name}` ? { ...object, fields: { ...object.fields, administrationRoles } } : object,
  );
  return { ...live, objects };
}

const blank = { replaces: false, edits: [], source: undefined, requirements: [] } as const;
