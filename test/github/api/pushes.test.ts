import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { listPushersOf, readPushes } from "../../../src/github/api/pushes.ts";
import type { Push } from "../server/github-state.ts";
import { accounts, newGitHubState, newPush, shaNamed } from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import { assertFit, connectTo, failureOf } from "./connect-to.ts";

let server: GitHubServer;
const state = newGitHubState();

beforeAll(async () => {
  server = await startGitHub(state);
});
afterAll(() => server.close());
beforeEach(() => server.reset(state));
afterEach(() => assertFit(server));

/** Pushes to `main` from commit to commit: `0` to `1`, `1` to `2` and so on. */
function chain(length: number): readonly Push[] {
  return Array.from({ length }, (_, at) =>
    newPush({
      id: 4000 + at,
      kind: at % 2 === 0 ? "pr_merge" : "push",
      branch: "main",
      before: shaNamed(String(at)),
      after: shaNamed(String(at + 1)),
      actor: at % 2 === 0 ? accounts.ben : accounts.cleo,
    }),
  );
}

function rangeOf(before: number, after: number): Parameters<typeof readPushes>[1] {
  return { branch: "main", before: shaNamed(String(before)), after: shaNamed(String(after)) };
}

test("the steps of a range are told oldest first, with who made them and how", async () => {
  await server.change({ pushes: [...chain(5), newPush()] });
  const pushes = await readPushes(connectTo(server), rangeOf(1, 3));
  expect(pushes.map(({ before, account, way }) => [before, account?.login, way])).toEqual([
    [shaNamed("1"), "cleo", "push"],
    [shaNamed("2"), "ben", "merge"],
  ]);
});

test("a merge queue merges like a person's button, and a forced push is a push", async () => {
  const [first, second] = chain(2);
  if (first === undefined || second === undefined) throw new Error("the chain is too short");
  await server.change({
    pushes: [
      { ...first, kind: "merge_queue_merge" },
      { ...second, kind: "force_push", actor: null },
    ],
  });
  const pushes = await readPushes(connectTo(server), rangeOf(0, 2));
  expect(pushes.map(({ account, way }) => [account?.login, way])).toEqual([
    ["ben", "merge"],
    [undefined, "push"],
  ]);
});

test("a range over several pages is read to its beginning", async () => {
  await server.change({ pushes: chain(250) });
  expect(await readPushes(connectTo(server), rangeOf(10, 250))).toHaveLength(240);
});

test("a record with a step missing accounts for nothing", async () => {
  await server.change({ pushes: chain(4).filter((_, at) => at !== 1) });
  expect(await failureOf(readPushes(connectTo(server), rangeOf(0, 4)))).toEqual({
    code: "github-pushes-unknown",
    exitCode: 26,
    args: { branch: "main", before: shaNamed("0"), after: shaNamed("4") },
  });
});

test("a push that GitHub lists a moment later is waited for", async () => {
  await server.fail({
    path: /activity/u,
    fault: { kind: "change", when: "after-effect", change: { pushes: chain(1) } },
  });
  expect(await readPushes(connectTo(server), rangeOf(0, 1))).toHaveLength(1);
});

test("who brought a branch to a commit is told, whoever moved it before and after", async () => {
  const later = newPush({ id: 3802, before: shaNamed("h1"), after: shaNamed("h2"), actor: accounts.cleo });
  await server.change({ pushes: [newPush({ actor: accounts.ben }), later] });
  const pushers = await listPushersOf(connectTo(server), { branch: "work", sha: shaNamed("h1") });
  expect(pushers.map(({ login }) => login)).toEqual(["ben"]);
});
