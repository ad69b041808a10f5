import { execFile } from "node:child_process";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { Environment } from "./environment.ts";
import { given, type GlobalOptions } from "./settings.ts";

/**
 * The actor's e-mail: the flag, else CHARTER_ACTOR, else git's `user.email`. Throws `actor-missing` when none is set, and
 * `actor-malformed` for what cannot be anybody's e-mail.
 */
export async function actorOf(options: GlobalOptions, environment: Environment): Promise<string> {
  const email = options.actor ?? given(environment.variables["CHARTER_ACTOR"]) ?? (await gitEmail(environment));
  if (email === undefined) throw new Failure("actor-missing", exitCodes.usage);
  return assertEmail(email, "actor");
}

/** The e-mails of the approvers. Throws `actor-malformed` like `actorOf`. */
export function approversOf({ approver = [] }: GlobalOptions): readonly string[] {
  return approver.map((email) => assertEmail(email, "approver"));
}

// Whoever it is, is found live; here it is only refused what would be a mistake in any organization.
function assertEmail(email: string, who: string): string {
  if (/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email) && email.length <= 254) return email;
  throw new Failure("actor-malformed", exitCodes.usage, { email, who });
}

// A folder without git, or git without an e-mail, is no fault: the other ways are still open.
function gitEmail({ cwd, variables }: Environment): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile("git", ["config", "user.email"], { cwd, env: { ...variables }, timeout: 5_000 }, (error, stdout) => {
      resolve(error === null ? given(stdout.trim()) : undefined);
    });
  });
}
