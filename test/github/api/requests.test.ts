import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { createComment, listComments, updateComment } from "../../../src/github/api/comments.ts";
import { connectGitHub } from "../../../src/github/api/connect.ts";
import { readRepository } from "../../../src/github/api/repository.ts";
import { readWorkflowRun } from "../../../src/github/api/runs.ts";
import { fullGitHub as full } from "../server/full-github.ts";
import type { Fault } from "../server/github-faults.ts";
import { newComment } from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";
import { assertFit, connectTo, failureOf } from "./connect-to.ts";

let server: GitHubServer;

beforeAll(async () => {
  server = await startGitHub(full);
});
afterAll(() => server.close());
beforeEach(() => server.reset(full));
afterEach(() => assertFit(server));

const what = "the repository";

describe("reading", () => {
  test("gives what GitHub says", async () => {
    expect(await readRepository(connectTo(server))).toMatchObject({
      id: 5000,
      fullName: "acme/people",
      isPrivate: true,
      defaultBranch: "main",
    });
  });

  test("goes to the addresses of an Enterprise server", async () => {
    const github = connectTo(server, { apiUrl: `${server.enterpriseUrl}/`, graphqlUrl: `${server.url}/api/graphql` });
    expect(await readRepository(github)).toMatchObject({ id: 5000 });
    expect((await server.requests()).map(({ isEnterprise }) => isEnterprise)).toEqual([true]);
  });

  test.each<[string, Fault]>([
    ["a server error", { kind: "status", status: 502, when: "before-effect" }],
    ["a lost answer", { kind: "drop", when: "after-effect" }],
    ["a cut answer", { kind: "text", text: '{"id": 1', contentType: "application/json" }],
    ["a secondary limit", { kind: "secondary-limit", status: 403, retryAfter: "1" }],
    ["a limit that ends soon", { kind: "rate-limit", status: 429, resetInSeconds: 1 }],
  ])("is tried again after %s", async (_, fault) => {
    await server.fail({ fault });
    expect(await readRepository(connectTo(server))).toMatchObject({ id: 5000 });
    expect(await server.requests()).toHaveLength(2);
  });

  test.each<[string, Fault, object, number]>([
    [
      "server errors that do not end",
      { kind: "status", status: 503, when: "before-effect" },
      { code: "github-unavailable", exitCode: 26, args: { what, status: 503 } },
      3,
    ],
    [
      "a connection that is always lost",
      { kind: "drop", when: "before-effect" },
      { code: "github-unreachable", exitCode: 26, args: { what } },
      3,
    ],
    [
      "a page for people instead of an answer",
      { kind: "text", text: "<html>", contentType: "text/html" },
      { code: "github-malformed", exitCode: 26, args: { what, problem: "it is not JSON" } },
      3,
    ],
    [
      "an answer about something else",
      { kind: "text", text: "{}", contentType: "application/json" },
      { code: "github-malformed", exitCode: 26 },
      1,
    ],
    [
      "a limit that lasts too long to wait for",
      { kind: "rate-limit", status: 403, resetInSeconds: 1800 },
      { code: "github-rate-limit", exitCode: 26, args: { what, minutes: expect.closeTo(30, -1) } },
      1,
    ],
    [
      "a secondary limit that gives no end",
      { kind: "secondary-limit", status: 429, retryAfter: "9e9" },
      { code: "github-rate-limit", exitCode: 26 },
      1,
    ],
    [
      "a token that is none",
      { kind: "status", status: 401, when: "before-effect" },
      { code: "github-token", exitCode: 26 },
      1,
    ],
    [
      "another refusal",
      { kind: "status", status: 451, when: "before-effect" },
      { code: "github-refused", exitCode: 26, args: { what, status: 451, detail: "Server Error" } },
      1,
    ],
  ])("ends with a reason at %s", async (_, fault, failure, requests) => {
    await server.fail({ fault, times: 10 });
    expect(await failureOf(readRepository(connectTo(server)))).toMatchObject(failure);
    expect(await server.requests()).toHaveLength(requests);
  });

  test("names the permission that the token lacks", async () => {
    await server.change({ token: { ...full.token, permissions: [] } });
    expect(await failureOf(readWorkflowRun(connectTo(server), 3501))).toEqual({
      code: "github-permission",
      exitCode: 26,
      args: { what: "the run 3501", needs: "actions: read" },
    });
  });

  test("names the permission that may hide what is not found", async () => {
    expect(await failureOf(readWorkflowRun(connectTo(server), 1))).toEqual({
      code: "github-hidden",
      exitCode: 26,
      args: { what: "the run 1", needs: "actions: read" },
    });
  });

  test("does not wait for ever", async () => {
    await server.fail({ fault: { kind: "slow", milliseconds: 2000 }, times: 10 });
    const github = connectTo(server, { timeoutMs: 50 });
    expect(await failureOf(readRepository(github))).toMatchObject({ code: "github-unreachable" });
  });
});

describe("writing", () => {
  const comment = { issue: 1, body: "Planned" };
  const lost = { code: "github-unknown-outcome", exitCode: 28 };

  test.each<[string, Fault, object, number]>([
    ["a server error", { kind: "status", status: 502, when: "after-effect" }, lost, 2],
    ["a server error before the effect", { kind: "status", status: 500, when: "before-effect" }, lost, 1],
    ["a lost answer", { kind: "drop", when: "after-effect" }, lost, 2],
    [
      "a limit, although waiting would help",
      { kind: "rate-limit", status: 429, resetInSeconds: 1 },
      { code: "github-rate-limit", exitCode: 26 },
      1,
    ],
    [
      "a secondary limit",
      { kind: "secondary-limit", status: 403, retryAfter: "1" },
      { code: "github-rate-limit", exitCode: 26 },
      1,
    ],
  ])("goes out once, at %s too", async (_, fault, failure, comments) => {
    await server.fail({ method: "POST", fault });
    expect(await failureOf(createComment(connectTo(server), comment))).toMatchObject(failure);
    expect(await server.mutations()).toHaveLength(1);
    expect(await server.comments()).toHaveLength(comments);
  });

  test("names the permission that the token lacks", async () => {
    await server.change({ token: { ...full.token, permissions: ["pull-requests:read"] } });
    expect(await failureOf(createComment(connectTo(server), comment))).toEqual({
      code: "github-permission",
      exitCode: 26,
      args: { what: "a comment on 1", needs: "pull-requests: write" },
    });
  });

  test("gives the comment as it is now", async () => {
    const github = connectTo(server);
    const made = await createComment(github, comment);
    const changed = await updateComment(github, { id: made.id, body: "Applied" });
    expect(changed).toEqual({ ...made, body: "Applied" });
    expect(changed).toMatchObject({ appId: 15_368, author: { id: 41_898_282, isPerson: false } });
  });
});

describe("a list of several pages", () => {
  const many = Array.from({ length: 250 }, (_, at) => newComment({ id: 10_000 + at }));

  test("is read whole, and once more to be sure", async () => {
    await server.change({ comments: many });
    const comments = await listComments(connectTo(server), 1);
    expect(comments.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
    expect(await server.requests()).toHaveLength(6);
  });

  test.each(["added", "removed"] as const)("is read again when an item was %s meanwhile", async (item) => {
    await server.change({ comments: many });
    await server.fail({ path: /page=3$/u, fault: { kind: "page-drift", item } });
    const comments = await listComments(connectTo(server), 1);
    expect(comments.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
  });

  test("is not taken for known when it never stands still", async () => {
    await server.change({ comments: many });
    await server.fail({ path: /page=2$/u, times: 10, fault: { kind: "page-drift", item: "added" } });
    expect(await failureOf(listComments(connectTo(server), 1))).toEqual({
      code: "github-list-unstable",
      exitCode: 26,
      args: { what: "the comments on 1" },
    });
  });

  test("is not taken for short when a page cannot be read", async () => {
    await server.change({ comments: many });
    await server.fail({ path: /page=3$/u, times: 10, fault: { kind: "status", status: 500, when: "before-effect" } });
    expect(await failureOf(listComments(connectTo(server), 1))).toMatchObject({ code: "github-unavailable" });
  });
});

test.each(["http://github.example", "ftp://127.0.0.1", "https://ada:secret@github.example", "nowhere"])(
  "the token is not sent to %s",
  (apiUrl) => {
    const connection = { token: "ghs_sampleToken", graphqlUrl: server.url, owner: "acme", repo: "people" };
    expect(() => connectGitHub({ ...connection, apiUrl })).toThrow(
      expect.objectContaining({ code: "github-address", args: { variable: "GITHUB_API_URL" } }),
    );
  },
);

describe("a strange server", () => {
  async function answeredBy(answer: (response: ServerResponse) => void): Promise<unknown> {
    const strange = createServer((_, response) => answer(response));
    await new Promise<void>((resolve) => strange.listen(0, "127.0.0.1", resolve));
    const { port } = strange.address() as AddressInfo;
    try {
      return await failureOf(readRepository(connectTo({ url: `http://127.0.0.1:${port}` })));
    } finally {
      strange.close();
      strange.closeAllConnections();
    }
  }

  test("that leads elsewhere is not followed", async () => {
    const failure = await answeredBy((response) => response.writeHead(301, { location: server.url }).end());
    expect(failure).toMatchObject({ code: "github-redirected", exitCode: 26 });
    expect(await server.requests()).toEqual([]);
  });

  test("whose answer is too large is not read to the end", async () => {
    const failure = await answeredBy((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`"${"x".repeat(17 * 1024 * 1024)}"`);
    });
    expect(failure).toMatchObject({ code: "github-too-large", exitCode: 26 });
  });
});
