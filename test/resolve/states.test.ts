import { describe, expect, test } from "vitest";

import { emptyTarget, liveFrom, uidOf } from "../support/live-organization.ts";
import {
  attribute,
  audience,
  event,
  experience,
  type Manifest,
  member,
  organization,
  project,
  role,
  seats,
} from "../support/manifests.ts";
import { reconciliationOf } from "../support/planning.ts";

const world: readonly Manifest[] = [
  organization({ protected: ["Member/ada", "Audience/shop/gold"] }),
  member("ada"),
  member("ben", { administrationRoles: ["Admin", "Clerk"] }),
  role("clerk", { product: "administration", level: "product" }),
  project("shop", { connectedStack: "site", members: seats({ ada: ["Project Owner"] }), experiencePriority: ["hero"] }),
  project("site", { product: "cms", members: seats({ ben: ["Developer", "Editor"] }) }),
  role("editor", { product: "cms", level: "project", project: "site" }),
  attribute("shop", "tier"),
  audience("shop", "gold", {
    when: {
      all: [
        { attribute: "tier", equals: "gold" },
        { attribute: "COUNTRY", equals: "CA" },
      ],
    },
  }),
  event("shop", "paid"),
  experience("shop", "hero", { version: { status: "active", variants: [{ name: "Gold", audiences: ["gold"] }] } }),
];

const { live: state, uids } = reconciliationOf({
  live: liveFrom(world, { createdBy: { "Project/site": "ben" } }),
  declared: world,
});

describe("the live organization in the words of manifests", () => {
  test.each([
    ["Organization/acme", []],
    ["Member/ada", []],
    ["Member/ben", ["Role/clerk"]],
    ["Role/editor", ["Project/site"]],
    ["Project/shop", ["Experience/shop/hero", "Member/ada", "Project/site"]],
    ["Project/site", ["Member/ben", "Role/editor"]],
    ["Audience/shop/gold", ["Attribute/shop/tier", "Project/shop"]],
    ["Experience/shop/hero", ["Audience/shop/gold", "Project/shop"]],
  ])("%s refers to %j", (address, references) => {
    expect(state.find(address)?.references).toEqual(references);
  });

  test("has handles and titles where the target has uids", () => {
    expect(state.find("Project/site")?.fields["members"]).toEqual([{ member: "ben", roles: ["Developer", "Editor"] }]);
    expect(state.find("Project/shop")?.fields["connectedStack"]).toBe("site");
    expect(state.find("Organization/acme")?.fields["protected"]).toEqual(["Member/ada", "Audience/shop/gold"]);
  });

  test("knows people by their handles in facts too", () => {
    expect(state.find("Project/site")?.facts.createdBy).toBe("ben");
    expect(state.find("Project/shop")?.facts.seats).toEqual({ ada: { status: "accepted", invitedBy: undefined } });
  });

  test("keeps the uid of every object", () => {
    expect(Object.fromEntries(uids)).toEqual(
      Object.fromEntries([...state.entities()].map(({ address }) => [address, uidOf(address)])),
    );
  });
});

describe("an empty target", () => {
  test("is taken to hold the organization and its Owner, and nobody else", () => {
    const { plan } = reconciliationOf({ live: emptyTarget, declared: world });
    expect(plan.founds).toBe(true);
    expect(plan.actor).toEqual({ email: "ada@acme.test", member: "ada", liveRoles: ["Owner", "Member"] });
  });

  test("gets everything that is declared", () => {
    const { plan } = reconciliationOf({ live: emptyTarget, declared: world });
    const made = plan.changes.filter(({ action }) => action === "create").map(({ address }) => address);
    expect(made.toSorted()).toEqual([...uids.keys()].toSorted());
  });
});
