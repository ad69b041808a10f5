import { expect, vi } from "vitest";

import { memberManifest, people, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const viewer = "Member, Product Analytics Viewer";
const giveNia = { "members/nia.yaml": memberManifest("nia", viewer) };

scenario("T10 Whoever starts a run by hand chooses neither the commit nor who they are", async (world) => {
  const old = world.tip();
  world.push({ by: "ben", files: giveNia });
  const chosen = await world.runAction({ event: "workflow_dispatch", actor: "mo", sha: old });
  expectRefused(chosen, 24);
  expect(chosen.outputs["failure-reason"]).toBe("run-not-tip");
  const variables = { GITHUB_ACTOR_ID: String(people.ada), GITHUB_ACTOR: "ada" };
  const forged = await world.runAction({ event: "workflow_dispatch", actor: "mo", variables });
  expectRefused(forged, 22);
  expect(forged.outputs["failure-reason"]).toBe("run-mismatch");
  const asked = await world.runAction({ event: "workflow_dispatch", actor: "mo", inputs: { actor: "ada@acme.test" } });
  // The push is its pusher's, and the person who starts the run answers for nothing that others brought in.
  expect(asked.summary).not.toContain("`ada` started");
});

scenario("T11 A commit of a fork, reachable through the repository, is not applied", async (world) => {
  const files = { "members/mo.yaml": memberManifest("mo", "Admin") };
  const pull = world.openPull({ author: "stranger", fork: true, files });
  const end = await world.runAction({ event: "workflow_dispatch", actor: "ben", sha: world.pull(pull).head.sha });
  expectRefused(end, 24);
});

scenario("T12 An approval of one commit does not hold for the next", async (world) => {
  const pull = world.openPull({ author: "mo", files: { "members/nia.yaml": memberManifest("nia", "Member") } });
  world.review(pull, "ben");
  world.pushToPull(pull, { by: "mo", files: giveNia });
  const plan = await world.plan(pull);
  expectRefused(plan, 22);
  expect(plan.comments[0]?.body).toMatch(/`ben`.*older commit|another commit/);
  world.merge(pull, { by: "nia" });
  expectRefused(await world.apply(), 22);
});

scenario("T13 An approval that GitHub accepts counts only with the live rights for the change", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  world.review(pull, "stranger");
  world.review(pull, "pia");
  expectRefused(await world.plan(pull), 22);
  world.merge(pull, { by: "mo" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.summary).toContain("`stranger`");
});

scenario("T14 A bot's approval counts for nothing", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  world.review(pull, "bot");
  expectRefused(await world.plan(pull), 22);
  world.merge(pull, { by: "mo" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.summary).toContain("bot");
});

scenario(
  "T15 One person with two accounts, or one account of two people, is an error in the manifests",
  async (world) => {
    const second = memberManifest("mo-two", "Member", 1099).replace("mo-two@acme", "mo@acme");
    const same = world.openPull({ author: "mo", files: { "members/mo-two.yaml": second } });
    expectRefused(await world.plan(same), 21);
    const shared = world.openPull({
      author: "mo",
      files: { "members/nia.yaml": memberManifest("nia", "Member", people.ben) },
    });
    const end = await world.plan(shared);
    expectRefused(end, 21);
    expect(end.annotations[0]?.properties["file"]).toBe("members/nia.yaml");
    world.merge(shared, { by: "ben" });
    expectRefused(await world.apply(), 21);
  },
);

scenario("T16 A merge queue hides nobody: who queued it is asked, and whoever is unknown is denied", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  await world.plan(pull);
  const queued = { kind: "AddedToMergeQueueEvent", at: world.later() } as const;
  world.merge(pull, {
    by: "bot",
    way: "merge_queue_merge",
    timeline: [{ ...queued, user: people.nia }],
  });
  const unqualified = await world.apply({ actor: "ben" });
  expectRefused(unqualified, 22);
  world.change({ pulls: world.state().pulls.map((one) => ({ ...one, timeline: [] })) });
  const unknown = await world.apply({ actor: "ben" });
  expectRefused(unknown, 22);
  expect(unknown.summary).toContain("github-actions[bot]");
});

scenario("T17 Of several pull requests in one push each answers with its own people", async (world) => {
  const senior = world.openPull({ author: "mo", files: giveNia });
  const junior = world.openPull({ author: "mo", files: { "members/pia.yaml": memberManifest("pia", viewer) } });
  await Promise.all([world.plan(senior), world.plan(junior)]);
  const before = world.tip();
  world.merge(senior, { by: "ben", isOfLaterPush: true });
  world.merge(junior, { by: "mo", isOfLaterPush: true });
  world.recordPush(before, { by: "mo", kind: "merge_queue_merge" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.outputs["denied"]).toBe("1");
  expect(JSON.parse(end.planFile)).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({ address: "Member/nia", decision: expect.objectContaining({ allowed: true }) }),
      expect.objectContaining({ address: "Member/pia", decision: expect.objectContaining({ allowed: false }) }),
    ]),
  });
});

scenario("T18 A login that its owner gave up does not bring the owner's rights along", async (world) => {
  const users = world.state().users.map((user) => {
    if (user.id === people.ben) return { ...user, login: "ben-of-old" };
    return user.id === people.stranger ? { ...user, login: "ben" } : user;
  });
  world.change({ users });
  const pull = world.openPull({ author: "mo", files: giveNia });
  await world.plan(pull);
  world.merge(pull, { by: "stranger" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.summary).toMatch(/account `1002`, and this is `1099`/);
});

scenario("T19 What git says of a commit's author and committer counts for nothing", async (world) => {
  const email = "ada@acme.test";
  const pull = world.openPull({ author: "mo", files: giveNia, email });
  await world.plan(pull);
  world.merge(pull, { by: "mo" });
  expectRefused(await world.apply(), 22);
  world.push({ by: "mo", email, files: { "members/pia.yaml": memberManifest("pia", viewer) } });
  expectRefused(await world.apply(), 22);
});

scenario("T20 Who was demoted between merge and apply does not qualify any more", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  world.review(pull, "ben");
  const plan = await world.plan(pull);
  expect(plan.exitCode).toBe(0);
  world.merge(pull, { by: "ben" });
  await world.changeLive({ "members/ben.yaml": memberManifest("ben", "Member") });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(JSON.parse(end.planFile)).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({ address: "Member/nia", decision: expect.objectContaining({ allowed: false }) }),
    ]),
  });
});

scenario("T21 A harmless merge by somebody junior does not carry out what is left of others", async (world) => {
  await world.changeLive({ "members/nia.yaml": memberManifest("nia", viewer) });
  const pull = world.openPull({ author: "pia", files: { "projects/shop.yaml": shopManifest({ description: "New" }) } });
  const plan = await world.plan(pull);
  expectRefused(plan, 22);
  world.merge(pull, { by: "pia" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(JSON.parse(end.planFile)).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({ address: "Project/shop", decision: expect.objectContaining({ allowed: true }) }),
      expect.objectContaining({ address: "Member/nia", decision: expect.objectContaining({ allowed: false }) }),
    ]),
  });
});
