import { Command, Option, type OutputConfiguration } from "commander";

import { version } from "../version.ts";
import { describeCommands } from "./describe-commands.ts";
import type { Environment } from "./environment.ts";
import type { Finish } from "./finish.ts";
import { globalHelp } from "./help-texts.ts";
import { once } from "./once.ts";
import { withoutAlarm } from "./output.ts";

/**
 * The commands, their flags and their help. Everything a command does is loaded when it runs, so that `--help` and every
 * command load only what they need.
 */
export function buildProgram(environment: Environment, finish: Finish): Command {
  const program = new Command("charter")
    .description("Keep an organization's people, roles, projects and personalization resources in git.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(outputOf(environment))
    .addHelpText("after", globalHelp)
    .exitOverride();
  for (const option of globalOptions()) program.addOption(option);
  describeCommands({ parent: program, environment, finish });
  return program;
}

// What is wrong with a call is said by us, in our own form.
function outputOf(environment: Environment): OutputConfiguration {
  return {
    writeOut: (text) => void withoutAlarm(environment.stdout).write(text),
    writeErr: (text) => void withoutAlarm(environment.stderr).write(text),
    getOutHelpWidth: () => Math.min(environment.stdout.columns ?? widest, widest),
    getErrHelpWidth: () => Math.min(environment.stderr.columns ?? widest, widest),
    outputError: () => undefined,
  };
}

const widest = 100;

function globalOptions(): readonly Option[] {
  return [
    once(
      "--target <url>",
      "the system that holds the live organization (CHARTER_TARGET; default sqlite:.charter/organization.db)",
    ),
    once("--actor <email>", "the person on whose behalf changes are made (CHARTER_ACTOR; default git's user.email)"),
    new Option("--approver <email>", "another person who agrees; may be given several times").argParser(
      (value: string, former: readonly string[] | undefined) => [...(former ?? []), value],
    ),
    once("--format <form>", "form of the answer: terminal, json or markdown", ["terminal", "json", "markdown"]),
    new Option("--no-color", "no colours (also NO_COLOR)"),
    new Option("-q, --quiet", "only what was asked for"),
    new Option("--verbose", "say what caused an error"),
    new Option("--no-cache", "parse every manifest anew"),
  ];
}
