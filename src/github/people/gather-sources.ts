import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { compareCommits } from "../api/commits.ts";
import type { GitHub } from "../api/connect.ts";
import { readMergeRequests } from "../api/merge-requests.ts";
import { listPullsOfCommit, listReviews, type PullFacts, readPull } from "../api/pulls.ts";
import { listPushersOf, type Push } from "../api/pushes.ts";
import { listRunsOf } from "../api/runs.ts";
import type { RunFacts } from "../run/read-run.ts";
import { headPushers } from "./head-pushers.ts";
import { firstParents, type LandedRange, landedStretches } from "./landed-stretches.ts";
import type { PeopleSource } from "./people-source.ts";
import { landedSource, type PullEvidence, previewSource } from "./source-of.ts";

/** What an apply is for: the commits of the branch after the last applied one. */
export interface AppliedRange {
  readonly before: string;
  /** From `readPushes`, or `pushOfRun` where only one push is in question and its kind is not looked up. */
  readonly pushes: readonly Push[];
}

/**
 * Where the changes since a commit come from, oldest first, and who stands behind each, from GitHub alone. Throws a Failure
 * `github-history-rewritten` where the commit is not in the branch's history any more, and those of `sendRequest`.
 */
export async function gatherSources(
  github: GitHub,
  run: RunFacts,
  { before, pushes }: AppliedRange,
): Promise<readonly PeopleSource[]> {
  const { headSha: after, repository } = run;
  const { mergeBase, commits } = await compareCommits(github, before, after);
  if (mergeBase !== before) {
    const args = { before, after, branch: repository.defaultBranch };
    throw new Failure("github-history-rewritten", exitCodes.stale, args);
  }
  const way = firstParents({ before, after, commits }) ?? [];
  const pullsOfCommit = await mergedPulls(github, run, way);
  const range: LandedRange = { before, after, commits, pullsOfCommit, pushes };
  return Promise.all(
    landedStretches(range).map(async (stretch) => {
      const { pull, push } = stretch;
      const evidence = pull === undefined ? undefined : await readEvidence(github, pull, push.way !== "push");
      return landedSource(stretch, evidence, run);
    }),
  );
}

/** The people of a pull request as it is now, and the pull request itself. For showing only. */
export async function gatherPreview(
  github: GitHub,
  run: RunFacts,
  number: number,
): Promise<{ readonly pull: PullFacts; readonly source: PeopleSource }> {
  const pull = await readPull(github, number);
  return { pull, source: previewSource(pull, await readEvidence(github, pull, false), run) };
}

/** The one push of a run, as the run tells it: who pushed, and nothing about how the commits were made. */
export function pushOfRun({ headSha, actor }: Pick<RunFacts, "headSha" | "actor">, before: string): Push {
  return { before, after: headSha, account: actor, way: "unread" };
}

// Only what was merged into this branch of this repository, as a commit that is really on it.
async function mergedPulls(
  github: GitHub,
  { repository }: RunFacts,
  way: readonly string[],
): Promise<LandedRange["pullsOfCommit"]> {
  const numbers = await Promise.all(way.map((sha) => listPullsOfCommit(github, sha)));
  const pulls = await Promise.all([...new Set(numbers.flat())].map((number) => readPull(github, number)));
  const onBranch = new Set(way);
  const merged = pulls.filter(
    ({ isMerged, baseBranch, baseRepositoryId, mergeSha }) =>
      isMerged &&
      baseBranch === repository.defaultBranch &&
      baseRepositoryId === repository.id &&
      mergeSha !== undefined &&
      onBranch.has(mergeSha),
  );
  return new Map(
    way.map((sha, at) => [sha, merged.filter(({ number }) => (numbers[at] ?? []).includes(number))] as const),
  );
}

async function readEvidence(github: GitHub, pull: PullFacts, isMergedByGitHub: boolean): Promise<PullEvidence> {
  const isByBot = isMergedByGitHub && pull.mergedBy?.isPerson === false;
  const [reviews, requests] = await Promise.all([
    listReviews(github, pull.number),
    isByBot ? readMergeRequests(github, pull.number) : undefined,
  ]);
  // Who pushed matters only to an approval.
  const isApproved = reviews.some(({ state }) => state === "APPROVED");
  const pushers = isApproved ? await readHeadPushers(github, pull) : undefined;
  return { reviews, requests, pushers };
}

// The record of pushes is of this repository alone; for a fork, and a branch without one, the runs tell.
async function readHeadPushers(github: GitHub, pull: PullFacts): Promise<readonly number[] | undefined> {
  const { headBranch: branch, headSha: sha, headRepositoryId, baseRepositoryId } = pull;
  const pushers = headRepositoryId === baseRepositoryId ? await listPushersOf(github, { branch, sha }) : [];
  return pushers.length > 0 ? pushers.map(({ id }) => id) : headPushers(await listRunsOf(github, sha));
}
