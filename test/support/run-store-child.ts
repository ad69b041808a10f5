import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

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
  /** Settles with the first word it says, or when it ends without one. */
  readonly spoke: Promise<void>;
  readonly ended: Promise<ChildEnd>;
}

const script = fileURLToPath(new URL("./store-child.ts", import.meta.url));

/** Starts a process that works on the store in a folder; `shell` runs before it, as in a script. */
export function startStoreChild(words: readonly string[], shell = ""): Child {
  const command = [process.execPath, script, ...words].map((word) => `'${word}'`).join(" ");
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
  return { spoke, kill: () => child.kill("SIGKILL"), ended };
}
