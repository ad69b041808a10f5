import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { soundFiles } from "../support/written-document.ts";

const fileSays = { "charter.json": '{ "target": "sqlite:file.db" }' };
const variableSays = { CHARTER_TARGET: "sqlite:variable.db" };
const flagSays = ["--target", "sqlite:flag.db"];

describe.concurrent("the target is", () => {
  test.each<readonly [string, Record<string, string>, Record<string, string>, readonly string[], string]>([
    ["an embedded organization when nothing is said", {}, {}, [], "sqlite:.charter/organization.db"],
    ["what charter.json says", fileSays, {}, [], "sqlite:file.db"],
    ["what the variable says, before the file", fileSays, variableSays, [], "sqlite:variable.db"],
    ["what the flag says, before both", fileSays, variableSays, flagSays, "sqlite:flag.db"],
    ["the file's when the variable is empty", fileSays, { CHARTER_TARGET: "" }, [], "sqlite:file.db"],
  ])("%s", (_, files, variables, words, target) =>
    inWorld({ ...soundFiles, ...files }, async ({ run, folder }) => {
      const { exitCode, stdout } = await run(["apply", "-y", "--format", "json", ...words], { variables });
      expect([exitCode, expectJson("apply", stdout).target]).toEqual([0, target]);
      expect(existsSync(path.join(folder, target.slice("sqlite:".length)))).toBe(true);
    }),
  );
});

describe.concurrent("the actor is", () => {
  test.each<readonly [string, (world: CliWorld) => void, Record<string, string>, readonly string[], string]>([
    ["who git says, as the last resort", gitSays, { CHARTER_ACTOR: "" }, [], "git@acme.test"],
    ["who the variable says, before git", gitSays, { CHARTER_ACTOR: "variable@acme.test" }, [], "variable@acme.test"],
    [
      "who the flag says, before both",
      gitSays,
      { CHARTER_ACTOR: "variable@acme.test" },
      ["--actor", "flag@acme.test"],
      "flag@acme.test",
    ],
    [
      "who git's own variables say",
      () => undefined,
      { CHARTER_ACTOR: "", GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "user.email", GIT_CONFIG_VALUE_0: "env@acme.test" },
      [],
      "env@acme.test",
    ],
  ])("%s", (_, arrange, variables, words, email) =>
    inWorld(soundFiles, async (world) => {
      arrange(world);
      const { stdout } = await world.run(["plan", "--format", "json", ...words], { variables });
      expect(expectJson("plan", stdout).actor.email).toBe(email);
    }),
  );

  test("nobody where git is not installed and nothing is said", () =>
    inWorld(soundFiles, async ({ run }) => {
      const { exitCode, stderr } = await run(["plan"], { variables: { CHARTER_ACTOR: "", PATH: "/nowhere" } });
      expect([exitCode, stderr]).toEqual([
        20,
        expect.stringMatching(/^error: it is not known on whose behalf this runs\n/),
      ]);
    }));

  test("the same person in another case", () =>
    inWorld(soundFiles, async ({ run }) => {
      const { exitCode } = await run(["plan"], { variables: { CHARTER_ACTOR: "ADA@acme.test" } });
      expect(exitCode).toBe(0);
    }));
});

test("charter.json raises the number of files that are read", () =>
  inWorld({ ...soundFiles, "charter.json": '{ "files": 2 }' }, async ({ charter, write }) => {
    expect((await charter("validate")).stderr).toMatch(/^error: there are too many files, the limit is 2\n/);
    write({ "charter.json": '{ "files": 3 }' });
    expect(await charter("validate")).toMatchObject({ exitCode: 0, stdout: "Valid: 9 documents in 3 files.\n" });
  }));

test("manifests are parsed once and kept outside the folder, and --no-cache parses them anew", () =>
  inWorld(soundFiles, async ({ run, folder }) => {
    const variables = { XDG_CACHE_HOME: path.join(folder, "../cache") };
    const cache = path.join(folder, "../cache/charter/parsed");
    await run(["validate", "--no-cache"], { variables });
    expect(existsSync(cache)).toBe(false);
    const [first, second] = [await run(["validate"], { variables }), await run(["validate"], { variables })];
    expect([existsSync(cache), existsSync(path.join(folder, ".charter"))]).toEqual([true, false]);
    expect(second.stdout).toBe(first.stdout);
  }));

function gitSays({ folder }: CliWorld): void {
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  execFileSync("git", ["config", "user.email", "git@acme.test"], { cwd: folder });
}
