import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Kills a process and its children so that none of them can do anything about the death of another. */
export function killWithChildren(pid: number): void {
  // Stopped, it starts no further child between the look and the kill.
  process.kill(pid, "SIGSTOP");
  const children = findChildren(pid);
  for (const each of [pid, ...children]) killIfThere(each);
}

function findChildren(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(file)) return readFileSync(file, "utf8").split(" ").filter(Boolean).map(Number);
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child ? [child] : []));
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
