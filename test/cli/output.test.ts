import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { edit, foundAcme, layDeniedChange } from "../support/acme-world.ts";
import { program, startCharter, textOf } from "../support/charter-process.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { soundFiles, written } from "../support/written-document.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
});
afterAll(() => closeWorld(acme));

const megabyte = 1024 * 1024;
const escape = "\u001B[";

test("a plan of 50 MB arrives whole at a reader that takes its time", () =>
  inWorld(soundFiles, async ({ folder, variables, write }) => {
    const rules = `[${Array.from({ length: 15 }, () => `{ module: entry, note: ${"some words ".repeat(5900)} }`).join(", ")}]`;
    const roles = Array.from(
      { length: 54 },
      (_, at) =>
        [
          `roles/${at}.yaml`,
          written(
            "Role",
            `role-${at}`,
            `title: Role ${at}\nproduct: cms\nlevel: project\nproject: site\nrules: ${rules}`,
          ),
        ] as const,
    );
    write({ ...Object.fromEntries(roles), "charter.json": '{ "files": 10000 }' });
    const child = startCharter(["plan", "--format", "json"], { cwd: folder, variables });
    const chunks: Buffer[] = [];
    child.stdin.end();
    for await (const chunk of child.stdout) {
      chunks.push(chunk as Buffer);
      if (chunks.length % 16 === 0) await sleep(5);
    }
    const text = Buffer.concat(chunks).toString("utf8");
    const plan = expectJson("plan", text);
    expect(text.length).toBeGreaterThan(50 * megabyte);
    expect([plan.summary.add, plan.byHand]).toEqual([9 + 54, []]);
  }));

describe("a reader that has seen enough", () => {
  test("changes neither the exit code nor what is said", () =>
    inWorld(acme.folder, async (world) => {
      layDeniedChange(world);
      const { exitCode, stderr } = await runWithReader(
        world,
        ["plan", "acme", "--actor", "lin@acme.test"],
        "head -c 10",
      );
      expect([exitCode, stderr]).toEqual([22, ""]);
    }));

  test("does not keep an apply from being carried out", () =>
    inWorld(acme.folder, async (world) => {
      edit(world, "acme/members/web-team.yaml", ["fullName: Otto Berg", "fullName: Otto Bergmann"]);
      const { exitCode, stderr } = await runWithReader(world, ["apply", "acme", "-y"], "true");
      const { stdout } = await world.charter("plan", "acme", "--format", "json");
      expect([exitCode, stderr, expectJson("plan", stdout).changes]).toEqual([0, "", []]);
    }));

  test.each(["--help", "plan --help", "completion bash", "schema manifest"])(
    "may take the first byte of `charter %s` alone",
    (words) =>
      inWorld({}, async (world) => {
        expect(await runWithReader(world, words.split(" "), "head -c 1")).toEqual({ exitCode: 0, stderr: "" });
      }),
  );
});

describe.runIf(existsSync("/dev/full"))("on a full disk", () => {
  test("a plan that cannot be written whole says so", () =>
    inWorld(acme.folder, async (world) => {
      const { exitCode, stderr } = await runInto("/dev/full", world, ["plan", "acme"]);
      expect([exitCode, stderr]).toEqual([
        20,
        "error: the answer could not be written whole: ENOSPC\n  help: make room where it goes\n",
      ]);
    }));

  test("an apply that was carried out is not said to have failed", () =>
    inWorld(acme.folder, async (world) => {
      edit(world, "acme/members/web-team.yaml", ["fullName: Otto Berg", "fullName: Otto Bergmann"]);
      const { exitCode, stderr } = await runInto("/dev/full", world, ["apply", "acme", "-y", "--format", "json"]);
      const { stdout } = await world.charter("plan", "acme", "--format", "json");
      expect([exitCode, expectJson("plan", stdout).changes]).toEqual([0, []]);
      expect(stderr).toContain("error: the answer could not be written whole: ENOSPC\n");
    }));
});

describe.concurrent("colours appear", () => {
  test.each([
    ["not in a pipe", {}, [], false],
    ["in a pipe when FORCE_COLOR asks for them", { FORCE_COLOR: "1" }, [], true],
    ["not when FORCE_COLOR is 0", { FORCE_COLOR: "0" }, [], false],
    ["not when NO_COLOR is set, whatever FORCE_COLOR says", { NO_COLOR: "1", FORCE_COLOR: "1" }, [], false],
    ["when NO_COLOR is empty, which counts as not set", { NO_COLOR: "", FORCE_COLOR: "1" }, [], true],
    ["not with --no-color", { FORCE_COLOR: "1" }, ["--no-color"], false],
    ["not in JSON", { FORCE_COLOR: "1" }, ["--format", "json"], false],
    ["not in markdown", { FORCE_COLOR: "1" }, ["--format", "markdown"], false],
    ["not in CI, where nobody asked for them", { CI: "true", GITHUB_ACTIONS: "true" }, [], false],
  ])("%s", (_, variables: Record<string, string>, words, coloured) =>
    inWorld(acme.folder, async ({ run }) => {
      const { stdout } = await run(["plan", "acme", "--actor", "lin@acme.test", ...words], { variables });
      expect(stdout.includes(escape)).toBe(coloured);
    }),
  );

  test("in errors as in answers", () =>
    inWorld({}, async ({ run }) => {
      const { stderr } = await run(["validate", "nope"], { variables: { FORCE_COLOR: "1" } });
      expect(stderr).toContain(`${escape}1;31merror${escape}0m: `);
    }));
});

describe.concurrent("lines fit the width", () => {
  test.each([
    ["of 80 columns in a pipe", {}, 80],
    ["that COLUMNS says", { COLUMNS: "40" }, 40],
    ["of 120 columns at most", { COLUMNS: "400" }, 120],
    ["of 80 columns when COLUMNS is no number", { COLUMNS: "wide" }, 80],
  ])("%s", (_, variables: Record<string, string>, width) =>
    inWorld(acme.folder, async (world) => {
      layDeniedChange(world);
      const { stdout } = await world.run(["plan", "acme", "--actor", "lin@acme.test"], { variables });
      const broken = await world.run(["validate", "acme/projects"], { variables });
      const lines = `${stdout}${broken.stderr}`.split("\n").filter((line) => !line.startsWith("Plan: "));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(width - 20);
    }),
  );
});

describe.concurrent("with --quiet", () => {
  test("valid manifests are worth no word", () =>
    inWorld(soundFiles, async ({ charter }) => {
      expect(await charter("validate", "--quiet")).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    }));

  test("a plan is shown, since it was asked for, and saved without a word", () =>
    inWorld(acme.folder, async ({ charter, folder }) => {
      const { stdout, stderr } = await charter("plan", "acme", "-q", "--out", "plan.json");
      expect([stdout, stderr]).toEqual([expect.stringMatching(/\nNo changes\. .*\n$/), ""]);
      expect(existsSync(`${folder}/plan.json`)).toBe(true);
    }));

  test("errors are said all the same", () =>
    inWorld({}, async ({ charter }) => {
      expect((await charter("validate", "-q")).stderr).toMatch(/^error: no manifests were found in `\.`\n/);
    }));
});

test("--verbose says what caused an error, and without it nothing of the machine is shown", () =>
  inWorld(soundFiles, async ({ charter }) => {
    const words = ["plan", "--out", "nope/plan.json"];
    expect((await charter(...words)).stderr).not.toContain("ENOENT");
    expect((await charter(...words, "--verbose")).stderr).toMatch(/\ncaused by: ENOENT: .*\n$/);
  }));

// The reader is a program of the shell, so that the pipe is closed as people close it.
async function runWithReader(world: CliWorld, words: readonly string[], reader: string): Promise<Ended> {
  const command = [process.execPath, program, ...words].map((word) => `'${word}'`).join(" ");
  return ended(
    spawn("/bin/bash", ["-c", `${command} | ${reader} > /dev/null; exit "\${PIPESTATUS[0]}"`], environmentOf(world)),
  );
}

async function runInto(file: string, world: CliWorld, words: readonly string[]): Promise<Ended> {
  const stdout = openSync(file, "w");
  const child = spawn(process.execPath, [program, ...words], {
    ...environmentOf(world),
    stdio: ["ignore", stdout, "pipe"],
  });
  closeSync(stdout);
  return ended(child);
}

interface Ended {
  readonly exitCode: number | null;
  readonly stderr: string;
}

function environmentOf({ folder, variables }: CliWorld): {
  readonly cwd: string;
  readonly env: Record<string, string>;
} {
  return { cwd: folder, env: { ...variables } };
}

function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  const stderr = child.stderr === null ? () => "" : textOf(child.stderr);
  return new Promise((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode, stderr: stderr() }));
  });
}
