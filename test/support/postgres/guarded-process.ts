import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

import type { ServerUser } from "./unprivileged-user.ts";

/** A program, the folder it owns, and where it writes what it has to say. */
export interface GuardedCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly logFile: string;
  readonly user: ServerUser | undefined;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A running program that does not outlive this process, however this process ends. */
export interface GuardedProcess {
  readonly pid: number;
  /** Settles once the program and everything it started is gone. */
  readonly gone: Promise<unknown>;
  readonly isGone: () => boolean;
  /** Ends the program if it still runs, and removes its folder unless told to keep it. */
  readonly release: (options: { readonly keepFolder: boolean }) => Promise<void>;
}

// The guard is the program's parent, so the program's number stays its own until the guard ends. Its input is a pipe
// whose other end only this process holds: the end of input without a word means that this process is no more.
// Descriptor 3 is open in the program and in all that it starts, and nowhere else: its end says that all are gone.
const guard = `
exec 4<&0
"$@" </dev/null >&2 4<&- &
exec 3>&-
echo "$!"
if read -r word <&4; then
  wait
else
  kill -QUIT "$!" 2>/dev/null
  wait
  cd /
  rm -rf "$GUARDED_FOLDER"
fi
`;

/** Starts a program under a guard in a session of its own, where no key pressed at the terminal reaches it. */
export async function startGuarded(command: GuardedCommand): Promise<GuardedProcess> {
  const log = openSync(command.logFile, "a");
  const child = spawn("sh", ["-c", guard, "guard", command.program, ...command.args], {
    cwd: command.folder,
    detached: true,
    env: { PATH: process.env["PATH"], LC_ALL: "C", ...command.variables, GUARDED_FOLDER: command.folder },
    stdio: ["pipe", "pipe", log, "pipe"],
    ...command.user,
  });
  closeSync(log);
  // Node opens a pipe wherever `stdio` says "pipe".
  const [input, output, , life] = child.stdio as unknown as [Writable, Readable, null, Readable];
  const ended = once(child, "exit");
  let isGone = false;
  life.once("close", () => (isGone = true));
  const gone = once(life.resume(), "close");
  const [pid] = await once(createInterface(output), "line");
  return {
    pid: Number(pid),
    gone,
    isGone: () => isGone,
    release: async ({ keepFolder }) => {
      input.end(keepFolder ? "keep\n" : "");
      await ended;
    },
  };
}
