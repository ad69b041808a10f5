import type { MergeRequests } from "../api/merge-requests.ts";
import type { PullFacts, ReviewFacts } from "../api/pulls.ts";
import type { WorkflowRun } from "../api/runs.ts";
import { findMerger } from "./find-merger.ts";
import type { Stretch } from "./landed-stretches.ts";
import { nameActor } from "./name-actor.ts";
import type { NotCounted, Part, PeopleSource, Who } from "./people-source.ts";
import { rerunners } from "./rerunners.ts";
import { standingApprovals } from "./standing-approvals.ts";

/** What GitHub says of a pull request's people. */
export interface PullEvidence {
  readonly reviews: readonly ReviewFacts[];
  /** Who pushed the head; undefined where GitHub has no record. */
  readonly pushers: readonly number[] | undefined;
  /** Read only where a bot merged. */
  readonly requests: MergeRequests | undefined;
}

type Attempt = Pick<WorkflowRun, "attempt" | "triggeringActor">;

/** The people of a stretch of the protected branch. */
export function landedSource(stretch: Stretch, evidence: PullEvidence | undefined, run: Attempt): PeopleSource {
  const { from, to, pull, push } = stretch;
  if (pull === undefined || evidence === undefined) {
    const place = { headSha: to, mergeSha: to, from, approvers: [] };
    return withPeople({ kind: "push", ...place }, nameActor(push.account, "pusher"), { as: "pusher", run });
  }
  // A merge that somebody's git made may hold more than the pull request did, so it is that person's own.
  const isMergedByGitHub = push.way !== "push";
  const merger = isMergedByGitHub ? findMerger(pull, evidence.requests) : nameActor(push.account, "pusher");
  const place = { ...shownOf(pull), headSha: pull.headSha, mergeSha: to, from };
  const approvals = standingApprovals({ ...pull, ...evidence, isMergedByGitHub });
  return withPeople({ kind: "pull", ...place, ...approvals }, merger, {
    as: isMergedByGitHub ? "merger" : "pusher",
    run,
  });
}

/**
 * The people of a pull request that is not merged yet: its author, as if they merged it, and the approvals that hold now.
 * For showing only; apply finds out anew.
 */
export function previewSource(pull: PullFacts, evidence: PullEvidence, run: Attempt): PeopleSource {
  const { baseSha, headSha } = pull;
  const approvals = standingApprovals({ ...pull, ...evidence, isMergedByGitHub: true });
  const place = { ...shownOf(pull), headSha, mergeSha: headSha, from: baseSha };
  const author = nameActor(pull.author, "merger");
  // Running a preview again decides nothing.
  return withPeople({ kind: "pull", ...place, ...approvals }, author, { as: "merger", run: { ...run, attempt: 1 } });
}

/** The person who started a run by hand, who counts like a merger. */
export function dispatchSource(run: Attempt & Pick<WorkflowRun, "actor" | "headSha">): PeopleSource {
  const place = { headSha: run.headSha, mergeSha: run.headSha, from: run.headSha, approvers: [] };
  return withPeople({ kind: "dispatch", ...place }, nameActor(run.actor, "sender"), { as: "sender", run });
}

function shownOf({ number, title, url }: PullFacts): Pick<PeopleSource, "number" | "title" | "url"> {
  return { number, title, url };
}

type Bare = Omit<PeopleSource, "merger" | "mergerAs" | "alsoNeeded" | "notCounted"> & {
  readonly notCounted?: readonly NotCounted[];
};

function withPeople(bare: Bare, merger: Who, { as, run }: { readonly as: Part; readonly run: Attempt }): PeopleSource {
  const alsoNeeded = rerunners(run);
  const unknown: readonly NotCounted[] = [
    ...(merger.unknown === undefined ? [] : [{ person: undefined, as, reason: merger.unknown }]),
    ...alsoNeeded.flatMap(({ unknown: reason }): readonly NotCounted[] =>
      reason === undefined ? [] : [{ person: undefined, as: "rerunner", reason }],
    ),
  ];
  return { ...bare, merger, mergerAs: as, alsoNeeded, notCounted: [...unknown, ...(bare.notCounted ?? [])] };
}
