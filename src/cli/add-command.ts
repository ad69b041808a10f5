import type { Command } from "commander";

import { assertForm } from "./answer-forms.ts";
import type { Environment } from "./environment.ts";
import type { Finish } from "./finish.ts";
import { examplesByCommand } from "./help-texts.ts";
import { runCommand } from "./run-command.ts";
import type { GlobalOptions } from "./settings.ts";

/** Where commands are added, and what they run with. */
export interface Registry {
  readonly parent: Command;
  readonly environment: Environment;
  readonly finish: Finish;
}

/** One call of a command: its arguments in order, its flags with the global ones, and the process around it. */
export interface Call<Flags extends GlobalOptions> {
  readonly values: readonly (string | undefined)[];
  readonly flags: Flags;
  readonly environment: Environment;
}

/** Adds a command with its examples; its exit code goes to `finish`. */
export function addCommand<Flags extends GlobalOptions = GlobalOptions>(
  { parent, environment, finish }: Registry,
  described: Command,
  action: (call: Call<Flags>) => Promise<number>,
): void {
  described
    .copyInheritedSettings(parent)
    .addHelpText("after", examplesByCommand[described.name()] ?? "")
    .action(async () => {
      const flags = described.optsWithGlobals<Flags>();
      const values = described.processedArgs.map((value: unknown) => (typeof value === "string" ? value : undefined));
      const work = async (): Promise<number> => {
        assertForm(described.name(), flags.format);
        return action({ values, flags, environment });
      };
      finish(await runCommand(environment, flags, work));
    });
  parent.addCommand(described);
}
