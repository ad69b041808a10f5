import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test } from "vitest";

import { listRunsOf } from "../../../src/github/api/runs.ts";
import { connectTo, failureOf } from "./connect-to.ts";

const sha = "a".repeat(40);
const ada = { id: 1001, login: "ada", type: "User" };
const run = {
  id: 1,
  run_attempt: 1,
  event: "pull_request",
  head_sha: sha,
  head_branch: null,
  actor: ada,
  triggering_actor: ada,
  repository: { id: 5000 },
  path: ".github/workflows/charter.yml@refs/heads/main",
  created_at: "2026-03-01T10:00:00Z",
};

/** What the runs of a commit are, when a server gives this answer; and the addresses it was asked at. */
async function runsFrom(answer: object): Promise<{ readonly runs: unknown; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const runs = await failureOf(listRunsOf(connectTo({ url: `http://127.0.0.1:${port}` }), sha));
  server.close();
  server.closeAllConnections();
  return { runs, asked };
}

test("the runs of a commit are told with who caused them", async () => {
  const { runs, asked } = await runsFrom({ total_count: 1, workflow_runs: [run] });
  expect(asked).toEqual([`/repos/acme/people/actions/runs?head_sha=${sha}&per_page=100&page=1`]);
  expect(runs).toMatchObject([
    { headBranch: undefined, actor: { id: 1001 }, workflowPath: ".github/workflows/charter.yml" },
  ]);
});

test.each<[string, object, string]>([
  ["fewer than GitHub counts", { total_count: 2, workflow_runs: [run] }, "github-list-unstable"],
  ["one of them twice", { total_count: 2, workflow_runs: [run, run] }, "github-list-unstable"],
  ["one that nobody caused", { total_count: 1, workflow_runs: [{ ...run, actor: null }] }, "github-malformed"],
  ["one without a number", { total_count: 1, workflow_runs: [{ ...run, id: "1" }] }, "github-malformed"],
  ["one whose commit is none", { total_count: 1, workflow_runs: [{ ...run, head_sha: "main" }] }, "github-malformed"],
])("%s is no list", async (_, answer, code) => {
  expect((await runsFrom(answer)).runs).toMatchObject({ code, exitCode: 26 });
});
