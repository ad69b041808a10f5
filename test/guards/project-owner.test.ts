import { describe, expect, test } from "vitest";

import { liveFrom } from "../support/live-organization.ts";
import {
  type Manifest,
  member,
  organization,
  project,
  replacing,
  seats,
  without,
  withSpec,
} from "../support/manifests.ts";
import { findingCodesOf, planOf, stepsOf } from "../support/planning.ts";

const manage = { Member: "authoritative" };
const ines = member("ines");
const lin = member("lin");
const storefront = project("storefront", { members: seats({ ines: ["Project Owner"], lin: ["Project Member"] }) });
const world: readonly Manifest[] = [
  organization({ manage }),
  member("ada"),
  member("ben", { administrationRoles: ["Admin"] }),
  ines,
  lin,
  storefront,
];

function withMembers(people: Readonly<Record<string, readonly string[]>>): Manifest {
  return withSpec(storefront, { members: seats(people) });
}

describe("a Personalize project that has an accepted Project Owner", () => {
  test.each([
    ["loses its only one by demotion", { ines: ["Project Member"], lin: ["Project Member"] }, ["project-owner"]],
    ["loses its only one by removal", { lin: ["Project Member"] }, ["project-owner"]],
    ["is emptied", {}, ["project-owner"]],
    ["passes to another member", { ines: ["Project Member"], lin: ["Project Owner"] }, []],
    ["gets a second one", { ines: ["Project Owner"], lin: ["Project Owner"] }, []],
    ["loses a Project Member", { ines: ["Project Owner"] }, []],
  ])("%s", (_, people, codes) => {
    const plan = planOf({ live: liveFrom(world), declared: replacing(world, withMembers(people)) });
    expect(findingCodesOf(plan)).toEqual(codes);
  });

  test("does not pass to somebody who has not accepted their seat in it", () => {
    const live = liveFrom(world, { pendingSeats: ["storefront/lin"] });
    const declared = replacing(world, withMembers({ ines: ["Project Member"], lin: ["Project Owner"] }));
    expect(findingCodesOf(planOf({ live, declared }))).toEqual(["project-owner"]);
  });

  test("does not pass to somebody who has not accepted their seat in the organization", () => {
    const live = liveFrom(world, { pending: ["lin"] });
    const declared = replacing(world, withMembers({ ines: ["Project Member"], lin: ["Project Owner"] }));
    expect(findingCodesOf(planOf({ live, declared }))).toEqual(["project-owner"]);
  });

  test("does not pass to somebody who is only invited", () => {
    const declared = replacing(world, withMembers({ ada: ["Project Owner"], ines: ["Project Member"] }));
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared }))).toEqual(["project-owner"]);
  });

  test("keeps one when its owner leaves the organization", () => {
    const unmanaged = project("storefront");
    const declared = replacing(without(world, "Member/ines"), unmanaged);
    expect(planOf({ live: liveFrom(world), declared }).findings).toEqual([
      {
        code: "project-owner",
        severity: "error",
        args: { project: "storefront", cause: "member" },
        addresses: ["Project/storefront"],
      },
    ]);
  });

  test("lets its owner leave the organization after another one is there", () => {
    const declared = replacing(without(world, "Member/ines"), withMembers({ lin: ["Project Owner"] }));
    const plan = planOf({ live: liveFrom(world), declared });
    expect(plan.verdict).toBe("allowed");
    expect(stepsOf(plan)).toEqual(["update Project/storefront", "delete Member/ines"]);
  });

  test("does not let its owner's seat go to another address", () => {
    const declared = replacing(world, member("ines", { email: "eve@acme.test" }, { previously: ["ines@acme.test"] }));
    expect(findingCodesOf(planOf({ live: liveFrom(world), declared }))).toEqual(["project-owner"]);
  });
});

describe("a Personalize project without an accepted Project Owner", () => {
  test("may lose the invited one", () => {
    const live = liveFrom(world, { pendingSeats: ["storefront/ines"] });
    expect(planOf({ live, declared: replacing(world, withMembers({ lin: ["Project Member"] })) }).findings).toEqual([]);
  });
});

describe("a new Personalize project", () => {
  test.each([
    ["declares an owner", { members: seats({ lin: ["Project Owner"] }) }, []],
    ["declares nobody, and gets the actor", {}, []],
    ["declares members without an owner", { members: seats({ lin: ["Project Member"] }) }, ["project-owner"]],
    ["declares an empty list", { members: [] }, ["project-owner"]],
  ])("%s", (_, spec, codes) => {
    const plan = planOf({ live: liveFrom(world), declared: [...world, project("campaign", spec)] });
    expect(findingCodesOf(plan)).toEqual(codes);
  });
});

test("projects of other products have an owner by themselves", () => {
  const site = project("site", { product: "cms", members: seats({ lin: ["Developer"] }) });
  const live = [...world, site];
  expect(planOf({ live: liveFrom(live), declared: replacing(live, withSpec(site, { members: [] })) }).findings).toEqual(
    [],
  );
});

test("the organization may switch the guard off, for the plans after that", () => {
  const lax = replacing(world, organization({ manage, guards: { projectOwner: false } }));
  const declared = replacing(lax, withMembers({ lin: ["Project Member"] }));
  expect(planOf({ live: liveFrom(lax), declared }).findings).toEqual([]);
  expect(findingCodesOf(planOf({ live: liveFrom(world), declared }))).toEqual(["project-owner"]);
});
