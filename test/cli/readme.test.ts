import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { program } from "../support/charter-process.ts";
import { type CliWorld, inWorld } from "../support/cli-world.ts";

const root = path.join(import.meta.dirname, "../..");
const steps = stepsIn(readFileSync(path.join(root, "README.md"), "utf8"));

test("the tour in the README runs as it is written, and prints what it says", () =>
  inWorld({}, async (world) => {
    cpSync(path.join(root, "examples"), path.join(world.folder, "examples"), { recursive: true });
    const shell = shellIn(world);
    expect(steps.length).toBeGreaterThan(5);
    for (const { command, output } of steps) expect(`$ ${command}\n${shell(command)}`).toBe(`$ ${command}\n${output}`);
  }));

interface Step {
  readonly command: string;
  /** What the README shows below the command. */
  readonly output: string;
}

// Lines of ```console fences: `$` begins a command, and what follows is what it prints.
function stepsIn(readme: string): readonly Step[] {
  const fences = [...readme.matchAll(/^```console\n([^]*?)^```$/gm)].map(([, lines = ""]) => lines);
  return fences.flatMap((fence) =>
    fence
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const end = step.indexOf("\n");
        return { command: step.slice(0, end), output: step.slice(end + 1) };
      }),
  );
}

// Nobody has said yet on whose behalf things happen; the program is found by its name.
function shellIn({ folder, variables, write }: CliWorld): (command: string) => string {
  write({ "../bin/charter": `#!/bin/bash\nexec '${process.execPath}' '${program}' "$@"\n` });
  const bin = path.join(folder, "../bin");
  chmodSync(path.join(bin, "charter"), 0o755);
  const env = { ...variables, CHARTER_ACTOR: "", PATH: `${bin}:${variables["PATH"]}` };
  return (command) => spawnSync("/bin/bash", ["-c", `${command} 2>&1`], { cwd: folder, env, encoding: "utf8" }).stdout;
}
