import { expect, test } from "vitest";

import type { ReviewFacts } from "../../../src/github/api/pulls.ts";
import { type ReviewedPull, standingApprovals } from "../../../src/github/people/standing-approvals.ts";
import { ada, ben, bot, lin, newVerdict, sha } from "./pull-facts.ts";

function approvalsOf(reviews: readonly ReviewFacts[], changes: Partial<ReviewedPull> = {}): object {
  const pull = { author: ada, headSha: sha("b"), pushers: [ada.id], isMergedByGitHub: true, reviews, ...changes };
  const { approvers, notCounted } = standingApprovals(pull);
  return {
    approvers: approvers.map(({ login }) => login),
    notCounted: notCounted.map(({ person, reason }) => `${person?.login ?? "nobody"}: ${reason.code}`),
  };
}

test("an approval of the merged head counts", () => {
  expect(approvalsOf([newVerdict()])).toEqual({ approvers: ["ben"], notCounted: [] });
});

test.each<[string, readonly ReviewFacts[], string]>([
  [
    "an approval of an older commit does not count after a push (T12)",
    [newVerdict({ commit: sha("a") })],
    "ben: approval-of-older-commit",
  ],
  ["an approval without a commit does not count", [newVerdict({ commit: undefined })], "ben: approval-of-older-commit"],
  ["a dismissed approval does not count", [newVerdict({ state: "DISMISSED" })], "ben: approval-dismissed"],
  ["a bot's approval does not count (T14)", [newVerdict({ account: bot })], "robot[bot]: approval-of-bot"],
  ["an author does not approve their own pull request", [newVerdict({ account: ada })], "ada: approval-of-author"],
  [
    "the approval of a deleted account does not count",
    [newVerdict({ account: undefined })],
    "nobody: approval-of-nobody",
  ],
])("%s", (_, reviews, reason) => {
  expect(approvalsOf(reviews)).toEqual({ approvers: [], notCounted: [reason] });
});

test.each<[string, Partial<ReviewedPull>, string]>([
  ["whoever pushed the head does not approve it", { pushers: [ben.id] }, "ben: approval-of-last-pusher"],
  [
    "an approval does not count where nobody knows who pushed the head",
    { pushers: undefined },
    "ben: approval-without-pusher",
  ],
  [
    "an approval does not cover a merge that somebody made by themselves",
    { isMergedByGitHub: false },
    "ben: approval-of-other-content",
  ],
])("%s", (_, changes, reason) => {
  expect(approvalsOf([newVerdict()], changes)).toEqual({ approvers: [], notCounted: [reason] });
});

const later = { id: 2, submittedAt: "2026-03-01T09:30:00Z" };

test.each<[string, readonly ReviewFacts[], readonly string[]]>([
  ["a later request for changes takes an approval back", [newVerdict({ ...later, state: "CHANGES_REQUESTED" })], []],
  ["a later dismissal takes an approval back", [newVerdict({ ...later, state: "DISMISSED" })], []],
  ["a later comment takes nothing back", [newVerdict({ ...later, state: "COMMENTED" })], ["ben"]],
  ["a pending review takes nothing back", [newVerdict({ ...later, state: "PENDING", submittedAt: "" })], ["ben"]],
  ["two approvals of one person are one", [newVerdict(later)], ["ben"]],
])("%s", (_, others, approvers) => {
  for (const reviews of [
    [newVerdict(), ...others],
    [...others, newVerdict()],
  ]) {
    expect(approvalsOf(reviews)).toMatchObject({ approvers });
  }
});

test("an approval after a request for changes counts", () => {
  const reviews = [newVerdict({ state: "CHANGES_REQUESTED" }), newVerdict(later)];
  expect(approvalsOf(reviews)).toEqual({ approvers: ["ben"], notCounted: [] });
});

test("of two reviews in one second the one GitHub numbered later counts", () => {
  const reviews = [newVerdict({ id: 5, state: "DISMISSED" }), newVerdict({ id: 4 })];
  expect(approvalsOf(reviews)).toEqual({ approvers: [], notCounted: ["ben: approval-dismissed"] });
});

test("approvers stand in the order of their numbers, whatever the order of the reviews", () => {
  const reviews = [newVerdict({ id: 9, account: lin }), newVerdict()];
  expect(approvalsOf(reviews)).toEqual({ approvers: ["ben", "lin"], notCounted: [] });
});

test("a reviewer is told apart by number, never by login (T18)", () => {
  const twin = { ...ben, id: 77 };
  const reviews = [newVerdict(), newVerdict({ ...later, account: twin, state: "CHANGES_REQUESTED" })];
  expect(approvalsOf(reviews)).toEqual({ approvers: ["ben"], notCounted: [] });
});
