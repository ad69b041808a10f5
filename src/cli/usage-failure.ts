import type { Command, CommanderError } from "commander";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";

/** A call that was not understood, in our words: what is wrong with it, what was probably meant, and where help is. */
export function usageFailure({ code, message }: CommanderError, program: Command, words: readonly string[]): Failure {
  const [text = "", nearest] = message.replace(/^error: /, "").split(/\n\(Did you mean (?:one of )?|\?\)$/);
  const [problem, advice] = code === "commander.help" ? ["a command is missing"] : divide(text);
  return new Failure("usage", exitCodes.usage, {
    detail: problem,
    advice,
    nearest: nearest?.split(", ", 1)[0],
    help: `${commandPath(program, words)} --help`,
  });
}

// The library writes "option '--out <file>' argument 'x' is invalid. It takes …."; our messages have no full stops.
function divide(text: string): readonly [problem: string, advice?: string] {
  const twice = /^(option '[^']*') .* It is given twice\.$/s.exec(text);
  if (twice !== null) return [withBackticks(`${twice[1]} is given twice`), "keep one of the two"];
  const found = /^(.*(?:is invalid|^too many arguments[^.]*))\. (\w)(.*?)\.?$/s.exec(text);
  if (found === null) return [withBackticks(text)];
  const [, problem = "", first = "", rest = ""] = found;
  return [withBackticks(problem), `${first.toLowerCase()}${rest}`];
}

// Where the library writes 'plan', our messages write `plan`.
function withBackticks(text: string): string {
  return text.replaceAll(/'([^']*)'/g, "`$1`");
}

// The innermost command that was named.
function commandPath(program: Command, words: readonly string[]): string {
  let command = program;
  const path = [program.name()];
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) continue;
    command = next;
    path.push(word);
  }
  return path.join(" ");
}
