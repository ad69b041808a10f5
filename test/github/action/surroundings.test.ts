import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, vi } from "vitest";

import { sharedPostgres } from "../../support/postgres/shared-postgres.ts";
import { foundOrganization, memberManifest, sampleFiles, shopManifest } from "./sample-organization.ts";
import { scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const better = { "projects/shop.yaml": shopManifest({ description: "Better" }) };
const inFolder = Object.fromEntries(Object.entries(sampleFiles).map(([file, text]) => [`people/acme/${file}`, text]));

scenario(
  "Manifests in a folder are called by their paths in the repository",
  async (world) => {
    const files = {
      "people/acme/members/mo.yaml": memberManifest("mo", "Admin"),
      "elsewhere/members/mo.yaml": "not: a manifest\n",
    };
    const pull = world.openPull({ author: "mo", files });
    const inputs = { directory: "./people/acme/" };
    const end = await world.plan(pull, { inputs });
    expect(end.exitCode).toBe(22);
    expect(end.annotations[0]?.properties["file"]).toBe("people/acme/members/mo.yaml");
    expect(end.comments[0]?.body).toContain("/people/acme/members/mo.yaml#L1");
  },
  { files: inFolder },
);

scenario("A repository with two targets has a comment and a check for each", async (world) => {
  const pull = world.openPull({ author: "pia", files: better });
  await world.plan(pull);
  const other = world.target.replace("organization.db", "other.db");
  const end = await world.plan(pull, { inputs: { target: other } });
  expect(end.comments).toHaveLength(2);
  expect(new Set(end.checkRuns.map(({ external_id: id }) => id)).size).toBe(2);
});

scenario("Two organizations of one repository are each applied, whatever became of the other", async (world) => {
  const other = path.join(world.live, "other.db");
  cpSync(path.join(world.live, "organization.db"), other);
  const inputs = { target: `sqlite:${other}` };
  const pull = world.openPull({ author: "pia", files: better });
  await world.plan(pull, { inputs });
  // The other organization has the change already, so that its plan is another one.
  await world.changeLive(better);
  await world.plan(pull);
  world.merge(pull, { by: "pia" });
  const first = await world.apply();
  const second = await world.apply({ inputs });
  expect([first, second].map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect([first, second].map(({ outputs }) => outputs["to-change"])).toEqual(["0", "1"]);
});

scenario("GitHub Enterprise is reached at the addresses that its runner gives", async (world) => {
  const pull = world.openPull({ author: "pia", files: better });
  const { enterpriseUrl } = world.github;
  const variables = {
    GITHUB_API_URL: enterpriseUrl,
    GITHUB_GRAPHQL_URL: enterpriseUrl.replace("/v3", "/graphql"),
  };
  const end = await world.plan(pull, { variables });
  expect(end.exitCode).toBe(0);
  expect(end.requests.every(({ isEnterprise }) => isEnterprise)).toBe(true);
});

scenario("What the work tree holds is neither run nor read", async (world) => {
  const hook = '#!/bin/sh\ntouch "$RUNNER_TEMP/ran"\nexit 1\n';
  const files = { ...better, ".npmrc": "node-options=--require ./evil.js\n", "evil.js": "process.exit(99)\n" };
  const pull = world.openPull({
    author: "pia",
    files: { ...files, "node_modules/octokit/index.js": "process.exit(99)\n" },
  });
  const end = await world.plan(pull, {
    variables: { NODE_PATH: "./node_modules" },
    prepare: (workspace) => {
      for (const name of ["post-checkout", "reference-transaction", "fsmonitor-watchman"]) {
        writeFileSync(path.join(workspace, ".git/hooks", name), hook, { mode: 0o755 });
      }
      writeFileSync(path.join(workspace, "members/mo.yaml"), memberManifest("mo", "Admin"));
    },
  });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false });
  expect(end.planFile).not.toContain("Member/mo");
});

scenario("An organization in PostgreSQL is planned and applied, and its password stands nowhere", async (world) => {
  const database = await (await sharedPostgres()).createDatabase();
  const password = new URL(database.url).password;
  const inputs = { target: database.url };
  const folder = mkdtempSync(path.join(tmpdir(), "charter-postgres-"));
  try {
    await foundOrganization(folder, sampleFiles, database.url);
    const pull = world.openPull({ author: "pia", files: better });
    const plan = await world.plan(pull, { inputs });
    world.merge(pull, { by: "pia" });
    const applied = await world.apply({ inputs });
    const again = await world.apply({ inputs });
    expect([plan, applied, again].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect([applied, again].map(({ outputs }) => outputs["to-change"])).toEqual(["1", "0"]);
    for (const { stdout, ...end } of [plan, applied, again]) {
      expect(JSON.stringify(end)).not.toContain(password);
      expect(stdout.replaceAll(/^::add-mask::.*$/gm, "")).not.toContain(password);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  }
});
