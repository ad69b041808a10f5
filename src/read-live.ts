import { kindsByName } from "./kinds/index.ts";
import type { Snapshot } from "./model/live.ts";
import { buildStates, type States } from "./resolve/build-states.ts";
import type { DeclaredObject } from "./resolve/declared-object.ts";
import { matchLive } from "./resolve/match-live.ts";

/** The live organization in the words of manifests. */
export interface LiveReading {
  readonly state: States["live"];
}

/** Matches a live organization with declarations, for questions about it. Pure. */
export function readLive(objects: readonly DeclaredObject[], snapshot: Snapshot): LiveReading {
  const matching = matchLive(objects, snapshot, kindsByName);
  return { state: buildStates(objects, matching, { objects: snapshot.objects, kindsByName }).live };
}
