import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { readMergeRequests } from "../../../src/github/api/merge-requests.ts";
import { fullGitHub as full } from "../server/full-github.ts";
import type { TimelineItem } from "../server/github-state.ts";
import { accounts, newPull } from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import { assertFit, connectTo, failureOf } from "./connect-to.ts";

let server: GitHubServer;

beforeAll(async () => {
  server = await startGitHub(full);
});
afterAll(() => server.close());
beforeEach(() => server.reset(full));
afterEach(() => assertFit(server));

function added(user: number | null, minute: number): TimelineItem {
  const at = `2026-03-01T09:${String(minute % 60).padStart(2, "0")}:00Z`;
  return { kind: "AddedToMergeQueueEvent", user, at };
}

test("the merge queue's record is told with people's numbers, and bots are nobody", async () => {
  const out: TimelineItem = { kind: "RemovedFromMergeQueueEvent", user: accounts.ben, at: "2026-03-01T09:01:30Z" };
  const timeline = [added(accounts.ben, 1), out, added(accounts.bot, 2), added(null, 3)];
  await server.change({ pulls: [newPull({ timeline })] });
  expect(await readMergeRequests(connectTo(server), 1)).toEqual({
    queued: [
      { at: "2026-03-01T09:01:00Z", account: { id: accounts.ben, login: "ben", isPerson: true } },
      { at: "2026-03-01T09:02:00Z", account: undefined },
      { at: "2026-03-01T09:03:00Z", account: undefined },
    ],
    unqueued: ["2026-03-01T09:01:30Z"],
    autoMerge: undefined,
  });
});

test.each<[string, number, number | undefined]>([
  ["a person who turned auto-merge on is told", accounts.ben, accounts.ben],
  ["a bot that turned auto-merge on is nobody", accounts.bot, undefined],
])("%s", async (_, enabledBy, expected) => {
  await server.change({ pulls: [newPull({ autoMerge: { enabledBy, method: "squash" } })] });
  expect((await readMergeRequests(connectTo(server), 1)).autoMerge?.id).toBe(expected);
});

test("a long record is read over all pages", async () => {
  const timeline = Array.from({ length: 230 }, (_, at) => added(at === 229 ? accounts.cleo : accounts.ben, at));
  await server.change({ pulls: [newPull({ timeline })] });
  const { queued } = await readMergeRequests(connectTo(server), 1);
  expect([queued.length, queued.at(-1)?.account?.id]).toEqual([230, accounts.cleo]);
});

test("it is asked of an Enterprise server at its own address", async () => {
  const github = connectTo(server, { apiUrl: server.enterpriseUrl, graphqlUrl: `${server.url}/api/graphql` });
  expect((await readMergeRequests(github, 1)).autoMerge?.id).toBe(accounts.ben);
});

test("what only reads is asked again after a lost answer", async () => {
  await server.fail({ path: /graphql/u, fault: { kind: "drop", when: "after-effect" } });
  expect((await readMergeRequests(connectTo(server), 1)).autoMerge?.id).toBe(accounts.ben);
});

test("a pull request that is not there is not one without a record", async () => {
  expect(await failureOf(readMergeRequests(connectTo(server), 404))).toMatchObject({
    code: "github-malformed",
    exitCode: 26,
  });
});

test.each([
  ["Resource not accessible by integration", "github-permission"],
  ["Something is wrong", "github-malformed"],
])("an error in an answer is one: %s", async (message, code) => {
  const text = JSON.stringify({ data: null, errors: [{ message }] });
  await server.fail({ path: /graphql/u, times: 9, fault: { kind: "text", text, contentType: "application/json" } });
  expect(await failureOf(readMergeRequests(connectTo(server), 1))).toMatchObject({ code, exitCode: 26 });
});
