import type { Octokit } from "octokit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { type ClientStart, newClient, statusOf } from "./server/ask-github.ts";
import { fullGitHub as full } from "./server/full-github.ts";
import type { GitHubState } from "./server/github-state.ts";
import {
  accounts,
  actionsApp,
  newCheckRun,
  newComment,
  newCommit,
  newIssue,
  newPull,
  newPush,
  newRuleset,
  shaNamed,
} from "./server/sample-github.ts";
import { type GitHubServer, startGitHub } from "./server/start-github.ts";

const [root, h1, merge] = [shaNamed("root"), shaNamed("h1"), shaNamed("merge")];
const here = { owner: "acme", repo: "people" };
const secretive = ["administration:write", "secrets:read", "environments:read", "organization-secrets:read"];
const omnipotent = { ...full.token, permissions: [...full.token.permissions, ...secretive] };

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

function manyComments(count: number): GitHubState["comments"] {
  return Array.from({ length: count }, (_, at) => newComment({ id: 1000 + at, body: `comment ${at}` }));
}

describe("what it answers", () => {
  const R = "/repos/acme/people";
  test.each([
    [200, `GET ${R}`],
    [200, `GET ${R}/actions/runs/3501`],
    [200, `GET ${R}/commits/${h1}/pulls`],
    [200, `GET ${R}/pulls/1`],
    [200, `GET ${R}/pulls/1/reviews`],
    [200, `GET ${R}/pulls/1/commits`],
    [200, `GET ${R}/pulls/1/files`],
    [200, `GET ${R}/compare/main...work`],
    [200, `GET ${R}/branches/main`],
    [200, `GET ${R}/git/ref/heads/main`],
    [200, `GET ${R}/commits/main`],
    [200, `GET ${R}/issues/1/comments`],
    [200, `GET ${R}/issues/comments/3201`],
    [200, `GET ${R}/commits/${h1}/check-runs`],
    [200, `GET ${R}/check-runs/3301`],
    [200, `GET ${R}/issues`],
    [200, `GET ${R}/issues/2`],
    [200, `GET ${R}/branches/main/protection`],
    [200, `GET ${R}/rules/branches/main`],
    [200, `GET ${R}/rulesets`],
    [200, `GET ${R}/rulesets/3601`],
    [200, `GET ${R}/environments`],
    [200, `GET ${R}/environments/contentstack-apply`],
    [200, `GET ${R}/environments/contentstack-apply/deployment-branch-policies`],
    [200, `GET ${R}/environments/contentstack-apply/secrets`],
    [200, `GET ${R}/actions/secrets`],
    [200, `GET ${R}/actions/organization-secrets`],
    [200, `GET ${R}/actions/permissions/workflow`],
    [200, `GET ${R}/contents/members/ada.yaml`],
    [200, `GET ${R}/contents/members`],
    [200, `GET ${R}/activity`],
    [200, "GET /orgs/acme/actions/secrets"],
    [200, "GET /user/1001"],
    [200, "GET /users/ada"],
    [200, "GET /rate_limit"],
    [403, "GET /user"],
    [401, "GET /app"],
    [404, `GET ${R}/pulls/7`],
    [404, `GET ${R}/branches/gone`],
    [404, "GET /repos/acme/other"],
  ])("%i to %s, as GitHub's description has it", async (status, route) => {
    await github.change({ token: omnipotent });
    expect(await statusOf(clientOf().request(route))).toBe(status);
    expect(await github.violations()).toEqual([]);
  });

  test("a person's token and an App's are told who they are", async () => {
    await github.change({ token: { ...full.token, kind: "user", user: accounts.ada } });
    expect((await clientOf().rest.users.getAuthenticated()).data).toMatchObject({ login: "ada", id: accounts.ada });
    await github.change({ token: { ...full.token, kind: "app" } });
    expect((await clientOf().rest.apps.getAuthenticated()).data).toMatchObject({ slug: "github-actions" });
    expect(await github.violations()).toEqual([]);
  });

  test("comments, check runs and issues are made and changed", async () => {
    const { rest } = clientOf();
    const comment = await rest.issues.createComment({ ...here, issue_number: 1, body: "a plan" });
    await rest.issues.updateComment({ ...here, comment_id: comment.data.id, body: "another plan" });
    const run = await rest.checks.create({ ...here, name: "apply", head_sha: h1, status: "in_progress" });
    const output = { title: "Applied", summary: "2 changes" };
    await rest.checks.update({ ...here, check_run_id: run.data.id, conclusion: "success", output });
    const issue = await rest.issues.create({ ...here, title: "Drift found", labels: ["drift"] });
    await rest.issues.update({ ...here, issue_number: issue.data.number, state: "closed" });

    const [, made] = await github.comments();
    expect(made).toMatchObject({ body: "another plan", author: accounts.bot, app: actionsApp });
    const [, check] = await github.checkRuns();
    expect(check).toMatchObject({ name: "apply", status: "completed", conclusion: "success", output });
    const [, drift] = await github.issues();
    expect(drift).toMatchObject({ number: 3, state: "closed", stateReason: "completed", labels: ["drift"] });
    const mutations = await github.mutations();
    expect(mutations.map(({ method, status, hadEffect }) => [method, status, hadEffect])).toEqual([
      ["POST", 201, true],
      ["PATCH", 200, true],
      ["POST", 201, true],
      ["PATCH", 200, true],
      ["POST", 201, true],
      ["PATCH", 200, true],
    ]);
    expect(await github.violations()).toEqual([]);
  });

  test("a merged pull request is found by its merge commit and by its own", async () => {
    const merged = { by: accounts.ben, at: "2026-02-03T00:00:00Z", commit: merge };
    const commits = { ...full.commits, [merge]: newCommit({ parents: [root, h1] }) };
    await github.change({ branches: { main: merge }, commits, pulls: [newPull({ state: "closed", merged })] });
    const { rest } = clientOf();
    const numbers = async (commit_sha: string): Promise<number[]> => {
      const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({ ...here, commit_sha });
      return data.map(({ number }) => number);
    };
    expect([await numbers(merge), await numbers(h1), await numbers(root)]).toEqual([[1], [1], []]);
    const { data } = await rest.pulls.get({ ...here, pull_number: 1 });
    expect(data).toMatchObject({
      merged: true,
      merge_commit_sha: merge,
      merged_by: { id: accounts.ben, type: "User" },
    });
    expect(await github.violations()).toEqual([]);
  });

  test("a comparison tells which side is ahead", async () => {
    const commits = { ...full.commits, [merge]: newCommit({ parents: [root], files: { "a.yaml": "a" } }) };
    await github.change({ commits });
    const compare = async (basehead: string): Promise<unknown> => {
      const { data } = await clientOf().rest.repos.compareCommitsWithBasehead({ ...here, basehead });
      return [data.status, data.ahead_by, data.behind_by, data.merge_base_commit.sha];
    };
    expect(await compare(`${root}...${root}`)).toEqual(["identical", 0, 0, root]);
    expect(await compare("main...work")).toEqual(["ahead", 1, 0, root]);
    expect(await compare("work...main")).toEqual(["behind", 0, 1, root]);
    expect(await compare(`${h1}...${merge}`)).toEqual(["diverged", 1, 1, root]);
    expect(await github.violations()).toEqual([]);
  });

  test("the head of a pull request from a deleted fork has no repository", async () => {
    await github.change({ pulls: [newPull({ head: { ref: "work", sha: h1, repository: null } })] });
    const { data } = await clientOf().rest.pulls.get({ ...here, pull_number: 1 });
    expect(data.head.repo).toBeNull();
    expect(await github.violations()).toEqual([]);
  });

  test("an Enterprise server answers under /api/v3, and its links stay there", async () => {
    await github.change({ comments: manyComments(31) });
    const client = clientOf({ baseUrl: github.enterpriseUrl });
    const { headers } = await client.rest.issues.listComments({ ...here, issue_number: 1 });
    expect(headers.link).toContain(`<${github.enterpriseUrl}/repos/acme/people/issues/1/comments?page=2>; rel="next"`);
    expect(await client.graphql('{ repository(owner: "acme", name: "people") { databaseId } }')).toEqual({
      repository: { databaseId: 5000 },
    });
    expect((await github.requests()).map(({ path, isEnterprise }) => [path, isEnterprise])).toEqual([
      ["/repos/acme/people/issues/1/comments", true],
      ["/graphql", true],
    ]);
    expect(await github.violations()).toEqual([]);
  });

  test("a fixed time is the time of the answers and of what is made", async () => {
    await github.change({ now: "2026-03-01T12:00:00Z" });
    const { data, headers } = await clientOf().rest.issues.createComment({ ...here, issue_number: 1, body: "now" });
    expect([data.created_at, headers.date]).toEqual(["2026-03-01T12:00:00Z", "Sun, 01 Mar 2026 12:00:00 GMT"]);
  });

  test("the list of issues has pull requests in it, and is narrowed by creator, label and state", async () => {
    const closed = newIssue({ id: 3402, number: 5, state: "closed" });
    await github.change({ issues: [newIssue(), closed, newIssue({ id: 3403, number: 6, labels: [] })] });
    const numbers = async (by: Readonly<Record<string, string>>): Promise<number[]> => {
      const { data } = await clientOf().request("GET /repos/{owner}/{repo}/issues", { ...here, ...by });
      return data.map(({ number }) => number);
    };
    expect(await numbers({})).toEqual([6, 2, 1]);
    expect(await numbers({ creator: "github-actions[bot]" })).toEqual([6, 2]);
    expect(await numbers({ labels: "drift", state: "all" })).toEqual([5, 2]);
    expect(await github.violations()).toEqual([]);
  });
});

describe("pages", () => {
  const list = { ...here, issue_number: 1 };

  test("a list comes 30 at a time, and the links lead to its end", async () => {
    await github.change({ comments: manyComments(75) });
    const client = clientOf();
    expect((await client.rest.issues.listComments(list)).data).toHaveLength(30);
    const all = await client.paginate(client.rest.issues.listComments, list);
    expect(all.map(({ body }) => body)).toEqual(manyComments(75).map(({ body }) => body));
    expect(await github.requests()).toHaveLength(4);
    expect(await github.violations()).toEqual([]);
  });

  test("the record of pushes is paged by cursors, newest first", async () => {
    await github.change({ pushes: Array.from({ length: 31 }, (_, at) => newPush({ id: 4000 + at })) });
    const client = clientOf();
    const all = await client.paginate(client.rest.repos.listActivities, { ...here, ref: "work" });
    expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 31 }, (_, at) => 4030 - at));
    expect(await github.requests()).toHaveLength(2);
    expect(await github.violations()).toEqual([]);
  });

  test("a page never has more than 100 items", async () => {
    await github.change({ comments: manyComments(130) });
    expect((await clientOf().rest.issues.listComments({ ...list, per_page: 200 })).data).toHaveLength(100);
  });

  test.each([
    ["removed", 39],
    ["added", 41],
  ] as const)("an item %s between two pages makes them %i of 40", async (item, count) => {
    await github.change({ comments: manyComments(40) });
    await github.fail({ path: /page=2/u, fault: { kind: "page-drift", item } });
    const client = clientOf();
    const all = await client.paginate(client.rest.issues.listComments, list);
    expect(all).toHaveLength(count);
    expect(new Set(all.map(({ id }) => id)).size).toBe(Math.min(count, 40));
  });
});

describe("who may", () => {
  test("a wrong token is refused, changes nothing and is on no record", async () => {
    expect(await statusOf(commentWith("no", clientOf({ auth: "ghs_anotherToken" })))).toBe(401);
    expect(await github.comments()).toEqual(full.comments);
    const requests = await github.requests();
    expect(requests).toMatchObject([{ authorization: "token", status: 401, hadEffect: false }]);
    expect(JSON.stringify(requests)).not.toContain("anotherToken");
  });

  test("a token without the permission is told which one it lacks", async () => {
    await github.change({ token: { ...full.token, permissions: ["contents:read", "pull-requests:read"] } });
    const refusal = await commentWith("no").catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      status: 403,
      response: {
        data: { message: "Resource not accessible by integration" },
        headers: { "x-accepted-github-permissions": "issues=write; pull_requests=write" },
      },
    });
    expect(await github.violations()).toEqual([]);
  });

  test("everybody reads a public repository, and nobody writes there or reads its protection without permission", async () => {
    const token = { ...full.token, permissions: [] };
    await github.change({ token, repository: { ...full.repository, private: false } });
    const { rest } = clientOf();
    expect(await statusOf(rest.pulls.get({ ...here, pull_number: 1 }))).toBe(200);
    expect(await statusOf(commentWith("no"))).toBe(403);
    expect(await statusOf(rest.repos.getBranchProtection({ ...here, branch: "main" }))).toBe(403);
  });

  test("a permission for pull requests does not reach the comments of an issue", async () => {
    await github.change({ token: { ...full.token, permissions: ["pull-requests:write"] } });
    const { rest } = clientOf();
    expect(await statusOf(commentWith("yes"))).toBe(201);
    expect(await statusOf(rest.issues.createComment({ ...here, issue_number: 2, body: "no" }))).toBe(403);
  });

  test("an App changes no check run of another", async () => {
    await github.change({ checkRuns: [newCheckRun({ app: null })] });
    expect(await statusOf(clientOf().rest.checks.update({ ...here, check_run_id: 3301, name: "mine" }))).toBe(403);
  });

  test("who may bypass a ruleset is shown only to those who may change it", async () => {
    const bypass = [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }];
    await github.change({ rulesets: [newRuleset({ bypass })] });
    const read = async (): Promise<unknown> =>
      (await clientOf().rest.repos.getRepoRuleset({ ...here, ruleset_id: 3601 })).data.bypass_actors;
    expect(await read()).toBeUndefined();
    await github.change({ token: omnipotent });
    expect(await read()).toEqual(bypass);
    expect(await github.violations()).toEqual([]);
  });
});
