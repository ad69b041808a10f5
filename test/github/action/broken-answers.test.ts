import { afterEach, describe, expect, test, vi } from "vitest";

import { readRepository } from "../../../src/github/api/repository.ts";
import { connectTo, failureOf } from "../api/connect-to.ts";
import type { Fault } from "../server/github-faults.ts";
import { newGitHubState, newReview } from "../server/sample-github.ts";
import type { GitHubServer } from "../server/start-github.ts";
import { giveBackGitHub, takeGitHub } from "./github-pool.ts";
import { memberManifest, people, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const giveNia = { "members/nia.yaml": memberManifest("nia", "Member, Product Analytics Viewer") };

describe("T61 What Retry-After says", () => {
  let server: GitHubServer | undefined;
  afterEach(() => {
    if (server !== undefined) giveBackGitHub(server);
  });

  test.each([
    ["a number of seconds", "1", 2],
    ["a date", "Wed, 21 Oct 2026 07:28:00 GMT", 2],
    ["words", "soon", 2],
    ["nothing", "", 2],
    ["a number below nothing", "-1", 1],
    ["a number beyond all waiting", "9e9", 1],
    ["no end at all", "Infinity", 1],
  ])("is waited for once at most when it is %s", async (_name, retryAfter, requests) => {
    server = await takeGitHub();
    await server.reset(newGitHubState());
    await server.fail({ times: 10, fault: { kind: "secondary-limit", status: 429, retryAfter } });
    const answer = await failureOf(readRepository(connectTo(server)));
    expect(answer).toMatchObject({ code: "github-rate-limit", exitCode: 26 });
    expect(await server.requests()).toHaveLength(requests);
  });
});

scenario(
  "T61 A limit met before an apply ends it with nothing written, and one met after it changes nothing",
  async (world) => {
    world.push({ by: "ben", files: giveNia });
    await world.github.fail({
      method: "GET",
      path: /\/branches\/main$/,
      times: 10,
      fault: { kind: "secondary-limit", status: 403, retryAfter: "9e9" },
    });
    const before = await world.apply();
    expectRefused(before, 26);
    expect(before.outputs["failure-reason"]).toBe("github-rate-limit");
    await world.github.clearFaults();
    const limit: Fault = { kind: "secondary-limit", status: 403, retryAfter: "1" };
    await world.github.fail({ method: "PATCH", path: /check-runs/, times: 10, fault: limit });
    const after = await world.apply();
    expect([after.exitCode, after.wroteTarget]).toEqual([0, true]);
    expect(after.mutations.filter(({ method }) => method === "PATCH").length).toBeLessThanOrEqual(2);
  },
);

scenario("T61 A comment that a limit refuses is not sent again, and the summary shows the plan", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  await world.github.fail({
    method: "POST",
    path: /comments/,
    times: 10,
    fault: { kind: "secondary-limit", status: 429, retryAfter: "1" },
  });
  const end = await world.plan(pull);
  expectRefused(end, 26);
  expect(end.mutations.filter(({ path }) => path.includes("comments"))).toHaveLength(1);
  expect(end.summary).toContain("`Member/nia`");
});

scenario(
  "T62 A list that is another one at every reading, or lacks a page, is never taken for the whole",
  async (world) => {
    const pull = world.openPull({ author: "mo", files: giveNia });
    const { sha } = world.pull(pull).head;
    const reviews = Array.from({ length: 130 }, (_, at) =>
      newReview({ id: 4000 + at, pull, user: people.stranger, state: "COMMENTED", commit: sha }),
    );
    world.change({ reviews });
    world.review(pull, "ben");
    const second = { method: "GET", path: /\/reviews\?.*\bpage=2\b/ };
    for (const skip of [0, 2]) {
      await world.github.fail({ ...second, skip, fault: { kind: "page-drift", item: "removed" } });
    }
    const moving = await world.plan(pull);
    expectRefused(moving, 26);
    expect(moving.outputs["failure-reason"]).toBe("github-list-unstable");
    await world.github.clearFaults();
    await world.github.fail({ ...second, times: 10, fault: { kind: "status", status: 502, when: "before-effect" } });
    const lost = await world.plan(pull);
    expectRefused(lost, 26);
    expect(lost.mutations).toEqual([]);
    await world.github.clearFaults();
    expect((await world.plan(pull)).outputs["verdict"]).toBe("allowed");
  },
);

const html: Fault = { kind: "text", text: "<html><h1>Unicorn!</h1></html>", contentType: "text/html" };
const cut: Fault = { kind: "text", text: '{"id": 3501, "event": "pu', contentType: "application/json" };
const other: Fault = { kind: "text", text: '{"message": "Bad Gateway"}', contentType: "application/json" };

scenario(
  "T63 A page for people, cut JSON or another object with status 200 ends an apply before it writes",
  async (world) => {
    world.push({ by: "ben", files: giveNia });
    const places = [/\/actions\/runs\/\d+$/, /\/branches\/main$/, /\/activity\?/, /\/check-runs\?/];
    const faults = [html, cut, other];
    for (const [at, path] of places.entries()) {
      const fault = faults[at % faults.length] ?? html;
      await world.github.fail({ method: "GET", path, times: 10, fault });
      const end = await world.apply();
      expectRefused(end, 26);
      expect(end.outputs["failure-reason"]).toBe("github-malformed");
      expect(JSON.stringify([end.stdout, end.summary])).not.toContain("Unicorn");
      await world.github.clearFaults();
    }
  },
);

scenario("T63 A comment whose answer is a page for people is looked for, and not written twice", async (world) => {
  const pull = world.openPull({ author: "pia", files: { "projects/shop.yaml": shopManifest({ description: "New" }) } });
  await world.github.fail({ method: "POST", path: /comments/, fault: html });
  const end = await world.plan(pull);
  expect([end.exitCode, end.comments.length, end.wroteTarget]).toEqual([0, 1, false]);
});
