import { exitCodes } from "../model/exit-code.ts";
import type { Outcome } from "../model/outcome.ts";

/**
 * The exit code that an outcome alone decides; `done` where every change was made. A target that takes all or nothing has
 * written nothing when it refuses one change.
 */
export function outcomeExitCode({ applied, failed, unknown }: Outcome): number {
  if (failed.length === 0) return unknown.length === 0 ? exitCodes.done : exitCodes.unknownOutcome;
  return applied.length === 0 && unknown.length === 0 ? exitCodes.usage : exitCodes.stoppedPartWay;
}
