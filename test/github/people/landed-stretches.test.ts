import { expect, test } from "vitest";

import type { CommitFacts } from "../../../src/github/api/commits.ts";
import type { PullFacts } from "../../../src/github/api/pulls.ts";
import type { Push } from "../../../src/github/api/pushes.ts";
import { type LandedRange, landedStretches } from "../../../src/github/people/landed-stretches.ts";
import { ben, lin, newFacts, sha } from "./pull-facts.ts";

// A history is written `c<b`, newest last: the commit, then its parents. The range begins after `a`.
function rangeOf(
  history: string,
  pulls: Readonly<Record<string, readonly PullFacts[]>>,
  pushes?: readonly Push[],
): LandedRange {
  const commits = history.split(" ").map((words): CommitFacts => {
    const [own = "", parents = ""] = words.split("<");
    return { sha: sha(own), parents: [...parents].map(sha) };
  });
  const after = commits.at(-1)?.sha ?? "";
  return {
    before: sha("a"),
    after,
    commits,
    pullsOfCommit: new Map(Object.entries(pulls).map(([letter, found]) => [sha(letter), found])),
    pushes: pushes ?? [{ before: sha("a"), after, account: ben, way: "merge" }],
  };
}

function shortOf(range: LandedRange): readonly string[] {
  return landedStretches(range).map(({ from, to, pull, push }) => {
    const who = pull === undefined ? `push of ${push.account?.login ?? "nobody"}` : `pull ${pull.number}`;
    return `${from.slice(0, 1)}..${to.slice(0, 1)} ${who} (${push.way})`;
  });
}

const seven = newFacts({ number: 7, mergeSha: sha("d") });
const eight = newFacts({ number: 8, mergeSha: sha("f") });

test.each<[string, LandedRange, readonly string[]]>([
  ["a merge commit belongs to its pull request", rangeOf("b<a d<ab", { d: [seven] }), ["a..d pull 7 (merge)"]],
  ["a squashed commit belongs to its pull request", rangeOf("d<a", { d: [seven] }), ["a..d pull 7 (merge)"]],
  [
    "all rebased commits belong to their pull request",
    rangeOf("b<a c<b d<c", { b: [seven], c: [seven], d: [seven] }),
    ["a..d pull 7 (merge)"],
  ],
  [
    "several pull requests in one push are told apart (T17)",
    rangeOf("d<a f<d", { d: [seven], f: [eight] }),
    ["a..d pull 7 (merge)", "d..f pull 8 (merge)"],
  ],
  [
    "a commit without a pull request is its pusher's",
    rangeOf("b<a d<b", { d: [seven] }),
    ["a..b push of ben (merge)", "b..d pull 7 (merge)"],
  ],
  ["commits without a pull request stay together", rangeOf("b<a c<b", {}), ["a..c push of ben (merge)"]],
  [
    "a commit of a pull request that did not become it is its pusher's",
    rangeOf("b<a c<b d<c", { b: [seven], d: [seven] }),
    ["a..c push of ben (merge)", "c..d pull 7 (merge)"],
  ],
  [
    "a commit before a merge commit is not brought by it, although the pull request has it",
    rangeOf("b<a c<b d<bc", { b: [seven], d: [seven] }),
    ["a..b push of ben (merge)", "b..d pull 7 (merge)"],
  ],
  [
    "a commit that two pull requests claim is its pusher's",
    rangeOf("d<a", { d: [seven, newFacts({ number: 9 })] }),
    ["a..d push of ben (merge)"],
  ],
  [
    "a history whose first parents lead elsewhere is whole its pusher's",
    rangeOf("b<x d<ba", { d: [seven] }),
    ["a..d push of ben (push)"],
  ],
  [
    "where first parents lead elsewhere, a later pusher does not answer for an earlier one",
    rangeOf("b<x c<ba d<c", { d: [seven] }, [
      { before: sha("a"), after: sha("c"), account: lin, way: "push" },
      { before: sha("c"), after: sha("d"), account: ben, way: "merge" },
    ]),
    ["a..c push of lin (push)", "c..d push of ben (push)"],
  ],
  [
    "where first parents lead elsewhere and a push is missing, nobody is named",
    rangeOf("b<x d<ba", {}, [{ before: sha("b"), after: sha("d"), account: ben, way: "push" }]),
    ["a..d push of nobody (push)"],
  ],
  [
    "each push is its own pusher's (T66)",
    rangeOf("b<a d<b", {}, [
      { before: sha("a"), after: sha("b"), account: lin, way: "push" },
      { before: sha("b"), after: sha("d"), account: ben, way: "push" },
    ]),
    ["a..b push of lin (push)", "b..d push of ben (push)"],
  ],
  [
    "a pull request that somebody merged by themselves is known by their push",
    rangeOf("b<a d<ab", { d: [seven] }, [{ before: sha("a"), after: sha("d"), account: lin, way: "push" }]),
    ["a..d pull 7 (push)"],
  ],
  [
    "what no push accounts for is nobody's",
    rangeOf("b<a d<b", {}, [{ before: sha("b"), after: sha("d"), account: ben, way: "merge" }]),
    ["a..b push of nobody (push)", "b..d push of ben (merge)"],
  ],
])("%s", (_, range, expected) => {
  expect(shortOf(range)).toEqual(expected);
});

test("without any record of pushes nobody is named", () => {
  expect(shortOf(rangeOf("b<a", {}, []))).toEqual(["a..b push of nobody (push)"]);
});
