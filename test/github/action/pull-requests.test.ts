import { expect, vi } from "vitest";

import { memberManifest, organizationManifest, people, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const describeShop = (description: string) => ({ "projects/shop.yaml": shopManifest({ description }) });
const viewer = "Member, Product Analytics Viewer";
const giveNia = { "members/nia.yaml": memberManifest("nia", viewer) };

scenario("A plan stands in one comment, the check of the head, the summary, the outputs and a file", async (world) => {
  const pull = world.openPull({ author: "pia", files: describeShop("Better") });
  const end = await world.plan(pull);
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false, stderr: "" });
  const [comment, ...others] = end.comments;
  expect(others).toEqual([]);
  expect(comment?.body).toContain("**0 to add, 1 to change, 0 to remove** in this pull request");
  expect(comment?.body).toMatch(/^\+ .*Better/m);
  expect(end.checkRuns).toMatchObject([
    { name: "charter/plan", head_sha: world.pull(pull).head.sha, status: "completed", conclusion: "success" },
  ]);
  expect(end.outputs).toMatchObject({
    verdict: "allowed",
    "to-add": "0",
    "to-change": "1",
    "to-remove": "0",
    denied: "0",
    "failure-reason": "",
  });
  expect(end.outputs["comment-url"]).toContain(String(comment?.id));
  expect(JSON.parse(end.planFile)).toMatchObject({ digest: end.outputs["digest"], verdict: "allowed" });
  expect(end.summary).toContain("Project/shop");
  expect(end.annotations).toEqual([]);
});

scenario("The next plan replaces the text of the comment, and has a check on the new head", async (world) => {
  const pull = world.openPull({ author: "pia", files: describeShop("Better") });
  const first = await world.plan(pull);
  const head = world.pushToPull(pull, { by: "pia", files: describeShop("Best") });
  const second = await world.plan(pull);
  expect(second.comments.map(({ id }) => id)).toEqual(first.comments.map(({ id }) => id));
  expect(second.comments[0]?.body).toContain("Best");
  expect(second.comments[0]?.body).not.toContain("Better");
  expect(second.checkRuns.map(({ head_sha: sha }) => sha)).toContain(head);
});

scenario("A denied plan names who could approve it, and their approval turns it", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  const denied = await world.plan(pull);
  expectRefused(denied, 22);
  expect(denied.comments[0]?.body).toContain("any of `ada`, `ben`, `cleo` covers 1 of 1");
  expect(denied.checkRuns.at(-1)?.conclusion).toBe("action_required");
  expect(denied.annotations).toMatchObject([{ level: "error", properties: { file: "members/nia.yaml", line: "1" } }]);
  world.review(pull, "ben");
  const allowed = await world.runAction({ event: "pull_request_review", pull, actor: "ben" });
  expect(allowed.exitCode).toBe(0);
  expect(allowed.comments).toHaveLength(1);
  expect(allowed.comments[0]?.body).toContain("`ben` approved it and counts as member `ben`");
  expect(allowed.checkRuns.at(-1)).toMatchObject({ head_sha: world.pull(pull).head.sha, conclusion: "success" });
});

scenario("A privileged seat needs two qualified people", async (world) => {
  const pull = world.openPull({ author: "mo", files: { "members/nia.yaml": memberManifest("nia", "Admin") } });
  world.review(pull, "ben");
  expectRefused(await world.plan(pull), 22);
  world.review(pull, "cleo");
  const end = await world.plan(pull);
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false });
});

scenario(
  "Manifests that are wrong are annotated at their lines, and nothing is read from the target",
  async (world) => {
    const files = { "members/nia.yaml": memberManifest("nia", "Member").replace("email:", "e-mail:") };
    const pull = world.openPull({ author: "mo", files });
    const end = await world.plan(pull, { inputs: { target: "postgres://charter:c4n4ry@127.0.0.1:1/charter" } });
    expectRefused(end, 21);
    expect(end.annotations[0]).toMatchObject({ level: "error", properties: { file: "members/nia.yaml" } });
    expect(end.outputs).toMatchObject({ verdict: "invalid", "failure-reason": "invalid" });
    expect(end.checkRuns.at(-1)?.conclusion).toBe("failure");
    expect(JSON.stringify({ ...end, stdout: end.stdout.replaceAll(/^::add-mask::.*$/gm, "") })).not.toContain("c4n4ry");
  },
);

scenario("A fork's pull request is planned against its base, and nothing live is read or said", async (world) => {
  await world.changeLive({ "projects/shop.yaml": shopManifest({ description: "Only live" }) });
  const files = { "members/mo.yaml": memberManifest("mo", "Admin") };
  const pull = world.openPull({ author: "stranger", fork: true, files });
  const end = await world.plan(pull);
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false, mutations: [] });
  expect(end.outputs).toMatchObject({ verdict: "offline", denied: "", "to-change": "1" });
  expect(end.summary).toContain("Member/mo");
  expect(end.summary).not.toContain("Only live");
  expect(end.planFile).not.toContain("Only live");
  const without = await world.plan(pull, { inputs: { target: "" } });
  expect(without.outputs["verdict"]).toBe("offline");
});

scenario("Without the target's secret the plan compares the pull request with its base alone", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  const end = await world.plan(pull, { inputs: { target: "" } });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false });
  expect(end.outputs["verdict"]).toBe("offline");
  expect(end.comments).toHaveLength(1);
});

scenario("What live has besides is shown apart from what the pull request changes", async (world) => {
  await world.changeLive({ "members/nia.yaml": memberManifest("nia", viewer) });
  const pull = world.openPull({ author: "pia", files: describeShop("Better") });
  world.review(pull, "ben");
  const end = await world.plan(pull);
  expect(end.exitCode).toBe(0);
  expect(end.comments[0]?.body).toContain("**0 to add, 1 to change, 0 to remove** in this pull request");
  expect(end.comments[0]?.body).toContain("Member/nia");
  expect(end.outputs["to-change"]).toBe("2");
});

scenario("A group of the merge queue is planned on its own commit", async (world) => {
  const pull = world.openPull({ author: "pia", files: describeShop("Better") });
  const end = await world.runAction({ event: "merge_group", pull, actor: "bot" });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false });
  expect(end.checkRuns.at(-1)).toMatchObject({ name: "charter/plan", conclusion: "success" });
  expect(end.checkRuns.at(-1)?.head_sha).not.toBe(world.pull(pull).head.sha);
});

scenario("A trial merge of an older head is stale", async (world) => {
  const pull = world.openPull({ author: "pia", files: describeShop("Better") });
  const sha = world.trial(pull);
  world.pushToPull(pull, { by: "pia", files: describeShop("Best") });
  const end = await world.plan(pull, { sha });
  expectRefused(end, 24);
  expect(end.outputs["failure-reason"]).toBe("run-pull-moved");
});

scenario("A clone of one commit is enough: what is missing is fetched with the token", async (world) => {
  const pull = world.openPull({ author: "pia", files: describeShop("Better") });
  const end = await world.plan(pull, { depth: 1 });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false });
  expect(end.outputs["to-change"]).toBe("1");
});

scenario("In a public repository e-mails are masked everywhere, unless they are asked for", async (world) => {
  world.change({ repository: { ...world.state().repository, private: false } });
  const pull = world.openPull({ author: "mo", files: giveNia });
  const end = await world.plan(pull);
  const { comments, checkRuns, summary, stdout, planFile, outputs } = end;
  expect(JSON.stringify({ comments, checkRuns, summary, stdout, planFile, outputs })).not.toMatch(
    /[a-z]{2,}@acme\.test/,
  );
  const shown = await world.plan(pull, { inputs: { "public-emails": "true" } });
  expect(shown.comments[0]?.body).toContain("nia@acme.test");
});

scenario("Policy and people are those of the base: a pull request that maps its author is denied", async (world) => {
  const files = {
    "organization.yaml": organizationManifest("  guards: { minAdmins: 1 }\n"),
    "members/zoe.yaml": memberManifest("zoe", "Admin", people.stranger),
  };
  const pull = world.openPull({ author: "stranger", files });
  expectRefused(await world.plan(pull), 22);
});
