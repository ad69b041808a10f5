import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { createCheck, listChecks, updateCheck } from "../../../src/github/api/checks.ts";
import { compareCommits } from "../../../src/github/api/commits.ts";
import { createIssue, listIssues, updateIssue } from "../../../src/github/api/issues.ts";
import { listPullsOfCommit, listReviews, readPull } from "../../../src/github/api/pulls.ts";
import { fullGitHub as full } from "../server/full-github.ts";
import {
  accounts,
  actionsApp,
  newCheckRun,
  newCommit,
  newIssue,
  newPull,
  newReview,
  shaNamed,
} from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import { assertFit, connectTo, failureOf } from "./connect-to.ts";

let server: GitHubServer;

beforeAll(async () => {
  server = await startGitHub(full);
});
afterAll(() => server.close());
beforeEach(() => server.reset(full));
afterEach(() => assertFit(server));

const [root, h1] = [shaNamed("root"), shaNamed("h1")];

describe("pull requests", () => {
  test("an open one names no merger and no merge commit", async () => {
    expect(await readPull(connectTo(server), 1)).toMatchObject({
      number: 1,
      isOpen: true,
      isMerged: false,
      author: { id: accounts.ada, isPerson: true },
      headBranch: "work",
      headSha: h1,
      mergedBy: undefined,
      mergeSha: undefined,
    });
  });

  test("one whose fork is gone has no head repository", async () => {
    await server.change({ pulls: [newPull({ head: { ref: "work", sha: h1, repository: null } })] });
    expect((await readPull(connectTo(server), 1)).headRepositoryId).toBe(undefined);
  });

  test("the review of a deleted account is nobody's", async () => {
    await server.change({ reviews: [newReview({ user: null, commit: null })] });
    expect(await listReviews(connectTo(server), 1)).toEqual([
      { id: 3101, account: undefined, state: "APPROVED", commit: undefined, submittedAt: "2026-02-01T09:00:00Z" },
    ]);
  });

  test("those of a commit are told by number", async () => {
    expect(await listPullsOfCommit(connectTo(server), h1)).toEqual([1]);
    expect(await listPullsOfCommit(connectTo(server), root)).toEqual([]);
  });
});

describe("commits", () => {
  const names = Array.from({ length: 230 }, (_, at) => shaNamed(`c${at}`));
  const commits = {
    [root]: newCommit(),
    ...Object.fromEntries(names.map((sha, at) => [sha, newCommit({ parents: [names[at - 1] ?? root] })])),
  };
  const tip = names.at(-1) ?? "";

  test("a long way between two is read whole", async () => {
    await server.change({ commits, branches: { main: tip } });
    const { status, mergeBase, commits: between } = await compareCommits(connectTo(server), root, tip);
    expect([status, mergeBase]).toEqual(["ahead", root]);
    expect(between.map(({ sha }) => sha)).toEqual(names);
    expect(between[0]?.parents).toEqual([root]);
  });

  test("a page that lacks one is not taken for all", async () => {
    await server.change({ commits, branches: { main: tip } });
    await server.fail({ path: /page=3$/u, fault: { kind: "page-drift", item: "removed" } });
    expect(await failureOf(compareCommits(connectTo(server), root, tip))).toMatchObject({
      code: "github-list-unstable",
      exitCode: 26,
    });
  });

  test("a way back has no commits, and begins elsewhere", async () => {
    const { mergeBase, commits: between } = await compareCommits(connectTo(server), h1, root);
    expect([mergeBase, between]).toEqual([root, []]);
  });
});

describe("checks", () => {
  test("one is made, changed and found again, with the App that made it", async () => {
    const github = connectTo(server);
    const running = { status: "in_progress", externalId: "digest", title: "Planning", summary: "…" } as const;
    const made = await createCheck(github, { name: "charter plan", headSha: h1, content: running });
    expect(made).toMatchObject({ appId: actionsApp, status: "in_progress", conclusion: undefined });
    const done = { status: "completed", conclusion: "failure", title: "Denied", summary: "2 denied" } as const;
    await updateCheck(github, { id: made.id, content: done });
    expect(await listChecks(github, { headSha: h1, name: "charter plan" })).toEqual([
      { ...made, status: "completed", conclusion: "failure" },
    ]);
  });

  test("those of another name are left out", async () => {
    await server.change({ checkRuns: [newCheckRun(), newCheckRun({ id: 3302, name: "lint" })] });
    const checks = await listChecks(connectTo(server), { headSha: h1, name: "lint" });
    expect(checks.map(({ id }) => id)).toEqual([3302]);
  });
});

describe("issues", () => {
  test("open and closed ones are listed, pull requests are not", async () => {
    await server.change({ issues: [newIssue(), newIssue({ id: 3402, number: 3, state: "closed" })] });
    const issues = await listIssues(connectTo(server), "drift");
    expect(new Map(issues.map(({ number, isOpen }) => [number, isOpen]))).toEqual(
      new Map([
        [2, true],
        [3, false],
      ]),
    );
    expect((await listIssues(connectTo(server))).map(({ number }) => number)).not.toContain(1);
  });

  test("one is opened, updated and closed", async () => {
    const github = connectTo(server);
    const opened = await createIssue(github, { title: "Drift", body: "3 changes", labels: ["charter"] });
    expect(opened).toMatchObject({ isOpen: true, appId: actionsApp });
    const closed = await updateIssue(github, { number: opened.number, body: "none", state: "closed" });
    expect(closed).toEqual({ ...opened, body: "none", isOpen: false });
  });
});
