import { expect, vi } from "vitest";

import { type Files, memberManifest, organizationManifest, sampleFiles, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const withViewers = (names: readonly string[], roles: string): Files =>
  Object.fromEntries(names.map((name) => [`members/${name}.yaml`, memberManifest(name, roles)]));

const viewer = "Member, Product Analytics Viewer";
const viewers = ["mo", "nia", "pia"] as const;

/** A budget of one person, or a fifth of all: of six people, one. */
const smallBudget = organizationManifest("  guards: { lossBudget: { atLeast: 1, percent: 20 } }\n");
const strict: Files = { ...sampleFiles, "organization.yaml": smallBudget, ...withViewers(viewers, viewer) };

const authoritative = organizationManifest("  manage: { Member: authoritative }\n");

scenario(
  "T22 Somebody removed by hand is not put back by a merge, not even by people who may invite them",
  async (world) => {
    await world.changeLive({ "organization.yaml": authoritative, "members/nia.yaml": memberManifest("zoe", "Member") });
    const pull = world.openPull({
      author: "pia",
      files: { "projects/shop.yaml": shopManifest({ description: "New" }) },
    });
    const plan = await world.plan(pull);
    expectRefused(plan, 22);
    expect(plan.comments[0]?.body).toContain("`Member/nia`](");
    expect(plan.comments[0]?.body).toContain("_not from this pull request_");
    world.review(pull, "ben");
    world.merge(pull, { by: "pia" });
    const end = await world.apply();
    expectRefused(end, 23);
    expect(end.outputs["failure-reason"]).toBe("reverts-live-change");
  },
);

scenario("T23 What takes a restriction or the other Admin away is judged as a grant is", async (world) => {
  const weaker: readonly Readonly<Record<string, string | null>>[] = [
    { "members/cleo.yaml": memberManifest("cleo", "Member") },
    { "organization.yaml": organizationManifest("  guards: { minAdmins: 1, actorKeepsAccess: false }\n") },
    { "organization.yaml": authoritative, "members/cleo.yaml": null },
  ];
  for (const files of weaker) {
    world.push({ by: "mo", files });
    expectRefused(await world.apply(), 22);
  }
});

scenario("T24 A plan that leaves too few Admins is refused, and so is a person without a role", async (world) => {
  world.push({ by: "ada", files: withViewers(["ben", "cleo"], "Member") });
  const floor = await world.apply();
  expectRefused(floor, 23);
  expect(floor.outputs["failure-reason"]).toContain("admin-floor");
  const emptyHanded = `${memberManifest("nia", "")}  administrationRoles: []\n`;
  world.push({ by: "ada", files: { ...withViewers(["ben", "cleo"], "Admin"), "members/nia.yaml": emptyHanded } });
  const roleless = await world.apply();
  // A manifest cannot even say it.
  expectRefused(roleless, 21);
  expect(roleless.annotations[0]?.message).toContain("everyone needs at least one Administration role");
});

scenario("T25 Nobody takes their own administration away by their own merge", async (world) => {
  world.push({ by: "ben", files: { "members/ben.yaml": memberManifest("ben", "Member") } });
  const end = await world.apply();
  expectRefused(end, 23);
  expect(end.outputs["failure-reason"]).toContain("actor-keeps-access");
});

scenario(
  "T26 The budget of losses counts everybody who loses a right, though nobody is removed",
  async (world) => {
    world.push({ by: "ada", files: withViewers(viewers, "Member") });
    const end = await world.apply();
    expectRefused(end, 23);
    expect(end.outputs).toMatchObject({ "failure-reason": "loss-budget", "to-remove": "0" });
    expect(end.annotations[0]?.message).toContain("3 people would lose rights (the budget is 1)");
  },
  { files: strict },
);

// The threat model wants a window of a day; each plan is still held against the budget alone.
scenario(
  "T27 Losses of several merges count together when they are applied together, and else each alone",
  async (world) => {
    world.push({ by: "ada", files: withViewers(["mo"], "Member") });
    world.push({ by: "ada", files: withViewers(["nia"], "Member") });
    expectRefused(await world.apply(), 23);
    world.push({ by: "ada", files: withViewers(["nia"], viewer) });
    expect((await world.apply()).exitCode).toBe(0);
    world.push({ by: "ada", files: withViewers(["nia"], "Member") });
    expect((await world.apply()).exitCode).toBe(0);
  },
  { files: strict },
);

scenario(
  "T28 Invitations in the same plan do not make its budget larger",
  async (world) => {
    const invited = Array.from({ length: 60 }, (_, at) => `guest-${at}`);
    world.push({ by: "ada", files: { ...withViewers(["mo", "nia"], "Member"), ...withViewers(invited, "Member") } });
    const end = await world.apply();
    expectRefused(end, 23);
    expect(end.outputs).toMatchObject({ "failure-reason": "loss-budget", "to-add": "60" });
    expect(end.annotations.at(-1)?.message).toContain("2 people would lose rights (the budget is 1)");
  },
  { files: strict },
);

// No two people are Owner, so nobody could be the second one: it is denied before a guard could refuse it.
scenario("T29 An edited line does not transfer ownership, not even by the Owner with an approval", async (world) => {
  const files = { "organization.yaml": organizationManifest().replace("owner: ada", "owner: ben") };
  const pull = world.openPull({ author: "mo", files });
  world.review(pull, "ben");
  expectRefused(await world.plan(pull), 22);
  world.merge(pull, { by: "ada" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.annotations.map(({ properties }) => properties["title"])).toContain("Charter: guard one-owner");
});
