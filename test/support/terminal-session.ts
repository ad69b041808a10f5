import { spawn, spawnSync } from "node:child_process";

import { program, textOf } from "./charter-process.ts";
import type { CliWorld } from "./cli-world.ts";

/** Whether this machine can play a terminal. */
export const hasTerminal = spawnSync("script", ["--version"]).status === 0;

/** What happened on a terminal. */
export interface Session {
  readonly exitCode: number | null;
  /** Everything that was on the screen, what was typed included. */
  readonly screen: string;
}

/** What a person does at the terminal. */
export interface Typing {
  /** Typed as soon as the screen shows `after`; the end of input when absent. */
  readonly keys?: string;
  readonly after?: string;
  readonly columns?: number;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs the program on a terminal of its own, and types there. */
export function runOnTerminal(
  { folder, variables }: CliWorld,
  words: readonly string[],
  typing: Typing = {},
): Promise<Session> {
  const command = [process.execPath, program, ...words].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", `stty cols ${typing.columns ?? 100} rows 40; exec ${command}`, "/dev/null"], {
    cwd: folder,
    env: { ...variables, TERM: "xterm-256color", SHELL: "/bin/bash", ...typing.variables },
  });
  const screen = textOf(child.stdout);
  let typed = false;
  child.stdout.on("data", () => {
    if (typed || typing.after === undefined || !screen().includes(typing.after)) return;
    typed = true;
    if (typing.keys === undefined) child.stdin.end();
    else child.stdin.write(typing.keys);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, screen: screen() }));
  });
}
