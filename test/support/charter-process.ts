import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import path from "node:path";

/** The program as a user starts it. */
export const program = path.join(import.meta.dirname, "../../bin/charter.js");

/** How a run of the program ended. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** What a run is given besides its words. */
export interface ProgramStart {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly stdin?: string | undefined;
  /** Runs as this user, for files that not everybody may read. */
  readonly uid?: number | undefined;
}

/** Starts the built program with nothing of this process's environment but what it is given. */
export function startCharter(words: readonly string[], start: ProgramStart): ChildProcessWithoutNullStreams {
  const { cwd, variables, uid } = start;
  const options = { cwd, env: { ...variables }, ...(uid !== undefined && { uid, gid: uid }) };
  return spawn(process.execPath, [program, ...words], options);
}

/** Runs the built program to its end. */
export function runCharter(words: readonly string[], start: ProgramStart): Promise<ProgramEnd> {
  const began = performance.now();
  const child = startCharter(words, start);
  child.stdin.end(start.stdin ?? "");
  const stdout = textOf(child.stdout);
  const stderr = textOf(child.stderr);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, signal) => {
      resolve({ exitCode, signal, stdout: stdout(), stderr: stderr(), milliseconds: performance.now() - began });
    });
  });
}

/** Collects what a stream gives; the answer is the text so far. */
export function textOf(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}
