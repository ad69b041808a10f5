import { expect, test } from "vitest";

import type { Account } from "../../../src/github/api/account.ts";
import type { MergeRequests } from "../../../src/github/api/merge-requests.ts";
import { findMerger } from "../../../src/github/people/find-merger.ts";
import { ada, ben, bot, lin, newFacts } from "./pull-facts.ts";

const merge = "2026-03-01T10:00:00Z";
const nothing: MergeRequests = { queued: [], unqueued: [], autoMerge: undefined };

function mergerOf(mergedBy: Account | undefined, requests?: MergeRequests): string {
  const { person, unknown } = findMerger(newFacts({ mergedBy, mergedAt: merge }), requests);
  return person === undefined ? unknown.code : `${person.login} ${person.id}`;
}

function queuedBy(account: Account | undefined, at = "2026-03-01T09:50:00Z"): MergeRequests {
  return { ...nothing, queued: [{ at, account }] };
}

test.each<[string, Account | undefined, MergeRequests | undefined, string]>([
  ["the person who pressed merge is the merger", ben, undefined, "ben 2"],
  ["nobody is the merger where GitHub names none", undefined, nothing, "merger-not-named"],
  ["behind the merge queue stands whoever queued it (T16)", bot, queuedBy(lin), "lin 3"],
  ["behind auto-merge stands whoever turned it on (T16)", bot, { ...nothing, autoMerge: lin }, "lin 3"],
  ["the queue comes before auto-merge", bot, { ...queuedBy(lin), autoMerge: ada }, "lin 3"],
  ["a bot without a person behind it is unknown (T16)", bot, nothing, "merger-is-bot"],
  ["a bot is unknown where its requests were not read", bot, undefined, "merger-is-bot"],
  ["a bot that queued it is nobody", bot, queuedBy(bot), "merger-is-bot"],
  ["a queue entry without a person is nobody", bot, queuedBy(undefined), "merger-is-bot"],
  ["whoever queued it after the merge is nobody", bot, queuedBy(lin, "2026-03-01T10:05:00Z"), "merger-is-bot"],
  [
    "whoever queued it before it was taken out is nobody",
    bot,
    { ...queuedBy(lin), unqueued: ["2026-03-01T09:55:00Z"] },
    "merger-is-bot",
  ],
  [
    "leaving the queue by the merge itself changes nothing",
    bot,
    { ...queuedBy(lin), unqueued: ["2026-03-01T09:40:00Z", "2026-03-01T09:59:58Z"] },
    "lin 3",
  ],
  [
    "of several queue entries the last before the merge counts",
    bot,
    { ...nothing, queued: [{ at: "2026-03-01T08:00:00Z", account: ada }, ...queuedBy(lin).queued] },
    "lin 3",
  ],
])("%s", (_, mergedBy, requests, expected) => {
  expect(mergerOf(mergedBy, requests)).toBe(expected);
});
