import { expect, test } from "vitest";

import { comparePlans } from "../../src/plan/compare-plans.ts";
import { liveFrom } from "../support/live-organization.ts";
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
import { reconciliationOf } from "../support/planning.ts";

const shop = project("shop", { members: seats({ ines: ["Project Owner"] }) });
const world: readonly Manifest[] = [
  organization({ manage: { Audience: "authoritative", Member: "authoritative" } }),
  member("ada"),
  member("ben"),
  member("ines"),
  shop,
  audience("shop", "gold"),
];

function compare(base: readonly Manifest[], head: readonly Manifest[]) {
  const [before, after] = [base, head].map((declared) => reconciliationOf({ live: liveFrom(world), declared }));
  if (before === undefined || after === undefined) throw new Error("two plans were made");
  return comparePlans(before, after);
}

const zoe = member("zoe");

test("what only the head's plan does is introduced, what both do is carried over, what only the base's does is withdrawn", () => {
  const base = replacing(world, audience("shop", "gold", { description: "x" }), audience("shop", "old"));
  const head = replacing(world, audience("shop", "gold", { description: "x" }), zoe);
  expect(compare(base, head)).toEqual({
    introduced: ["Member/zoe"],
    carriedOver: ["Audience/shop/gold"],
    withdrawn: ["Audience/shop/old"],
  });
});

test("a change that becomes another is introduced", () => {
  const base = replacing(world, audience("shop", "gold", { description: "x" }));
  const head = replacing(world, audience("shop", "gold", { description: "y" }));
  expect(compare(base, head)).toEqual({ introduced: ["Audience/shop/gold"], carriedOver: [], withdrawn: [] });
});

test("a removal instead of an edit is introduced, and a removal in both is carried over", () => {
  const edited = replacing(world, audience("shop", "gold", { description: "x" }));
  const removed = without(world, "Audience/shop/gold");
  expect(compare(edited, removed).introduced).toEqual(["Audience/shop/gold"]);
  expect(compare(removed, removed).carriedOver).toEqual(["Audience/shop/gold"]);
});

test("where a declaration stands is nothing", () => {
  const base = replacing(world, zoe, audience("shop", "new"));
  expect(compare(base, base.toReversed())).toEqual({
    introduced: [],
    carriedOver: ["Member/zoe", "Audience/shop/new"],
    withdrawn: [],
  });
});

test("the same words about another person are another change", () => {
  // Both trees seat `friend` in the shop; the head gives that handle to somebody else.
  const seated = withSpec(shop, { members: seats({ ines: ["Project Owner"], friend: ["Project Member"] }) });
  const others = without(world, "Member/ben", "Member/ada");
  const owned = (owner: string): Manifest => organization({ owner, manage: { Audience: "authoritative" } });
  const named = (handle: string, email: string): Manifest => member(handle, { email: `${email}@acme.test` });
  const base = replacing(others, owned("boss"), named("boss", "ada"), named("friend", "ben"), seated);
  const head = replacing(others, owned("friend"), named("friend", "ada"), named("boss", "ben"), seated);
  expect(compare(base, head).introduced).toContain("Project/shop");
});

test("a seat for somebody still to be invited is another when the invitation goes to another e-mail", () => {
  const seated = withSpec(shop, { members: seats({ ines: ["Project Owner"], zoe: ["Project Member"] }) });
  const base = replacing(world, zoe, seated, audience("shop", "new"));
  const head = replacing(base, member("zoe", { email: "eve@acme.test" }));
  expect(compare(base, head)).toEqual({
    introduced: ["Member/zoe", "Project/shop"],
    carriedOver: ["Audience/shop/new"],
    withdrawn: [],
  });
});

test("all that a plan does at one address is one entry", () => {
  const columnist = role("columnist", { product: "cms", level: "project", project: "blog" });
  const blog = project("blog", { product: "cms", members: seats({ ben: ["Columnist"] }) });
  const base = replacing(world, blog, columnist);
  const head = replacing(base, withSpec(blog, { members: seats({ ben: ["Columnist"], ines: ["Columnist"] }) }));
  const { introduced, carriedOver, withdrawn } = compare(base, head);
  expect(introduced).toContain("Project/blog");
  expect([...introduced, ...carriedOver].toSorted()).toEqual(["Project/blog", "Role/columnist"]);
  expect(withdrawn).toEqual([]);
});
