import { Failure } from "../model/failure.ts";
import type { Environment } from "./environment.ts";
import { noteFailure } from "./report-error.ts";
import type { GlobalOptions } from "./settings.ts";

/**
 * Tells of work that is done. When that fails, as on a full disk, it is said on stderr, and the exit code stays the one of the
 * work: one that means "nothing was written" would be a lie.
 */
export async function tellOnly(
  { flags, environment }: { readonly flags: GlobalOptions; readonly environment: Environment },
  tell: () => Promise<void>,
): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await noteFailure(error, environment, flags);
  }
}
