import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { program } from "../support/charter-process.ts";
import { type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { soundFiles, writtenMember } from "../support/written-document.ts";

interface Case {
  readonly title: string;
  readonly arrange: (world: CliWorld) => void;
  /** The folder that is named; the working folder when absent. */
  readonly folder?: string;
  readonly exitCode?: number;
  /** What apply ends with, where that is something else. */
  readonly applied?: number;
  readonly code: string;
  readonly file?: string | null;
  readonly says?: string;
}

const nothingDeclared = { code: "nothing-declared", exitCode: 23, file: null };
const mia = writtenMember("email: mia@acme.test");
const nobody = 65_534;

const cases: readonly Case[] = [
  {
    title: "C13 more than 5,000 files",
    arrange: ({ write }) => write(Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`many/${at}.yaml`, ""]))),
    code: "too-many-files",
    file: null,
    says: "5,000",
  },
  {
    title: "C14 a symbolic link to a file elsewhere",
    arrange: ({ folder, write }) => {
      write({ "../secret.yaml": "top: secret" });
      link(folder, "members.yaml", "../secret.yaml");
    },
    code: "symlink-refused",
    file: "members.yaml",
  },
  {
    title: "C15 a symbolic link to the environment",
    arrange: ({ folder }) => link(folder, "members.yaml", "/proc/self/environ"),
    code: "symlink-refused",
    file: "members.yaml",
  },
  {
    title: "C16 a symbolic link to a folder",
    arrange: ({ folder }) => link(folder, "projects", ".."),
    code: "symlink-refused",
    file: "projects",
  },
  {
    title: "C17 a pipe that nobody writes to",
    arrange: ({ folder }) => void execFileSync("mkfifo", [path.join(folder, "pipe.yaml")]),
    code: "not-regular-file",
    file: "pipe.yaml",
  },
  {
    title: "C18 another repository inside this one",
    arrange: ({ write }) => write({ "vendor/.git": "gitdir: ../.git/modules/vendor\n", "vendor/mia.yaml": mia }),
    code: "submodule-refused",
    file: "vendor",
  },
  {
    title: "C21 two names that differ in case alone",
    arrange: ({ write }) => write({ "A.yaml": mia, "a.yaml": "# nothing\n" }),
    code: "path-case-collision",
    file: "a.yaml",
    says: "`A.yaml`",
  },
  {
    title: "C23 a folder that does not exist",
    arrange: () => undefined,
    folder: "nope",
    ...nothingDeclared,
    says: "`nope`",
  },
  {
    title: "C23 a folder without manifests",
    arrange: ({ write }) => write({ "empty/notes.txt": "" }),
    folder: "empty",
    ...nothingDeclared,
    says: "`empty`",
  },
  {
    title: "a path of more than 512 bytes",
    arrange: ({ write }) => write({ [`${"long/".repeat(105)}mia.yaml`]: mia }),
    code: "path-too-long",
    file: `${"long/".repeat(102)}long`,
    says: "512",
  },
  {
    title: "a text file instead of a folder",
    arrange: ({ write }) => write({ "notes.txt": "hi" }),
    folder: "notes.txt",
    code: "root-not-mapping",
    file: "notes.txt",
    applied: 20,
  },
];

describe.concurrent("nothing is written, and the reason is named, for", () => {
  test.each(cases)("$title", ({ arrange, folder = ".", exitCode = 21, applied = exitCode, code, file, says = "" }) =>
    inWorld(soundFiles, async (world) => {
      arrange(world);
      const answer = await world.charter("validate", folder, "--format", "json");
      const problems = expectJson("validate", answer.stdout).diagnostics;
      const found = problems.filter((one: { readonly code: string }) => one.code === code);
      expect([answer.exitCode, answer.stderr]).toEqual([exitCode, ""]);
      expect(found).toEqual([
        expect.objectContaining({ file, help: expect.any(String), message: expect.stringContaining(says) }),
      ]);
      const apply = await world.charter("apply", folder, "-y");
      expect([apply.exitCode, apply.stdout]).toEqual([applied, ""]);
      expect(apply.stderr).not.toMatch(/top: secret|CHARTER_ACTOR|^\s+at /m);
      expect(world.content()).toBe("nothing");
    }),
  );
});

// Root reads and writes everything, so that the program is run as nobody then, where nobody can reach it.
const asSomebody = process.getuid?.() === 0 ? { uid: nobody } : {};
const canRun = [process.execPath, program].every((file) => {
  return spawnSync("test", ["-r", file], { ...asSomebody, stdio: "ignore" }).status === 0;
});

describe.runIf(canRun)("what may not be touched", () => {
  test("is named when it is a manifest", () =>
    inWorld(soundFiles, async ({ folder, run }) => {
      writeFileSync(path.join(folder, "private.yaml"), mia, { mode: 0o000 });
      setMode(folder, 0o755);
      const { exitCode, stderr } = await run(["validate"], asSomebody);
      expect([exitCode, stderr]).toEqual([
        21,
        expect.stringContaining("error: the file cannot be read: EACCES\n  --> private.yaml:1:1\n"),
      ]);
    }));

  test("keeps no store when it is the working folder", () =>
    inWorld(soundFiles, async ({ folder, run, content }) => {
      setMode(folder, 0o555);
      const { exitCode, stderr } = await run(["apply", "-y"], asSomebody);
      setMode(folder, 0o755);
      expect([exitCode, stderr]).toEqual([
        20,
        expect.stringMatching(/^error: the store .* cannot\s+be opened: EACCES\n +help: /),
      ]);
      expect(content()).toBe("nothing");
    }));

  test("takes no plan when it is the folder to save in", () =>
    inWorld(soundFiles, async ({ folder, run }) => {
      setMode(folder, 0o555);
      const { exitCode, stderr } = await run(["plan", "--out", "plan.json"], asSomebody);
      setMode(folder, 0o755);
      expect([exitCode, stderr]).toEqual([
        20,
        expect.stringMatching(/^error: the plan cannot be saved to `plan\.json`\n/),
      ]);
    }));
});

test("what is beside the manifests is passed over: other files, hidden ones, and installed packages", () =>
  inWorld(soundFiles, async ({ folder, write, charter }) => {
    write({ ".hidden.yaml": "a: [", "node_modules/a/b.yaml": "a: [", "notes.txt": "a: [", "data.json": "{" });
    mkdirSync(path.join(folder, "empty"));
    expect(await charter("validate")).toMatchObject({ exitCode: 0, stdout: "Valid: 9 documents in 3 files.\n" });
  }));

function setMode(folder: string, mode: number): void {
  for (const opened of [path.dirname(folder), folder]) chmodSync(opened, mode);
}

function link(folder: string, name: string, to: string): void {
  symlinkSync(to, path.join(folder, name));
}
