import type { Account } from "../api/account.ts";
import type { MergeRequests } from "../api/merge-requests.ts";
import type { PullFacts } from "../api/pulls.ts";
import type { Who } from "./people-source.ts";

// GitHub takes a pull request out of the queue in the moment it merges it.
const mergingTakesMs = 60_000;

/**
 * Who merged a pull request. Where a bot did, the person who put it into the merge queue last, else the one whose
 * auto-merge it was. Otherwise nobody knows: it is never guessed from the run.
 */
export function findMerger(
  { number, mergedBy, mergedAt }: Pick<PullFacts, "number" | "mergedBy" | "mergedAt">,
  requests: MergeRequests | undefined,
): Who {
  if (mergedBy === undefined) return { unknown: { code: "merger-not-named", args: { number } } };
  if (mergedBy.isPerson) return whoIs(mergedBy);
  const person = requests === undefined ? undefined : (enqueuerIn(requests, mergedAt) ?? requests.autoMerge);
  if (person?.isPerson === true) return whoIs(person);
  return { unknown: { code: "merger-is-bot", args: { number, login: mergedBy.login } } };
}

function enqueuerIn({ queued, unqueued }: MergeRequests, mergedAt: string | undefined): Account | undefined {
  const merged = Date.parse(mergedAt ?? "");
  const last = queued.findLast(({ at }) => Date.parse(at) <= merged);
  if (last === undefined) return undefined;
  const isTakenOut = unqueued.some(
    (at) => Date.parse(at) > Date.parse(last.at) && Date.parse(at) < merged - mergingTakesMs,
  );
  return isTakenOut ? undefined : last.account;
}

function whoIs({ id, login }: Account): Who {
  return { person: { id, login } };
}
