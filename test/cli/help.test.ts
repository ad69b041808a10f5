import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { inWorld } from "../support/cli-world.ts";

const commands = [
  "init",
  "import",
  "validate",
  "plan",
  "apply",
  "drift",
  "explain",
  "who-can",
  "access",
  "roles",
  "invitations",
  "invitations list",
  "invitations accept",
  "invitations resend",
  "invitations revoke",
  "audit",
  "audit log",
  "audit verify",
  "backup",
  "restore",
  "copy",
  "lock",
  "lock status",
  "lock release",
  "doctor",
  "schema",
  "completion",
];

describe.concurrent("help of", () => {
  test.each(["", ...commands])("`charter %s` has examples, fits 100 columns and goes to stdout", (command) =>
    inWorld({}, async ({ charter }) => {
      const { exitCode, stdout, stderr } = await charter(...wordsOf(command), "--help");
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/\nExamples?:\n(?: {2}\$ .*charter .*\n)+/);
      expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    }),
  );

  test("the whole program names every command, and every command is known to this test", () =>
    inWorld({}, async ({ charter }) => {
      const { stdout } = await charter("--help");
      const listed = [
        ...(stdout
          .split("\nCommands:\n")[1]
          ?.split("\n\n")[0]
          ?.matchAll(/^ {2}([a-z][a-z-]*)/gm) ?? []),
      ];
      const ours = commands.filter((command) => !command.includes(" "));
      expect(listed.map(([, name = ""]) => name).toSorted()).toEqual([...ours, "help"].toSorted());
    }));

  test("a command is the same in three ways of asking", () =>
    inWorld({}, async ({ charter }) => {
      const [long, short, asked] = await Promise.all([
        charter("plan", "--help"),
        charter("plan", "-h"),
        charter("help", "plan"),
      ]);
      expect([short.stdout, asked.stdout]).toEqual([long.stdout, long.stdout]);
    }));
});

test("the version is the package's own", () =>
  inWorld({}, async ({ charter }) => {
    const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8"));
    for (const flag of ["--version", "-V"]) {
      expect(await charter(flag)).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
    }
  }));

describe("completion", () => {
  test.each([
    ["charter pl", "plan"],
    ["charter invitations re", "resend revoke"],
    ["charter audit verify --an", "--anchor"],
    ["charter plan --act", "--actor"],
    ["charter --target x pl", "plan"],
  ])("in bash, `%s` is completed to `%s`", (line, completed) =>
    inWorld({}, async ({ charter }) => {
      const { stdout } = await charter("completion", "bash");
      const words = line
        .split(" ")
        .map((word) => `'${word}'`)
        .join(" ");
      const script = `${stdout}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _charter; echo "\${COMPREPLY[*]}"`;
      expect(spawnSync("/bin/bash", ["-c", script], { encoding: "utf8" })).toMatchObject({
        stdout: `${completed}\n`,
        stderr: "",
      });
    }),
  );

  test("in bash, what is no command is left to the completion of file names", () =>
    inWorld({}, async ({ charter }) => {
      const { stdout } = await charter("completion", "bash");
      const script = `${stdout}\nCOMP_WORDS=(charter apply my); COMP_CWORD=2; _charter; echo "\${#COMPREPLY[@]}"; complete -p charter`;
      expect(spawnSync("/bin/bash", ["-c", script], { encoding: "utf8" }).stdout).toBe(
        "0\ncomplete -o default -F _charter charter\n",
      );
    }));

  test.each(["bash", "zsh"])("the script for %s is sound", (shell) =>
    inWorld({}, async ({ charter }) => {
      const { stdout } = await charter("completion", shell);
      expect(spawnSync("/bin/bash", ["-n"], { input: stdout, encoding: "utf8" })).toMatchObject({
        status: 0,
        stderr: "",
      });
    }),
  );

  test("the script for zsh registers with zsh's own completion", () =>
    inWorld({}, async ({ charter }) => {
      expect((await charter("completion", "zsh")).stdout).toMatch(
        /^#compdef charter\nautoload -U \+X bashcompinit && bashcompinit\n/,
      );
    }));

  test("the script for fish completes each subcommand below its own command", () =>
    inWorld({}, async ({ charter }) => {
      const { stdout } = await charter("completion", "fish");
      const lines = stdout.trimEnd().split("\n");
      expect(lines).toContain('complete -c charter -n "__fish_use_subcommand" -a plan');
      expect(lines).toContain('complete -c charter -n "__fish_seen_subcommand_from audit" -a verify');
      expect(lines.filter((line) => !/^complete -c charter -n "[^"]+" (?:-a|-l) [a-z-]+$/.test(line))).toEqual([]);
    }));
});

function wordsOf(command: string): readonly string[] {
  return command.split(" ").filter((word) => word !== "");
}
