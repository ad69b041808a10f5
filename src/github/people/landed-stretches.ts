import type { CommitFacts } from "../api/commits.ts";
import type { PullFacts } from "../api/pulls.ts";
import type { Push } from "../api/pushes.ts";

/** Consecutive commits of a branch that came from one place: one pull request, or one push without any. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly pull: PullFacts | undefined;
  readonly push: Push;
}

/** What a range of a branch is made of. */
export interface LandedRange {
  readonly before: string;
  readonly after: string;
  /** Every commit that `after` has and `before` has not. */
  readonly commits: readonly CommitFacts[];
  /** Merged pull requests that GitHub connects with each commit of the branch. */
  readonly pullsOfCommit: ReadonlyMap<string, readonly PullFacts[]>;
  readonly pushes: readonly Push[];
}

/**
 * The commits of a branch itself, oldest first: from the newest back along the first parents. Undefined where that way does
 * not lead to the beginning of the range; then the branch was replaced by a history that merely contains it.
 */
export function firstParents({
  before,
  after,
  commits,
}: Pick<LandedRange, "before" | "after" | "commits">): readonly string[] | undefined {
  const parentOf = new Map(commits.map(({ sha, parents }) => [sha, parents[0]]));
  const way: string[] = [];
  let sha: string | undefined = after;
  while (sha !== undefined && sha !== before) {
    if (!parentOf.has(sha)) return undefined;
    way.push(sha);
    sha = parentOf.get(sha);
  }
  return sha === before ? way.toReversed() : undefined;
}

/**
 * Divides a range among the pull requests and pushes that brought it, oldest first. A pull request has the commit it became,
 * and after a rebase those right before that one which are connected with it too. All else is its pusher's.
 */
export function landedStretches(range: LandedRange): readonly Stretch[] {
  const way = firstParents(range);
  if (way === undefined) return pushedWhole(range);
  const pulls = pullsAlong(way, range);
  const pushes = pushesAlong(way, range);
  const stretches: Stretch[] = [];
  for (const [at, to] of way.entries()) {
    const [pull, push, former] = [pulls[at], pushes[at] ?? unrecorded(range), stretches.at(-1)];
    const isSame = former !== undefined && former.pull?.number === pull?.number && former.push === push;
    if (isSame) stretches.splice(-1, 1, { ...former, to });
    else stretches.push({ from: way[at - 1] ?? range.before, to, pull, push });
  }
  return stretches;
}

// Without the line of first parents it is still known who moved the branch from where to where.
function pushedWhole(range: LandedRange): readonly Stretch[] {
  const { before, after, pushes } = range;
  const isChain = pushes.every((push, at) => push.before === (pushes[at - 1]?.after ?? before));
  if (!isChain || pushes.at(-1)?.after !== after) {
    return [{ from: before, to: after, pull: undefined, push: unrecorded(range) }];
  }
  return pushes.map((push) => ({ from: push.before, to: push.after, pull: undefined, push: { ...push, way: "push" } }));
}

// What no push accounts for is nobody's: whoever pushed later must not answer for it.
function unrecorded({ before, after }: LandedRange): Push {
  return { before, after, account: undefined, way: "push" };
}

function pullsAlong(
  way: readonly string[],
  { pullsOfCommit, commits }: LandedRange,
): readonly (PullFacts | undefined)[] {
  const isMerge = new Set(commits.filter(({ parents }) => parents.length > 1).map(({ sha }) => sha));
  const found: (PullFacts | undefined)[] = [];
  let next: PullFacts | undefined;
  for (const sha of way.toReversed()) {
    const pull = pullThatLanded(sha, pullsOfCommit.get(sha) ?? [], isMerge.has(sha) ? undefined : next);
    found.push(pull);
    next = isMerge.has(sha) ? undefined : pull;
  }
  return found.toReversed();
}

// `next` is the pull request that brought the commit after this one, where this one may be of its rebase.
function pullThatLanded(
  sha: string,
  connected: readonly PullFacts[],
  next: PullFacts | undefined,
): PullFacts | undefined {
  const landing = connected.filter(({ mergeSha }) => mergeSha === sha);
  // Two pull requests that claim one commit leave it open whose it is.
  if (landing.length > 0) return landing.length === 1 ? landing[0] : undefined;
  return next !== undefined && connected.some(({ number }) => number === next.number) ? next : undefined;
}

function pushesAlong(way: readonly string[], { before, pushes }: LandedRange): readonly (Push | undefined)[] {
  const positions = new Map([before, ...way].map((sha, at) => [sha, at]));
  return way.map((_, at) =>
    pushes.find((push) => {
      const [first, last] = [positions.get(push.before), positions.get(push.after)];
      return first !== undefined && last !== undefined && first <= at && at < last;
    }),
  );
}
