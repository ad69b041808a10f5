import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { GitHub } from "../../../src/github/api/connect.ts";
import { readPushes } from "../../../src/github/api/pushes.ts";
import { gatherPreview, gatherSources, pushOfRun } from "../../../src/github/people/gather-sources.ts";
import type { PeopleSource } from "../../../src/github/people/people-source.ts";
import type { RunFacts } from "../../../src/github/run/read-run.ts";
import { assertFit, connectTo, failureOf } from "../api/connect-to.ts";
import type { GitHubState, Pull, Push } from "../server/github-state.ts";
import { accounts, newCommit, newGitHubState, newPull, newPush, newReview, shaNamed } from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import { newRun } from "./pull-facts.ts";

const { ada, ben, cleo, bot } = accounts;
const [root, h1, h2, m1, m2] = ["root", "h1", "h2", "m1", "m2"].map(shaNamed) as [
  string,
  string,
  string,
  string,
  string,
];
const at = "2026-03-01T10:00:00Z";

/** Ada's pull request 1 (head h1), merged as m1 by ben and approved by cleo; ada pushed its head. */
const merged = { state: "closed", merged: { by: ben, at, commit: m1 } } as const;
const world = newGitHubState({
  branches: { main: m1 },
  commits: {
    [root]: newCommit(),
    [h1]: newCommit({ parents: [root] }),
    [m1]: newCommit({ parents: [root, h1] }),
  },
  pulls: [newPull(merged)],
  reviews: [newReview({ user: cleo })],
  pushes: [newPush(), newPush({ id: 3810, kind: "pr_merge", branch: "main", after: m1, actor: ben })],
});

let server: GitHubServer;

beforeAll(async () => {
  server = await startGitHub(world);
});
afterAll(() => server.close());
beforeEach(() => server.reset(world));
afterEach(() => assertFit(server));

function runOf(changes: Partial<RunFacts> = {}): RunFacts {
  const repository = { id: 5000, fullName: "acme/people", isPrivate: true, defaultBranch: "main", url: "" };
  return { ...newRun(), headSha: m1, event: "push", repository, ...changes };
}

async function sourcesOf(change: Partial<GitHubState> = {}, tip = m1): Promise<readonly object[]> {
  await server.change(change);
  const github = connectTo(server);
  const pushes = await readPushes(github, { branch: "main", before: root, after: tip });
  return (await gatherSources(github, runOf({ headSha: tip }), { before: root, pushes })).map(shortOf);
}

function shortOf({ kind, number, merger, approvers, notCounted }: PeopleSource): object {
  return {
    what: `${kind} ${number ?? ""}`.trim(),
    merger: merger.person?.login ?? merger.unknown?.code,
    approvers: approvers.map(({ login }) => login),
    notCounted: notCounted.map(({ person, reason }) => `${person?.login ?? "?"}: ${reason.code}`),
  };
}

function withPull(changes: Partial<Pull>): Partial<GitHubState> {
  return { pulls: [newPull({ ...merged, ...changes })] };
}

const whole = { what: "pull 1", merger: "ben", approvers: ["cleo"], notCounted: [] };
const benPushed = { what: "push", merger: "ben", approvers: [], notCounted: [] };

test("a merged pull request has its merger and its approver", async () => {
  expect(await sourcesOf()).toEqual([whole]);
});

test.each<[string, Partial<GitHubState>, object]>([
  [
    "an approval from before the last push does not count (T12)",
    { reviews: [newReview({ user: cleo, commit: root })] },
    { ...whole, approvers: [], notCounted: ["cleo: approval-of-older-commit"] },
  ],
  [
    "whoever pushed the head does not approve it",
    { pushes: world.pushes.map((push) => (push.branch === "work" ? { ...push, actor: cleo } : push)) },
    { ...whole, approvers: [], notCounted: ["cleo: approval-of-last-pusher"] },
  ],
  [
    "a bot that merged is nobody (T16)",
    withPull({ merged: { ...merged.merged, by: bot } }),
    { ...whole, merger: "merger-is-bot", notCounted: ["?: merger-is-bot"] },
  ],
  [
    "behind the merge queue stands whoever queued it (T16)",
    withPull({
      merged: { ...merged.merged, by: bot },
      timeline: [{ kind: "AddedToMergeQueueEvent", user: ada, at: "2026-03-01T09:55:00Z" }],
    }),
    { ...whole, merger: "ada" },
  ],
  [
    "behind auto-merge stands whoever turned it on (T16)",
    withPull({ merged: { ...merged.merged, by: bot }, autoMerge: { enabledBy: cleo, method: "squash" } }),
    { ...whole, merger: "cleo" },
  ],
  [
    "a merge that somebody pushed by themselves is theirs alone",
    { pushes: world.pushes.map((push) => ({ ...push, kind: "push" as const })) },
    { ...whole, approvers: [], notCounted: ["cleo: approval-of-other-content"] },
  ],
  ["a pull request into another branch lends nobody", withPull({ base: { ref: "other", sha: root } }), benPushed],
  [
    "a pull request that became another commit lends nobody",
    withPull({ merged: { by: ada, at, commit: h2 } }),
    benPushed,
  ],
  ["an open pull request lends nobody", withPull({ state: "open", merged: null }), benPushed],
  ["a push without a pull request is its pusher's", { pulls: [] }, benPushed],
  [
    "the author and committer that git was told count for nothing (T19)",
    {
      pulls: [],
      commits: {
        ...world.commits,
        [m1]: newCommit({
          parents: [root, h1],
          author: { user: cleo, name: "Cleo", email: "cleo@acme.example", date: at },
          committer: { user: cleo, name: "Cleo", email: "cleo@acme.example", date: at },
        }),
      },
    },
    benPushed,
  ],
])("%s", async (_, change, expected) => {
  expect(await sourcesOf(change)).toEqual([expected]);
});

describe("two pull requests that landed in one push (T17)", () => {
  const second = newPull({ id: 3002, number: 2, head: { ref: "other", sha: h2, repository: 5000 }, author: cleo });
  const queue: Push = newPush({ id: 3811, kind: "merge_queue_merge", branch: "main", after: m2, actor: bot });
  const two: Partial<GitHubState> = {
    branches: { main: m2 },
    commits: {
      ...world.commits,
      [h2]: newCommit({ parents: [root] }),
      [m1]: newCommit({ parents: [root] }),
      [m2]: newCommit({ parents: [m1] }),
    },
    pulls: [newPull(merged), { ...second, state: "closed", merged: { by: ada, at, commit: m2 } }],
    pushes: [newPush(), queue],
  };

  test("keep their own people", async () => {
    expect(await sourcesOf(two, m2)).toEqual([whole, { what: "pull 2", merger: "ada", approvers: [], notCounted: [] }]);
  });

  test("come with the commits between which each changed something", async () => {
    await server.change(two);
    const run = runOf({ headSha: m2 });
    const sources = await gatherSources(connectTo(server), run, { before: root, pushes: [pushOfRun(run, root)] });
    expect(sources.map(({ from, mergeSha, headSha }) => [from, mergeSha, headSha])).toEqual([
      [root, m1, h1],
      [m1, m2, h2],
    ]);
  });
});

test("a branch that was set back has no such range", async () => {
  const commits = { ...world.commits, [m2]: newCommit({ parents: [root] }) };
  await server.change({ commits, branches: { main: m2 } });
  const run = runOf({ headSha: m2 });
  const gathered = gatherSources(connectTo(server), run, { before: m1, pushes: [pushOfRun(run, m1)] });
  expect(await failureOf(gathered)).toEqual({
    code: "github-history-rewritten",
    exitCode: 24,
    args: { before: m1, after: m2, branch: "main" },
  });
});

test("reviews that cannot be read are not no reviews", async () => {
  const fault = { kind: "status", status: 500, when: "before-effect" } as const;
  await server.fail({ path: /reviews/u, times: 9, fault });
  const run = runOf();
  const gathered = gatherSources(connectTo(server), run, { before: root, pushes: [pushOfRun(run, root)] });
  expect(await failureOf(gathered)).toMatchObject({ code: "github-unavailable", exitCode: 26 });
});

test("a preview takes the author for the merger, and writes nothing", async () => {
  await server.change({ pulls: [newPull()] });
  const github: GitHub = connectTo(server);
  const { pull, source } = await gatherPreview(github, runOf({ event: "pull_request" }), 1);
  expect(pull).toMatchObject({ number: 1, isOpen: true, headSha: h1 });
  expect(shortOf(source)).toEqual({ ...whole, merger: "ada" });
  expect(await server.mutations()).toEqual([]);
});
