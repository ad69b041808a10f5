import type { Command } from "commander";

import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Environment } from "../environment.ts";
import { writeLine } from "../output.ts";

/** Prints a script that completes commands and flags, made from the same description as the help. */
export async function completion(shell: string, program: Command, environment: Environment): Promise<number> {
  const print = printers.get(shell);
  if (print === undefined) throw new Failure("shell-unknown", exitCodes.usage, { shell, known: [...printers.keys()] });
  await writeLine(environment.stdout, print(wordsByCommand(program)));
  return exitCodes.done;
}

/** What may follow each command line's beginning: `charter invitations` is followed by its own commands. */
type WordsByCommand = ReadonlyMap<string, readonly string[]>;

function wordsByCommand(program: Command): WordsByCommand {
  const words = new Map<string, readonly string[]>();
  const visit = (command: Command, path: string): void => {
    const flags = [...program.options, ...command.options].flatMap(({ long }) => long ?? []);
    const names = command.commands.map((child) => child.name());
    words.set(path, [...names, ...new Set(flags)]);
    for (const child of command.commands) visit(child, `${path} ${child.name()}`);
  };
  visit(program, program.name());
  return words;
}

const printers: ReadonlyMap<string, (words: WordsByCommand) => string> = new Map(Object.entries({ bash, zsh, fish }));

function bash(words: WordsByCommand): string {
  const cases = [...words].map(([path, follow]) => `    "${path}") words="${follow.join(" ")}" ;;`);
  return `_charter() {
  local current="\${COMP_WORDS[COMP_CWORD]}" line="charter" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$line $word" in ${subcommandPatterns(words)}) line="$line $word" ;; esac
  done
  case "$line" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _charter charter`;
}

function zsh(words: WordsByCommand): string {
  return `#compdef charter
autoload -U +X bashcompinit && bashcompinit
${bash(words)}`;
}

function fish(words: WordsByCommand): string {
  const lines = [...words].flatMap(([path, follow]) => {
    const [, ...commands] = path.split(" ");
    const condition =
      commands.length === 0 ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${commands.at(-1)}`;
    return follow.map((word) =>
      word.startsWith("--")
        ? `complete -c charter -n "${condition}" -l ${word.slice(2)}`
        : `complete -c charter -n "${condition}" -a ${word}`,
    );
  });
  return lines.join("\n");
}

function subcommandPatterns(words: WordsByCommand): string {
  const paths = [...words.keys()].filter((path) => path.includes(" "));
  return paths.map((path) => `"${path}"`).join("|");
}
