import type { Octokit } from "octokit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { type ClientStart, newClient, statusOf } from "./ask-github.ts";
import { fullGitHub as full } from "./full-github.ts";
import { accounts, newCheckRun, newPull, shaNamed } from "./sample-github.ts";
import { type GitHubServer, startGitHub } from "./start-github.ts";

const [root, h1] = [shaNamed("root"), shaNamed("h1")];
const here = { owner: "acme", repo: "people" };

let github: GitHubServer;

beforeAll(async () => {
  github = await startGitHub(full);
});
afterAll(() => github.close());
beforeEach(() => github.reset(full));

function clientOf(start: Partial<ClientStart> = {}): Octokit {
  return newClient({ baseUrl: github.url, auth: full.token.value, ...start });
}

function commentWith(body: string, client = clientOf()): Promise<{ readonly status: number }> {
  return client.rest.issues.createComment({ ...here, issue_number: 1, body });
}

describe("what does not fit GitHub's description", () => {
  test.each([
    ["an unknown path", "GET /repos/acme/people/nothing", {}, "no such operation"],
    ["an unknown parameter", "GET /repos/acme/people/pulls/1", { verbose: "1" }, "parameter verbose"],
    ["a parameter of another type", "GET /repos/acme/people/pulls/one", {}, "parameter pull_number"],
    ["a body without a field", "POST /repos/acme/people/issues/1/comments", { text: "x" }, "required property 'body'"],
    ["a body with an unknown field", "POST /repos/acme/people/issues", { title: "x", color: "red" }, "color"],
    ["a word that is not offered", "PATCH /repos/acme/people/issues/2", { state: "shut" }, "allowed values"],
  ])("%s is refused and recorded", async (_name, route, parameters, problem) => {
    expect(await statusOf(clientOf().request(route, parameters))).toBe(422);
    const [violation] = await github.violations();
    expect(violation).toMatchObject({ of: "request" });
    expect(violation?.problems.join("\n")).toContain(problem);
  });

  test("a comment beyond GitHub's length is refused, which is no violation", async () => {
    expect(await statusOf(commentWith("x".repeat(65_537)))).toBe(422);
    expect(await statusOf(commentWith("x".repeat(65_536)))).toBe(201);
    expect(await github.violations()).toEqual([]);
  });

  test("an answer of its own is recorded too", async () => {
    await github.change({ checkRuns: [newCheckRun({ conclusion: "perhaps" })] });
    await clientOf().rest.checks.get({ ...here, check_run_id: 3301 });
    expect(await github.violations()).toMatchObject([
      { of: "response", problems: [expect.stringContaining("conclusion")] },
    ]);
  });

  test("an operation that it does not play is recorded as that", async () => {
    expect(await statusOf(clientOf().rest.pulls.merge({ ...here, pull_number: 1 }))).toBe(501);
    expect(await github.violations()).toMatchObject([
      { of: "server", problems: ["this server does not play pulls/merge"] },
    ]);
  });
});

describe("what goes wrong", () => {
  test("a lost request has no effect, a lost answer has had its effect", async () => {
    await github.fail({ method: "POST", fault: { kind: "drop", when: "before-effect" } });
    await github.fail({ method: "POST", skip: 1, fault: { kind: "drop", when: "after-effect" } });
    expect(await statusOf(commentWith("first"))).toBe("dropped");
    expect(await statusOf(commentWith("second"))).toBe("dropped");
    expect(await statusOf(commentWith("third"))).toBe(201);
    expect((await github.comments()).map(({ body }) => body)).toEqual(["Hello", "second", "third"]);
    expect((await github.mutations()).map(({ status, hadEffect }) => [status, hadEffect])).toEqual([
      [null, false],
      [null, true],
      [201, true],
    ]);
  });

  test("an error of the server meets as many requests as it is told", async () => {
    await github.fail({ times: 2, fault: { kind: "status", status: 502, when: "after-effect" } });
    const statuses = [
      await statusOf(commentWith("a")),
      await statusOf(commentWith("b")),
      await statusOf(commentWith("c")),
    ];
    expect(statuses).toEqual([502, 502, 201]);
    expect(await github.comments()).toHaveLength(4);
  });

  test("a limit is told with the headers that say when to come back", async () => {
    await github.fail({ fault: { kind: "rate-limit", status: 429, resetInSeconds: 60 } });
    await github.fail({ skip: 1, fault: { kind: "secondary-limit", status: 403, retryAfter: "7" } });
    const limit = { status: 429, response: { headers: { "x-ratelimit-remaining": "0" } } };
    expect(await commentWith("a").catch((error: unknown) => error)).toMatchObject(limit);
    const secondary = { status: 403, response: { headers: { "retry-after": "7" } } };
    expect(await commentWith("b").catch((error: unknown) => error)).toMatchObject(secondary);
    expect(await github.comments()).toEqual(full.comments);
  });

  test("requests are counted down to the limit", async () => {
    await github.change({ rateLimit: { limit: 1000, remaining: 1, resetAt: 4_000_000_000 } });
    expect([await statusOf(commentWith("a")), await statusOf(commentWith("b"))]).toEqual([201, 403]);
  });

  test("an answer may be slow, or no JSON at all", async () => {
    await github.fail({ fault: { kind: "slow", milliseconds: 60 } });
    const began = performance.now();
    await commentWith("slow");
    expect(performance.now() - began).toBeGreaterThan(50);
    await github.fail({ fault: { kind: "text", text: "<h1>Unicorn</h1>", contentType: "text/html" } });
    expect((await clientOf().request("GET /rate_limit")).data).toBe("<h1>Unicorn</h1>");
  });

  test("somebody else moves the branch just before a request reads it", async () => {
    const change = { branches: { main: h1 } };
    await github.fail({ path: /\/git\/ref\//u, skip: 1, fault: { kind: "change", when: "before-effect", change } });
    const read = async (): Promise<string> =>
      (await clientOf().rest.git.getRef({ ...here, ref: "heads/main" })).data.object.sha;
    expect([await read(), await read()]).toEqual([root, h1]);
  });

  test("faults that are cleared meet nobody", async () => {
    await github.fail({ fault: { kind: "drop", when: "before-effect" } });
    await github.clearFaults();
    expect(await statusOf(commentWith("a"))).toBe(201);
  });
});

describe("GraphQL", () => {
  const question = `query ($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) { pullRequest(number: $number) {
      autoMergeRequest { enabledBy { __typename login ... on User { databaseId } ... on Bot { databaseId } } }
      timelineItems(first: 50, itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, AUTO_MERGE_ENABLED_EVENT]) { nodes {
        __typename
        ... on AddedToMergeQueueEvent { createdAt enqueuer { databaseId __typename login } }
        ... on AutoMergeEnabledEvent { enabler { databaseId } }
      } }
    } }
  }`;

  test("tells who put a pull request into the queue, and who let it merge by itself", async () => {
    const at = "2026-02-02T00:00:00Z";
    const timeline = [
      { kind: "AddedToMergeQueueEvent", user: accounts.ben, at },
      { kind: "MergedEvent", user: accounts.bot, at },
      { kind: "AutoMergeEnabledEvent", user: accounts.cleo, at },
    ] as const;
    await github.change({ pulls: [newPull({ timeline, autoMerge: { enabledBy: accounts.bot, method: "squash" } })] });
    expect(await clientOf().graphql(question, { owner: "acme", name: "people", number: 1 })).toEqual({
      repository: {
        pullRequest: {
          autoMergeRequest: { enabledBy: { __typename: "Bot", login: "github-actions", databaseId: accounts.bot } },
          timelineItems: {
            nodes: [
              {
                __typename: "AddedToMergeQueueEvent",
                createdAt: at,
                enqueuer: { databaseId: accounts.ben, __typename: "User", login: "ben" },
              },
              { __typename: "AutoMergeEnabledEvent", enabler: { databaseId: accounts.cleo } },
            ],
          },
        },
      },
    });
    expect(await github.violations()).toEqual([]);
  });

  test("says that a missing pull request could not be resolved", async () => {
    const missing = clientOf().graphql(question, { owner: "acme", name: "people", number: 9 });
    await expect(missing).rejects.toThrow("Could not resolve");
    expect(await github.violations()).toEqual([]);
  });

  test.each([
    [
      "an id of an Actor, which only its types have",
      "{ pullRequest(number: 1) { mergedBy { databaseId } } }",
      "'Actor'",
    ],
    ["a field that does not exist", "{ pullRequest(number: 1) { enqueuer } }", "'enqueuer'"],
    ["a list without a bound", "{ pullRequest(number: 1) { timelineItems { totalCount } } }", "`first` or `last`"],
    ["a query that does not end", "{ pullRequest(number: 1) { merged }", "the end"],
  ])("refuses and records %s", async (_name, part, problem) => {
    const query = `{ repository(owner: "acme", name: "people") ${part} }`;
    await expect(clientOf().graphql(query)).rejects.toThrow(problem);
    expect(await github.violations()).toMatchObject([{ path: "/graphql", of: "request" }]);
  });
});
