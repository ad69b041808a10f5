import type { Reason } from "../../model/decision.ts";
import { compareText } from "../../model/json.ts";
import type { Account } from "../api/account.ts";
import type { ReviewFacts } from "../api/pulls.ts";
import type { NotCounted, PersonRef } from "./people-source.ts";

/** What an approval is judged by. */
export interface ReviewedPull {
  readonly author: Account | undefined;
  /** The head that is, or was, merged. */
  readonly headSha: string;
  /** Who brought commits to that head; undefined where GitHub has no record of it. */
  readonly pushers: readonly number[] | undefined;
  /** Whether what stands on the branch is what GitHub made of that head. */
  readonly isMergedByGitHub: boolean;
  readonly reviews: readonly ReviewFacts[];
}

/** Whose approval holds, and whose does not. */
export interface Approvals {
  readonly approvers: readonly PersonRef[];
  readonly notCounted: readonly NotCounted[];
}

/**
 * The approvals that hold: of each person the latest review that says yes or no, when it says yes to exactly the merged
 * head, and the person is neither a bot, nor the author, nor whoever pushed that head. Sorted by number.
 */
export function standingApprovals(pull: ReviewedPull): Approvals {
  const judged = latestVerdicts(pull.reviews).map((review) => ({ review, reason: whyNot(review, pull) }));
  const approvers = judged.flatMap(({ review: { account }, reason }) =>
    reason === undefined && account !== undefined ? [{ id: account.id, login: account.login }] : [],
  );
  const notCounted = judged.flatMap(({ review: { account }, reason }): readonly NotCounted[] =>
    reason === undefined
      ? []
      : [{ person: account && { id: account.id, login: account.login }, as: "approver", reason }],
  );
  return { approvers, notCounted };
}

// A comment takes nothing back; a dismissal and a request for changes do.
const verdicts: ReadonlySet<string> = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

function latestVerdicts(reviews: readonly ReviewFacts[]): readonly ReviewFacts[] {
  const latest = new Map<number | undefined, ReviewFacts>();
  const inOrder = reviews.toSorted(
    (one, other) => compareText(one.submittedAt, other.submittedAt) || one.id - other.id,
  );
  for (const review of inOrder) if (verdicts.has(review.state)) latest.set(review.account?.id, review);
  return [...latest.values()]
    .filter(({ state }) => state !== "CHANGES_REQUESTED")
    .toSorted((one, other) => (one.account?.id ?? 0) - (other.account?.id ?? 0));
}

function whyNot({ account, state, commit }: ReviewFacts, pull: ReviewedPull): Reason | undefined {
  const login = account?.login;
  if (account === undefined) return { code: "approval-of-nobody", args: {} };
  if (state !== "APPROVED") return { code: "approval-dismissed", args: { login } };
  if (!account.isPerson) return { code: "approval-of-bot", args: { login } };
  if (commit !== pull.headSha) return { code: "approval-of-older-commit", args: { login, commit, head: pull.headSha } };
  if (account.id === pull.author?.id) return { code: "approval-of-author", args: { login } };
  return whyNotOfHead(account, pull);
}

function whyNotOfHead({ id, login }: Account, pull: ReviewedPull): Reason | undefined {
  if (!pull.isMergedByGitHub) return { code: "approval-of-other-content", args: { login } };
  if (pull.pushers === undefined) return { code: "approval-without-pusher", args: { login, head: pull.headSha } };
  return pull.pushers.includes(id) ? { code: "approval-of-last-pusher", args: { login } } : undefined;
}
