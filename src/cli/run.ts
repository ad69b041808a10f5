import { type Command, CommanderError } from "commander";

import { exitCodes } from "../model/exit-code.ts";
import { type Environment, processEnvironment } from "./environment.ts";
import { optionsIn } from "./options-in.ts";
import { buildProgram } from "./program.ts";
import { tokensLast } from "./tokens-last.ts";

/** Runs the command that this process was called with, to its exit code. */
export async function run(): Promise<void> {
  // A run that never comes to its end must not look as if it had.
  process.exitCode = exitCodes.bug;
  const environment = processEnvironment();
  const program = buildProgram(environment, (exitCode) => {
    // Never `process.exit()`: it would cut off what a slow reader has not taken yet.
    process.exitCode = exitCode;
  });
  const words = process.argv.slice(2);
  try {
    await program.parseAsync(tokensLast(words), { from: "user" });
  } catch (error) {
    process.exitCode = await exitCodeOf(error, { program, words, environment });
  }
}

interface Call {
  readonly program: Command;
  readonly words: readonly string[];
  readonly environment: Environment;
}

// Help and version end here as well, with a code of 0; everything else is a call that was not understood.
async function exitCodeOf(thrown: unknown, { program, words, environment }: Call): Promise<number> {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.done;
  const [{ reportError }, { usageFailure }] = await Promise.all([
    import("./report-error.ts"),
    import("./usage-failure.ts"),
  ]);
  const failure = thrown instanceof CommanderError ? usageFailure(thrown, program, words) : thrown;
  return reportError(failure, environment, optionsIn(words));
}
