import { expect, vi } from "vitest";

import { memberManifest, people, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const describeShop = (description: string) => ({ "projects/shop.yaml": shopManifest({ description }) });
const viewer = "Member, Product Analytics Viewer";
const give = (name: "nia" | "mo" | "pia") => ({ [`members/${name}.yaml`]: memberManifest(name, viewer) });

scenario("A merge by GitHub is applied, and its comment and the commit's check say so", async (world) => {
  const pull = world.openPull({ author: "mo", files: give("nia") });
  world.review(pull, "ben");
  await world.plan(pull);
  const tip = world.merge(pull, { by: "mo" });
  const end = await world.apply();
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true, stderr: "" });
  expect(end.outputs).toMatchObject({ verdict: "allowed", "to-change": "1", "failure-reason": "" });
  expect(end.comments).toHaveLength(1);
  expect(end.comments[0]?.body).toContain("Charter: applied");
  const marks = end.checkRuns.filter(({ head_sha: sha }) => sha === tip);
  expect(marks).toMatchObject([
    { name: "charter/apply", conclusion: "success" },
    { name: "charter/plan", conclusion: "success" },
  ]);
  const again = await world.apply({ run: { attempt: 2 } });
  expect(again).toMatchObject({ exitCode: 0, wroteTarget: false });
});

scenario("A squashed merge, and one of a queue, are applied for whoever asked for them", async (world) => {
  const squashed = world.openPull({ author: "mo", files: give("nia") });
  await world.plan(squashed);
  world.merge(squashed, { by: "ben", method: "squash" });
  expect(await world.apply()).toMatchObject({ exitCode: 0, wroteTarget: true });
  const queued = world.openPull({ author: "mo", files: give("pia") });
  await world.plan(queued);
  const timeline = [{ kind: "AddedToMergeQueueEvent", user: people.cleo, at: world.later() }] as const;
  world.merge(queued, { by: "bot", way: "merge_queue_merge", timeline });
  const end = await world.apply({ actor: "bot" });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true });
  expect(end.summary).toContain("`cleo` merged it");
});

scenario("Two pull requests of one push are applied together, each for its own people", async (world) => {
  const first = world.openPull({ author: "mo", files: give("nia") });
  const second = world.openPull({ author: "mo", files: describeShop("Better") });
  await world.plan(first);
  await world.plan(second);
  const before = world.tip();
  world.merge(first, { by: "ben", isOfLaterPush: true });
  world.merge(second, { by: "pia", isOfLaterPush: true });
  world.recordPush(before, { by: "pia", kind: "merge_queue_merge" });
  const end = await world.apply();
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true });
  expect(end.comments.map(({ issue, body }) => [issue, body.includes("Charter: applied")])).toEqual([
    [first, true],
    [second, true],
  ]);
  expect(end.comments[0]?.body).toContain("**0 to add, 1 to change, 0 to remove** in this pull request");
});

scenario("A push whose apply never ran is applied with the next, for its own people", async (world) => {
  const senior = world.openPull({ author: "mo", files: give("nia") });
  await world.plan(senior);
  world.merge(senior, { by: "ben" });
  const skipped = await world.apply();
  expect(skipped.exitCode).toBe(0);
  const lost = world.openPull({ author: "mo", files: give("pia") });
  await world.plan(lost);
  world.merge(lost, { by: "ben" });
  const harmless = world.openPull({ author: "pia", files: describeShop("Better") });
  await world.plan(harmless);
  world.merge(harmless, { by: "pia" });
  const end = await world.apply();
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true });
  expect(end.outputs["to-change"]).toBe("2");
});

scenario("A direct push is its pusher's, and its commit has no pull request to tell", async (world) => {
  world.push({ by: "mo", files: give("nia") });
  expectRefused(await world.apply(), 22);
  world.push({ by: "ben", files: describeShop("Better") });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.outputs["denied"]).toBe("1");
  expect(end.comments).toEqual([]);
});

scenario("A run that somebody starts by hand applies what is left, in their name", async (world) => {
  world.push({ by: "ben", files: give("nia") });
  expect(await world.apply()).toMatchObject({ exitCode: 0, wroteTarget: true });
  await world.changeLive({ ...give("nia"), ...describeShop("By hand") });
  expectRefused(await world.runAction({ event: "workflow_dispatch", actor: "mo" }), 22);
  const end = await world.runAction({ event: "workflow_dispatch", actor: "pia" });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true });
  expect(end.outputs["to-change"]).toBe("1");
});

scenario(
  "Whoever starts a run by hand must be entitled to all of it, besides the people of each change",
  async (world) => {
    const pull = world.openPull({ author: "mo", files: give("nia") });
    const tip = world.merge(pull, { by: "ben" });
    // Nobody saw a plan of it, so that only somebody who answers for it can have it applied.
    expectRefused(await world.apply(), 24);
    const junior = await world.runAction({ event: "workflow_dispatch", actor: "mo" });
    expectRefused(junior, 22);
    expect(junior.summary).toContain("`mo` started the run");
    const senior = await world.runAction({ event: "workflow_dispatch", actor: "cleo" });
    expect(senior).toMatchObject({ exitCode: 0, wroteTarget: true });
    expect(senior.checkRuns.findLast(({ name }) => name === "charter/apply")).toMatchObject({
      head_sha: tip,
      conclusion: "success",
    });
  },
);

scenario("A merge that was refused is taken back by the next, which applies", async (world) => {
  const refused = world.openPull({ author: "mo", files: { "members/mo.yaml": memberManifest("mo", "Admin") } });
  await world.plan(refused);
  world.merge(refused, { by: "mo" });
  expectRefused(await world.apply(), 22);
  const files = { "members/mo.yaml": memberManifest("mo", "Member"), ...describeShop("Better") };
  const mended = world.openPull({ author: "pia", files });
  await world.plan(mended);
  world.merge(mended, { by: "pia" });
  expect(await world.apply()).toMatchObject({ exitCode: 0, wroteTarget: true });
});

scenario("A branch with wrong manifests is mended by the next pull request", async (world) => {
  const wrong = memberManifest("nia", "Member").replace("email:", "e-mail:");
  const broken = world.openPull({ author: "ben", files: { "members/nia.yaml": wrong } });
  expectRefused(await world.plan(broken), 21);
  world.merge(broken, { by: "ben" });
  expectRefused(await world.apply(), 21);
  const mended = world.openPull({ author: "mo", files: give("nia") });
  world.review(mended, "ben");
  const plan = await world.plan(mended);
  expect(plan).toMatchObject({ exitCode: 0, wroteTarget: false });
  world.merge(mended, { by: "mo" });
  expect(await world.apply()).toMatchObject({ exitCode: 0, wroteTarget: true });
});

scenario("A merge that somebody's own git made is that person's, whoever approved the pull request", async (world) => {
  const pull = world.openPull({ author: "mo", files: give("nia") });
  world.review(pull, "ben");
  await world.plan(pull);
  world.merge(pull, { by: "mo", way: "push" });
  expectRefused(await world.apply(), 22);
});

scenario("An apply asks for two people under the rule for two", async (world) => {
  const inputs = { "actor-rule": "two-person" };
  const pull = world.openPull({ author: "mo", files: give("nia") });
  await world.plan(pull, { inputs });
  world.merge(pull, { by: "ben" });
  expectRefused(await world.apply({ inputs }), 22);
  world.review(pull, "cleo");
  expect(await world.apply({ inputs })).toMatchObject({ exitCode: 0, wroteTarget: true });
});

scenario("A pull request that was merged unplanned is not applied", async (world) => {
  const pull = world.openPull({ author: "mo", files: give("nia") });
  const tip = world.merge(pull, { by: "ben" });
  const end = await world.apply();
  expectRefused(end, 24);
  expect(end.outputs["failure-reason"]).toBe("run-not-reviewed");
  expect(end.checkRuns.filter(({ head_sha: sha }) => sha === tip)).toMatchObject([
    { name: "charter/apply", status: "completed", conclusion: "failure" },
  ]);
});

scenario("A merge that loses too much is refused by the guard, and its comment says so", async (world) => {
  const files = {
    "members/ben.yaml": memberManifest("ben", "Member"),
    "members/cleo.yaml": memberManifest("cleo", "Member"),
  };
  const pull = world.openPull({ author: "ada", files });
  await world.plan(pull);
  world.merge(pull, { by: "ada" });
  const end = await world.apply();
  expectRefused(end, 23);
  expect(end.outputs).toMatchObject({ verdict: "refused", "failure-reason": expect.stringContaining("admin-floor") });
  expect(end.comments[0]?.body).toContain("refused, nothing was applied");
});

scenario("An apply without a target says which input is missing, before it marks anything", async (world) => {
  const end = await world.apply({ inputs: { target: "" } });
  expectRefused(end, 20);
  expect(end.outputs["failure-reason"]).toBe("input-target-missing");
  expect(end.mutations).toEqual([]);
});
