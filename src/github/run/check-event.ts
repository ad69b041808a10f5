import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Mode } from "../inputs/parse-inputs.ts";

/** The events that Charter runs on. */
export type RunEvent = (typeof eventsByMode)[Mode][number];

const eventsByMode = {
  plan: ["pull_request", "pull_request_review", "merge_group"],
  apply: ["push", "workflow_dispatch"],
  drift: ["schedule", "workflow_dispatch"],
} as const;

// They run with the base branch's secrets, whatever the pull request holds.
const unsafeEvents: ReadonlySet<string> = new Set(["pull_request_target", "workflow_run"]);

/**
 * The event, where a run of this mode may start on it. Throws a Failure: `run-event-unsafe` on an event that lends
 * secrets to what a stranger wrote, `run-event-unfit` on any other that the mode does not know.
 */
export function checkEvent(mode: Mode, event: string): RunEvent {
  if (unsafeEvents.has(event)) throw new Failure("run-event-unsafe", exitCodes.usage, { event });
  const events: readonly RunEvent[] = eventsByMode[mode];
  const known = events.find((one) => one === event);
  if (known === undefined) throw new Failure("run-event-unfit", exitCodes.usage, { mode, event, events });
  return known;
}
