import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import { renderFailureJson } from "../render/json/answers.ts";
import { renderFailure } from "../render/terminal/failure.ts";
import type { Environment } from "./environment.ts";
import { hasBegun, writeLine } from "./output.ts";
import type { GlobalOptions } from "./settings.ts";
import { styleOf } from "./style-of.ts";

/**
 * Says what ended a command, and gives the exit code: as JSON on stdout when JSON was asked for, and for people on stderr; a
 * stack trace appears only with `--verbose`.
 */
export async function reportError(problem: unknown, environment: Environment, options: GlobalOptions): Promise<number> {
  const failure = problem instanceof Failure ? problem : bug(problem);
  // A second document behind the first would make both unreadable.
  if (options.format === "json" && !hasBegun(environment.stdout)) {
    await writeLine(environment.stdout, renderFailureJson(failure)).catch(nobodyLeftToTell);
  }
  await noteFailure(failure, environment, options);
  return failure.exitCode;
}

/** Says on stderr what went wrong, and changes nothing else: for what fails after the command has done its work. */
export async function noteFailure(failure: Failure, environment: Environment, options: GlobalOptions): Promise<void> {
  const style = styleOf(environment, environment.stderr, options);
  const cause = options.verbose === true && failure.cause !== undefined ? causeOf(failure) : "";
  await writeLine(environment.stderr, `${renderFailure(failure, style)}${cause}`).catch(nobodyLeftToTell);
}

function bug(error: unknown): Failure {
  return new Failure("bug", exitCodes.bug, { problem: describe(error) }, { cause: error });
}

function causeOf({ code, cause }: Failure): string {
  const stack = code === "bug" && cause instanceof Error ? cause.stack : undefined;
  return `caused by: ${stack ?? describe(cause)}\n`;
}

function nobodyLeftToTell(): void {
  // When stderr cannot be written either, the exit code is all that is left.
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
