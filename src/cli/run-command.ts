import type { Environment } from "./environment.ts";
import type { GlobalOptions } from "./settings.ts";

/** Runs a command to its exit code. What goes wrong is said in one place, and never thrown on. */
export async function runCommand(
  environment: Environment,
  options: GlobalOptions,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    // The sentences are loaded when there is something to say.
    const { reportError } = await import("./report-error.ts");
    return reportError(error, environment, options);
  }
}
