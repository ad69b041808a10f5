import type { Party } from "../model/actor.ts";
import type { Needs } from "../model/decision.ts";
import type { Gain } from "../roles/gains.ts";

/**
 * What a change asks of a party, whatever rule it has: two people for a privileged seat, and for each gain somebody other
 * than who gains. The Owner's own gain needs nobody else, unless it makes a privileged seat.
 */
export function needsOf({ rule }: Pick<Party, "rule">, gains: readonly Gain[]): Needs {
  const isPrivileged = gains.some(({ privileged }) => privileged);
  return {
    actor: rule === "merger-only" || rule === "two-person",
    people: rule === "two-person" || isPrivileged ? 2 : 1,
    besides: gains.filter(({ isOwners }) => !isOwners).map(({ people }) => people),
  };
}

/** How much is missing when exactly these people, by handle, are qualified: a number of needs, 0 when nothing is. */
export function countMissing({ people, besides }: Needs, qualified: ReadonlySet<string>): number {
  return Math.max(0, people - qualified.size) + besides.filter((names) => !hasOther(qualified, names)).length;
}

/** Whether somebody who has none of these handles is among the people. */
export function hasOther(people: Iterable<string>, names: readonly string[]): boolean {
  for (const one of people) if (!names.includes(one)) return true;
  return false;
}
