import { spawnSync } from "node:child_process";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { allPermissions, wellKeptGitHub, withProtection } from "../github/doctor/well-kept-github.ts";
import type { GitHubState } from "../github/server/github-state.ts";
import { type GitHubServer, startGitHub } from "../github/server/start-github.ts";
import { type CliWorld, inWorld } from "../support/cli-world.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await startGitHub(wellKeptGitHub());
});
afterAll(() => github.close());

const token = wellKeptGitHub().token.value;

/** Starter manifests in a clone of `acme/people`, and a GitHub in this state. */
function inClone(changes: Partial<GitHubState>, work: (world: CliWorld) => Promise<void>): Promise<void> {
  return inWorld({}, async (world) => {
    await github.reset(wellKeptGitHub(changes));
    await world.charter("init");
    for (const words of [["init"], ["remote", "add", "origin", "git@github.com:acme/people.git"]]) {
      spawnSync("git", words, { cwd: world.folder, env: world.variables });
    }
    await work(world);
    expect(await github.mutations()).toEqual([]);
  });
}

const variables = (): Readonly<Record<string, string>> => ({ GITHUB_TOKEN: token, GITHUB_API_URL: github.url });

test("a repository as Charter advises is fine, found by the clone's origin", () =>
  inClone({}, async ({ run }) => {
    const { exitCode, stdout, stderr } = await run(["doctor"], { variables: variables() });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^CHECK +RESULT\nreviews required +ok\n[^]*\n21 fine, 0 problems, 0 not visible\n$/);
  }));

test("a problem ends with 20 and says what to do", () =>
  inClone(withProtection({ allowDeletions: true }), async ({ run }) => {
    const { exitCode, stdout } = await run(["doctor"], { variables: variables() });
    expect(exitCode).toBe(20);
    expect(stdout).toMatch(/\nhistory kept +problem\n/);
    expect(stdout).toContain(
      "\nhistory kept: branch `main` may be rewritten or deleted\n  help: in the ruleset for branch `main`",
    );
    expect(stdout).toContain("20 fine, 1 problem, 0 not visible\n");
  }));

test("what the token does not show is said, and is no problem", () => {
  const permissions = allPermissions.filter((permission) => !permission.startsWith("secrets"));
  return inClone({ token: { ...wellKeptGitHub().token, permissions } }, async ({ run }) => {
    const words = ["doctor", "--repository", "acme/people", "--format", "json"];
    const { exitCode, stdout } = await run(words, { variables: variables() });
    expect(exitCode).toBe(0);
    const { repository, checks } = JSON.parse(stdout);
    expect(repository).toBe("acme/people");
    expect(checks).toContainEqual({
      check: "secrets-in-environment",
      verdict: "cannot-see",
      message: "the token does not show this",
      help: expect.stringContaining("`secrets: read`"),
    });
    expect(checks).toContainEqual({ check: "reviews-required", verdict: "ok", message: null, help: null });
  });
});

test("the manifests that decide who may do what each need an owner", () =>
  inClone({}, async ({ run, write }) => {
    write({
      "people/ben.yaml": "apiVersion: charter/v1\nkind: Member\nmetadata:\n  name: ben\nspec:\n  email: b@acme.test\n",
    });
    await github.change({ commits: ownedInPart() });
    const { exitCode, stdout } = await run(["doctor"], { variables: variables() });
    expect(exitCode).toBe(20);
    expect(stdout).toContain("code owners named: nobody owns `people/ben.yaml`");
  }));

function ownedInPart(): GitHubState["commits"] {
  const { commits } = wellKeptGitHub();
  return Object.fromEntries(
    Object.entries(commits).map(([sha, commit]) => {
      const owners = "/organization.yaml @ada\n/members/ @ada\n/.github/ @ada\n";
      return [sha, { ...commit, files: { ...commit.files, ".github/CODEOWNERS": owners } }];
    }),
  );
}

describe("nothing is asked", () => {
  test("without a token", () =>
    inClone({}, async ({ charter }) => {
      const { exitCode, stderr } = await charter("doctor");
      expect([exitCode, stderr]).toEqual([20, expect.stringContaining("GITHUB_TOKEN is not set")]);
    }));

  test("when no repository is known", () =>
    inWorld({}, async ({ run }) => {
      const { exitCode, stderr } = await run(["doctor"], { variables: variables() });
      expect([exitCode, stderr]).toEqual([20, expect.stringContaining("--repository OWNER/NAME")]);
    }));

  test.each(["acme", "a/b/c", "../x", "acme/pe?ople"])("about a repository called %s", (repository) =>
    inWorld({}, async ({ run }) => {
      const { exitCode, stderr } = await run(["doctor", "--repository", repository], { variables: variables() });
      expect([exitCode, stderr]).toEqual([20, expect.stringContaining("is not the name of a repository")]);
    }),
  );

  test("of github.com about a clone from another server", () =>
    inWorld({}, async ({ run, folder, variables: own }) => {
      for (const words of [["init"], ["remote", "add", "origin", "https://git.acme.test/acme/people"]]) {
        spawnSync("git", words, { cwd: folder, env: own });
      }
      const { exitCode, stderr } = await run(["doctor"], { variables: { GITHUB_TOKEN: token } });
      expect([exitCode, stderr]).toEqual([20, expect.stringContaining("set GITHUB_API_URL")]);
    }));
});

test("a token that GitHub refuses is named, and never printed", () =>
  inClone({}, async ({ run }) => {
    const refused = `${token}Canary`;
    const { exitCode, stdout, stderr } = await run(["doctor", "--verbose"], {
      variables: { ...variables(), GITHUB_TOKEN: refused },
    });
    expect([exitCode, stdout]).toEqual([26, ""]);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toContain(token);
  }));
