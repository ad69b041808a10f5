import type { Readable, Writable } from "node:stream";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";

/** What a command may know of the process around it. Everything below the command line gets it as arguments. */
export interface Environment {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** The environment of this process. */
export function processEnvironment(): Environment {
  return {
    get cwd() {
      return workingFolder();
    },
    variables: process.env,
    // Opening a stream takes milliseconds, and hardly a command needs all three.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
  };
}

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new Failure("folder-gone", exitCodes.usage, {}, { cause });
  }
}
