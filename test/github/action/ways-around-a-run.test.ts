import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, vi } from "vitest";

import type { ActionWorld } from "./action-world.ts";
import { runGit, writeFiles } from "./git-origin.ts";
import { type Files, memberManifest, people } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const giveNia: Files = { "members/nia.yaml": memberManifest("nia", "Member, Product Analytics Viewer") };

/** Code that leaves a file when anything runs it, in a process of Node or of a shell. */
const trap = 'require("fs").writeFileSync(process.env.RUNNER_TEMP + "/trapped", "");\n';
const shellTrap = '#!/bin/sh\ntouch "$(dirname "$0")/../../../trapped" "$(pwd)/../trapped" "$RUNNER_TEMP/trapped"\n';

const traps: Files = {
  "charter.js": trap,
  "charter.config.cjs": trap,
  "charter.config.mjs": `import ${JSON.stringify("./charter.js")};\n`,
  ".charter/hooks/pre-plan": shellTrap,
  "hooks/pre-apply": shellTrap,
  ".npmrc": "node-options=--require ./charter.js\nscript-shell=./hooks/pre-apply\n",
  ".env": "NODE_OPTIONS=--require ./charter.js\n",
  "package.json": JSON.stringify({ main: "charter.js", type: "commonjs", scripts: { preinstall: "node charter.js" } }),
  "index.js": trap,
  "dist/index.js": trap,
  "node_modules/yaml/index.js": trap,
  "node_modules/yaml/package.json": JSON.stringify({ name: "yaml", main: "index.js" }),
  "node_modules/octokit/index.js": trap,
  ".gitattributes": "*.yaml filter=trap diff=trap\n",
  ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch trapped"\n\tupdate = !touch trapped\n',
};

scenario("T31 Nothing that a pull request brings besides manifests is run or read as configuration", async (world) => {
  const pull = world.openPull({ author: "mo", files: { ...giveNia, ...traps } });
  world.review(pull, "ben");
  const folders: string[] = [];
  const prepare = (workspace: string): void => void folders.push(path.dirname(workspace));
  const plan = await world.plan(pull, { prepare });
  expect(plan.exitCode).toBe(0);
  expect(plan.outputs["to-change"]).toBe("1");
  world.merge(pull, { by: "ben" });
  expect((await world.apply({ prepare })).exitCode).toBe(0);
  expect(folders.map((folder) => existsSync(path.join(folder, "trapped")))).toEqual([false, false]);
});

scenario("T31 A manifest that extends, refers, runs or reads the environment is refused", async (world) => {
  const configured: Files = {
    "members/extends.yaml": `extends: https://evil.test/x.yaml\n${memberManifest("eve", "Member")}`,
    "members/ref.yaml": `${memberManifest("eva", "Member")}  $ref: "https://evil.test/x.yaml"\n`,
    "members/env.yaml": memberManifest("zed", "Member").replace("zed@acme.test", "${CHARTER_SECRET}@acme.test"),
    "charter.yaml": "hooks:\n  pre-apply: touch trapped\nvalidators: [./charter.js]\n",
  };
  const pull = world.openPull({ author: "mo", files: configured });
  const end = await world.plan(pull, { variables: { CHARTER_SECRET: "taken" } });
  expectRefused(end, 21);
  expect(new Set(end.annotations.map(({ properties }) => properties["file"]))).toEqual(
    new Set(Object.keys(configured)),
  );
  expect(JSON.stringify([end.stdout, end.summary, end.comments])).not.toContain("taken");
});

// Each of these git itself would run on some command, and each lies where an earlier step can write.
function setGitTraps(workspace: string): void {
  const hook = path.join(workspace, ".git/hooks/trap");
  mkdirSync(path.dirname(hook), { recursive: true });
  const names = ["trap", "reference-transaction", "post-checkout", "pre-auto-gc", "post-index-change", "fsmonitor"];
  for (const name of names) {
    writeFileSync(path.join(path.dirname(hook), name), shellTrap);
    chmodSync(path.join(path.dirname(hook), name), 0o755);
  }
  const settings = [
    "core.fsmonitor",
    "core.sshCommand",
    "core.pager",
    "core.askPass",
    "credential.helper",
    "diff.external",
  ];
  for (const name of settings) runGit(workspace, ["config", name, hook]);
  for (const name of ["filter.trap.smudge", "filter.trap.process", "diff.trap.textconv"]) {
    runGit(workspace, ["config", name, hook]);
  }
  runGit(workspace, ["config", "alias.ls-tree", `!${hook}`]);
  writeFiles(workspace, { "node_modules/yaml/index.js": trap, "package.json": "{ not JSON" });
}

scenario("T32 Modules, npm settings and git settings of the work tree do not reach our process", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  let folder = "";
  const prepare = (workspace: string): void => {
    folder = path.dirname(workspace);
    setGitTraps(workspace);
  };
  // One commit alone, so that git has to fetch the others.
  const end = await world.plan(pull, { prepare, depth: 2 });
  expectRefused(end, 22);
  expect(existsSync(path.join(folder, "trapped"))).toBe(false);
});

// The harness writes files; links and submodules are made in git itself.
function pushEntry(world: ActionWorld, number: number, entry: string): void {
  const { git } = world.origin;
  const { head } = world.pull(number);
  git("read-tree", head.sha);
  git("update-index", "--add", "--cacheinfo", entry);
  const sha = git("commit-tree", git("write-tree"), "-p", head.sha, "-m", "Add an entry");
  git("update-ref", `refs/pull/${number}/head`, sha);
  git("update-ref", `refs/heads/${head.ref}`, sha);
  git("reset", "--quiet", "--hard");
  const pulls = world.state().pulls.map((one) => (one.number === number ? { ...one, head: { ...head, sha } } : one));
  world.change({ pulls, branches: { ...world.state().branches, [head.ref]: sha } });
}

scenario(
  "T43 A link or a submodule among the manifests is refused, and what it leads to is not shown",
  async (world) => {
    const pull = world.openPull({ author: "mo", files: { "environ.txt": "/proc/self/environ" } });
    const link = world.origin.git("rev-parse", `${world.pull(pull).head.sha}:environ.txt`);
    pushEntry(world, pull, `120000,${link},members/eve.yaml`);
    pushEntry(world, pull, `120000,${link},linked`);
    pushEntry(world, pull, `160000,${world.tip()},vendored`);
    const end = await world.plan(pull, { variables: { HARMLESS_SECRET: "taken-from-environ" } });
    expectRefused(end, 21);
    const titles = end.annotations.map(({ properties }) => `${properties["title"]} ${properties["file"]}`);
    expect(titles.toSorted()).toEqual([
      "Charter: submodule-refused vendored",
      "Charter: symlink-refused linked",
      "Charter: symlink-refused members/eve.yaml",
    ]);
    expect(JSON.stringify([end.stdout, end.summary, end.comments, end.planFile])).not.toContain("taken-from-environ");
  },
);

scenario("T43 A manifest whose name shows as another one, or leads elsewhere, is refused", async (world) => {
  const names = ["x\u202ey", "mo\u200b", "con", "a\\b", "c:d", " e", "f\u0007", "g\nh"];
  const files = Object.fromEntries(
    names.map((name, at) => [`members/${name}.yaml`, memberManifest(`p${at}`, "Member")]),
  );
  const end = await world.plan(world.openPull({ author: "mo", files }));
  expectRefused(end, 21);
  expect(end.annotations.filter(({ properties }) => properties["title"] === "Charter: path-odd")).toHaveLength(8);
});

scenario("T52 A commit that was applied is not applied again, whatever plan lies about", async (world) => {
  world.push({ by: "ben", files: giveNia });
  const first = await world.apply();
  expect([first.exitCode, first.wroteTarget]).toEqual([0, true]);
  const prepare = (workspace: string): void => {
    writeFiles(workspace, { "charter-plan.json": first.planFile });
    writeFiles(path.dirname(workspace), { "charter-plan.json": first.planFile });
  };
  const again = await world.apply({ prepare });
  expectRefused(again, 0);
  expect(JSON.parse(again.planFile)).toMatchObject({ changes: [] });
});

scenario("T54 A variable that an earlier step forged ends the run before anything is read", async (world) => {
  const pull = world.openPull({ author: "mo", files: { "members/mo.yaml": memberManifest("mo", "Admin") } });
  const { sha } = world.pull(pull).head;
  // An honest run of the Owner, which a later one could pretend to be.
  world.push({ by: "ada", files: { "README.md": "People" } });
  expect((await world.apply({ actor: "ada" })).exitCode).toBe(0);
  world.push({ by: "mo", files: { "members/nia.yaml": memberManifest("nia", "Admin") } });
  const forgeries: readonly Readonly<Record<string, string>>[] = [
    { GITHUB_ACTOR_ID: String(people.ada) },
    { GITHUB_SHA: sha },
    { GITHUB_REF: "refs/heads/other" },
    { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_ACTOR_ID: String(people.ada) },
    { GITHUB_RUN_ATTEMPT: "2" },
    { GITHUB_REPOSITORY_ID: "5100" },
    { GITHUB_RUN_ID: "3501" },
  ];
  for (const variables of forgeries) {
    const end = await world.apply({ variables });
    expectRefused(end, 22);
    expect(end.outputs["failure-reason"]).toBe("run-mismatch");
    expect(end.mutations).toEqual([]);
  }
});

scenario("T54 What the event's payload says of people is not believed", async (world) => {
  world.push({ by: "mo", files: { "members/mo.yaml": memberManifest("mo", "Admin") } });
  const ada = { id: people.ada, login: "ada", type: "User" };
  const payload = {
    sender: ada,
    pusher: { name: "ada" },
    head_commit: { author: ada },
    pull_request: { merged_by: ada },
  };
  expectRefused(await world.apply({ payload, variables: { GITHUB_ACTOR: "ada", GITHUB_TRIGGERING_ACTOR: "ada" } }), 22);
});

scenario(
  "T56 Of two applies at once one writes, and the other one finds nothing left to do or stops",
  async (world) => {
    world.push({ by: "ben", files: { "members/eve.yaml": memberManifest("eve", "Member") } });
    const ends = await Promise.all([world.apply(), world.apply()]);
    const codes = ends.map(({ exitCode }) => exitCode ?? -1).toSorted((one, other) => one - other);
    expect([
      [0, 0],
      [0, 24],
      [0, 25],
    ]).toContainEqual(codes);
    expect(world.content().split('"eve@acme.test"').length).toBe(content(world).length + 1);
  },
);

// Everywhere an invited person stands when they were invited once.
function content(world: ActionWorld): readonly string[] {
  return world.content().match(/"eve@acme\.test"/g) ?? [];
}
