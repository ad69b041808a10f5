import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { StoreWorld } from "./store-world.ts";

/** What a process of its own does on a store; `store-child.ts` holds the jobs. */
export interface StoreWork {
  readonly url: string;
  readonly folder: string;
  readonly job: string;
  readonly outbox?: string | undefined;
  readonly smtpUrl?: string | undefined;
  /** The first round of those that count them. */
  readonly first?: number | undefined;
  /** Tells what one process writes from what others do. */
  readonly name?: string | undefined;
  readonly lockTimeoutMs?: number | undefined;
  /** How far the process's clock is off. */
  readonly clockOffMs?: number | undefined;
}

/** What a child process said and how it ended. */
export interface ChildEnd {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** A running child process. */
export interface Child {
  /** Ends it at once, as a power cut would. */
  readonly kill: () => void;
  /** Asks it to end with the round that it is in. */
  readonly finish: () => void;
  /** Holds it, as a laptop that is closed, and wakes it up. */
  readonly stop: () => void;
  readonly wake: () => void;
  /** Settles with the first word it says, or when it ends without one. */
  readonly spoke: Promise<void>;
  /** What it has said so far. */
  readonly heard: () => string;
  readonly ended: Promise<ChildEnd>;
}

/** How a child is started besides its work. */
export interface ChildStart extends Partial<StoreWork> {
  readonly job: string;
  /** Runs before it, as in a script. */
  readonly shell?: string | undefined;
}

const script = fileURLToPath(new URL("./store-child.ts", import.meta.url));

/** Starts a process that works on a world's store. */
export function startStoreChild(
  { url, folder, outbox }: Pick<StoreWorld, "url" | "folder" | "outbox">,
  { shell = "", ...rest }: ChildStart,
): Child {
  const work: StoreWork = { url, folder, outbox, ...rest };
  const command = [process.execPath, script, JSON.stringify(work)].map((word) => `'${word}'`).join(" ");
  const child = spawn("/bin/bash", ["-c", `${shell} exec ${command}`], { stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ stdout, stderr, exitCode }));
  });
  const spoke = new Promise<void>((resolve) => {
    child.stdout.once("data", () => resolve());
    child.stdout.once("close", resolve);
  });
  const send = (signal: NodeJS.Signals) => (): void => void child.kill(signal);
  return {
    spoke,
    heard: () => stdout,
    kill: send("SIGKILL"),
    finish: send("SIGTERM"),
    stop: send("SIGSTOP"),
    wake: send("SIGCONT"),
    ended,
  };
}
