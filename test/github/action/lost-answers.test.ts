import { expect, vi } from "vitest";

import type { ActionWorld } from "./action-world.ts";
import { memberManifest, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const describeShop = (description: string) => ({ "projects/shop.yaml": shopManifest({ description }) });
const comments = /\/issues\/\d+\/comments/;

function openPull({ openPull: open }: ActionWorld): number {
  return open({ author: "pia", files: describeShop("Better") });
}

async function mergePlanned(world: ActionWorld): Promise<number> {
  const pull = openPull(world);
  await world.plan(pull);
  world.merge(pull, { by: "pia" });
  return pull;
}

function without(world: ActionWorld, ...permissions: readonly string[]): void {
  const { token } = world.state();
  world.change({ token: { ...token, permissions: token.permissions.filter((one) => !permissions.includes(one)) } });
}

scenario("A comment whose answer is lost is looked for and not written twice", async (world) => {
  const pull = openPull(world);
  await world.github.fail({ method: "POST", path: comments, fault: { kind: "drop", when: "after-effect" } });
  const end = await world.plan(pull);
  expect(end.exitCode).toBe(0);
  expect(end.comments).toHaveLength(1);
  expect(end.requests.filter(({ method, path }) => method === "POST" && comments.test(path))).toHaveLength(1);
  expect(end.outputs["comment-url"]).toContain(String(end.comments[0]?.id));
});

scenario("A comment that never arrived is said to be unknown, and the next run writes it once", async (world) => {
  const pull = openPull(world);
  await world.github.fail({
    method: "POST",
    path: comments,
    fault: { kind: "status", status: 502, when: "before-effect" },
  });
  const end = await world.plan(pull);
  expect(end).toMatchObject({ exitCode: 28, wroteTarget: false, comments: [] });
  expect(end.outputs["failure-reason"]).toBe("github-unknown-outcome");
  expect(end.summary).toContain("Project/shop");
  expect((await world.plan(pull)).comments).toHaveLength(1);
});

scenario("A check whose answer is lost is looked for and not made twice", async (world) => {
  const pull = openPull(world);
  await world.github.fail({ method: "POST", path: /check-runs$/, fault: { kind: "drop", when: "after-effect" } });
  const end = await world.plan(pull);
  expect(end.exitCode).toBe(0);
  expect(end.checkRuns).toHaveLength(1);
});

scenario("An apply whose mark has no answer stops before it writes anything", async (world) => {
  await mergePlanned(world);
  await world.github.fail({ method: "POST", path: /check-runs$/, fault: { kind: "drop", when: "after-effect" } });
  const end = await world.apply();
  expectRefused(end, 28);
  expect(await world.apply()).toMatchObject({ exitCode: 0, wroteTarget: true });
});

scenario("An apply that did its work ends well, even where GitHub takes no word of it", async (world) => {
  await mergePlanned(world);
  const fault = { kind: "status", status: 500, when: "before-effect" } as const;
  await world.github.fail({ method: "PATCH", times: 100, fault });
  const end = await world.apply();
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true });
  expect(end.outputs["verdict"]).toBe("allowed");
  expect(end.annotations.map(({ level }) => level)).toContain("warning");
});

scenario("A branch that moves on between plan and write is not applied at the old commit", async (world) => {
  const pull = await mergePlanned(world);
  const tip = world.tip();
  const next = world.origin.commitOn([tip], { files: describeShop("Best") });
  world.origin.git("update-ref", "refs/heads/next", next);
  await world.sync();
  const change = { branches: { ...world.state().branches, main: next } };
  const fault = { kind: "change", when: "before-effect", change } as const;
  await world.github.fail({ method: "GET", path: /\/branches\/main$/, skip: 1, fault });
  const end = await world.apply();
  expectRefused(end, 24);
  expect(end.outputs["failure-reason"]).toBe("run-not-tip");
  expect(end.comments.find(({ issue }) => issue === pull)?.body).toContain("Charter: apply failed");
  const mark = end.checkRuns.find(({ name, head_sha: sha }) => name === "charter/apply" && sha === tip);
  expect(mark).toMatchObject({ status: "completed", conclusion: "failure" });
});

scenario("Two applies of one commit at once write once, and there is one comment", async (world) => {
  await mergePlanned(world);
  const before = world.serial();
  const ends = await Promise.all([world.apply(), world.apply()]);
  const codes = ends.map(({ exitCode }) => Number(exitCode)).toSorted((one, other) => one - other);
  expect([
    [0, 0],
    [0, 24],
  ]).toContainEqual(codes);
  expect(world.serial()).toBe(before + 1);
  expect(await world.github.comments()).toHaveLength(1);
  expect(await world.apply()).toMatchObject({ exitCode: 0, wroteTarget: false });
});

scenario("A limit of GitHub's is waited for while reading, and ends the run while writing", async (world) => {
  const pull = openPull(world);
  const limit = { kind: "secondary-limit", status: 403, retryAfter: "1" } as const;
  await world.github.fail({ method: "GET", path: /\/reviews/, fault: limit });
  expect((await world.plan(pull)).exitCode).toBe(0);
  const head = world.pushToPull(pull, { by: "pia", files: describeShop("Best") });
  await world.github.fail({ method: "POST", path: /check-runs$/, fault: limit });
  const end = await world.plan(pull);
  expectRefused(end, 26);
  expect(end.outputs["failure-reason"]).toBe("github-rate-limit");
  expect(end.checkRuns.filter(({ head_sha: sha }) => sha === head)).toEqual([]);
  expect(end.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
});

scenario("A reading that fails for long ends the apply before it writes anything", async (world) => {
  await mergePlanned(world);
  const fault = { kind: "status", status: 503, when: "before-effect" } as const;
  await world.github.fail({ method: "GET", path: /\/pulls\/\d+$/, times: 10, fault });
  const end = await world.apply();
  expectRefused(end, 26);
  expect(end.outputs["failure-reason"]).toBe("github-unavailable");
});

scenario(
  "A token that may not comment is told which permission it needs, and the plan stands in the summary",
  async (world) => {
    const pull = openPull(world);
    without(world, "pull-requests:write", "issues:write");
    world.change({
      token: { ...world.state().token, permissions: [...world.state().token.permissions, "pull-requests:read"] },
    });
    const end = await world.plan(pull);
    expectRefused(end, 26);
    expect(end.outputs["failure-reason"]).toBe("github-permission");
    expect(end.stdout).toContain("pull-requests: write");
    expect(end.summary).toContain("Project/shop");
    const quiet = await world.plan(pull, { inputs: { comment: "false" } });
    expect(quiet).toMatchObject({ exitCode: 0, comments: [] });
  },
);

scenario("A token that may not comment still applies what everybody agreed to", async (world) => {
  await mergePlanned(world);
  without(world, "pull-requests:write", "issues:write");
  world.change({
    token: { ...world.state().token, permissions: [...world.state().token.permissions, "pull-requests:read"] },
  });
  const end = await world.apply();
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: true });
  expect(end.stdout).toContain("pull-requests: write");
});

scenario("A token that may write no checks applies nothing, and is told why", async (world) => {
  await mergePlanned(world);
  without(world, "checks:write");
  const end = await world.apply();
  expectRefused(end, 26);
  expect(end.stdout).toContain("checks: write");
});

scenario("A token that GitHub does not know says so, and the token stands nowhere", async (world) => {
  const pull = openPull(world);
  const end = await world.plan(pull, { inputs: { "github-token": "ghs_other_c4n4ry" } });
  expectRefused(end, 26);
  expect(end.outputs["failure-reason"]).toBe("github-token");
  expect(end.stdout.replaceAll(/^::add-mask::.*$/gm, "")).not.toContain("c4n4ry");
});

scenario("A target that cannot be reached ends the run, and its password stands nowhere", async (world) => {
  const pull = openPull(world);
  const target = "postgres://charter:c4n4ry@127.0.0.1:1/charter";
  const end = await world.plan(pull, { inputs: { target } });
  expectRefused(end, 26);
  const { stdout, stderr, outputs, summary, planFile, comments: written, checkRuns } = end;
  const said = JSON.stringify([stdout.replaceAll(/^::add-mask::.*$/gm, ""), stderr, outputs, summary, planFile]);
  expect(said + JSON.stringify([written, checkRuns])).not.toContain("c4n4ry");
});

scenario("A run for which somebody changed the runner's variables is refused", async (world) => {
  world.push({ by: "mo", files: { "members/mo.yaml": memberManifest("mo", "Admin") } });
  const end = await world.apply({ variables: { GITHUB_ACTOR_ID: "1001", GITHUB_ACTOR: "ada" } });
  expectRefused(end, 22);
  expect(end.outputs["failure-reason"]).toBe("run-mismatch");
});
