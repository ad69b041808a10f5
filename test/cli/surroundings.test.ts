import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { edit, foundAcme } from "../support/acme-world.ts";
import { program, runCharter } from "../support/charter-process.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { soundFiles } from "../support/written-document.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
});
afterAll(() => closeWorld(acme));

const nobodyInParticular = 54_321;
const canary = "c4n4ry-p4ssw0rd";

test("the same manifests and live state give the same bytes in every language, time zone and order of files", () =>
  inWorld(acme.folder, async (world) => {
    edit(world, "acme/members/web-team.yaml", ["fullName: Otto Berg", "fullName: Ötto Bérg"]);
    const places = [
      {},
      { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
      { TZ: "Pacific/Kiritimati" },
      { LANG: "C", COLUMNS: "40", CI: "1" },
    ];
    const answers = await Promise.all(
      places.map((variables) => world.run(["plan", "acme", "--format", "json"], { variables })),
    );
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
    const uncached = await world.charter("plan", "acme", "--format", "json", "--no-cache");
    expect(uncached.stdout).toBe(answers[0]?.stdout);
  }));

test("of two applies at once one is carried out, and the other writes nothing and says why", () =>
  inWorld(acme.folder, async (world) => {
    edit(world, "acme/members/web-team.yaml", ["fullName: Otto Berg", "fullName: Otto Bergmann"]);
    const ends = await Promise.all([1, 2, 3].map(() => world.charter("apply", "acme", "-y", "--format", "json")));
    const applied = ends.filter(({ exitCode, stdout }) => exitCode === 0 && JSON.parse(stdout).outcome !== undefined);
    expect(applied).toHaveLength(1);
    const others = ends.filter((end) => !applied.includes(end));
    const said = others.map(({ exitCode, stdout }) => [exitCode, JSON.parse(stdout).error?.code]);
    for (const one of said) {
      expect(one).toEqual(
        expect.toBeOneOf([
          [0, undefined],
          [24, "stale"],
          [25, "locked"],
        ]),
      );
    }
    const { entries } = JSON.parse((await world.charter("audit", "log", "--format", "json")).stdout);
    expect(entries.filter(({ subject }: { readonly subject: string }) => subject === "Member/otto")).toHaveLength(2);
  }));

test("a folder that was removed under the program is named as what is wrong", () =>
  inWorld({}, async ({ folder, variables }) => {
    const command = `mkdir gone && cd gone && rmdir ../gone && exec '${process.execPath}' '${program}' plan`;
    const { status, stderr } = spawnSync("/bin/bash", ["-c", command], {
      cwd: folder,
      env: { ...variables },
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([
      20,
      "error: the folder this was started in is not there any more\n  help: go to a folder that exists\n",
    ]);
  }));

const isRoot = process.getuid?.() === 0;
const canReach = isRoot && spawnSync("test", ["-r", program], { uid: nobodyInParticular }).status === 0;

test.runIf(canReach)("a user without a home, as in some containers, can do everything", () =>
  inWorld(soundFiles, async ({ folder }) => {
    for (const opened of [path.dirname(folder), folder]) chmodSync(opened, 0o777);
    const start = {
      cwd: folder,
      variables: { PATH: process.env["PATH"] ?? "", CHARTER_ACTOR: "ada@acme.test" },
      uid: nobodyInParticular,
    };
    const { exitCode, stderr } = await runCharter(["apply", "-y"], start);
    expect([exitCode, stderr]).toEqual([0, ""]);
  }),
);

describe.concurrent("a secret never leaves:", () => {
  test("the password of a mail server is in no output, store or mail, whatever goes wrong", () =>
    inWorld(soundFiles, async ({ folder, run }) => {
      const variables = { CHARTER_SMTP_URL: `smtp://me:${canary}@127.0.0.1:9`, CHARTER_MAIL_FROM: "charter@acme.test" };
      const words = [
        ["apply", "-y"],
        ["apply", "-y", "--verbose"],
        ["plan", "--format", "json"],
        ["invitations", "list"],
        ["audit", "log", "--format", "json"],
        ["plan", "--out", "plan.json"],
      ];
      const said: string[] = [];
      for (const each of words) {
        const { stdout, stderr } = await run(each, { variables });
        said.push(stdout, stderr);
      }
      expect(said.join("")).toContain("ECONNREFUSED");
      const kept = filesBelow(folder).map((file) => readFileSync(file, "latin1"));
      for (const form of formsOf(canary)) expect([...said, ...kept].filter((text) => text.includes(form))).toEqual([]);
    }));

  test("a mail server's address that is malformed is not repeated", () =>
    inWorld(soundFiles, async ({ run }) => {
      const { exitCode, stdout, stderr } = await run(["apply", "-y", "--verbose", "--format", "json"], {
        variables: { CHARTER_SMTP_URL: `smtp//me:${canary}@mail` },
      });
      expect([exitCode, expectJson("failure", stdout).error.code]).toEqual([20, "smtp-url"]);
      expect(stdout + stderr).not.toContain(canary);
    }));

  test("the token of an invitation stands in its mail alone", () =>
    inWorld(acme.folder, async ({ charter, folder, tokenFor }) => {
      const token = tokenFor("ines@acme.test");
      const said = await Promise.all([
        charter("invitations", "list", "--format", "json"),
        charter("audit", "log", "--format", "json"),
        charter("access", "--format", "json"),
      ]);
      const database = readFileSync(path.join(folder, ".charter/organization.db"), "latin1");
      expect(said.map(({ stdout, stderr }) => stdout + stderr).join("")).not.toContain(token);
      expect(filesBelow(folder).filter((file) => readFileSync(file, "latin1").includes(token))).toEqual([
        expect.stringMatching(/\.eml$/),
      ]);
      expect(database).not.toContain(token);
    }));
});

test("nothing of a repository changes what the program is: no package, module or setting of Node.js in it", () =>
  inWorld(soundFiles, async ({ charter, write, folder }) => {
    const trap = "require('node:fs').writeFileSync('trapped', '');";
    write({
      "package.json": '{ "type": "commonjs", "main": "./trap.js" }',
      "trap.js": trap,
      "node_modules/yaml/index.js": trap,
      "node_modules/commander/index.js": trap,
      ".npmrc": "node-options=--require ./trap.js",
      "charter.config.js": trap,
    });
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    expect((await charter("apply", "-y")).exitCode).toBe(0);
    expect(readdirSync(folder)).not.toContain("trapped");
  }));

function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString("base64").slice(1, -4);
  return [secret, base64, encodeURIComponent(secret), secret.slice(-8), [...secret].toReversed().join("")];
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
