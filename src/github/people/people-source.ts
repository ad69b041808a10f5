import type { Reason } from "../../model/decision.ts";

/** A person on GitHub. The number is the identity; the login is for display only and never compared. */
export interface PersonRef {
  readonly id: number;
  readonly login: string;
}

/** Somebody who acted, or why it is not known who did. Who is unknown is denied. */
export type Who =
  | { readonly person: PersonRef; readonly unknown?: undefined }
  | { readonly person?: undefined; readonly unknown: Reason };

/** Somebody who took part and does not count, and why. */
export interface NotCounted {
  /** Absent where GitHub names nobody. */
  readonly person: PersonRef | undefined;
  /** The part the person had: merger, approver, rerunner, pusher or sender. */
  readonly as: Part;
  readonly reason: Reason;
}

/** What somebody did for a change to come about. */
export type Part = "merger" | "approver" | "rerunner" | "pusher" | "sender";

/**
 * Where changes come from, and the people behind them: a pull request, a push without one, or a run that somebody started
 * by hand.
 */
export interface PeopleSource {
  readonly kind: "pull" | "push" | "dispatch";
  /** The number of the pull request. */
  readonly number?: number | undefined;
  /** Data: it is shown, and never decides anything. */
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  /** Whoever brought it in: the merger, the pusher or the sender. In a preview the author, who may become the merger. */
  readonly merger: Who;
  readonly mergerAs: Part;
  /** Whose approval holds, by number. */
  readonly approvers: readonly PersonRef[];
  /** Whoever ran the run again, or started it by hand: they must be entitled to the changes as well. */
  readonly alsoNeeded: readonly Who[];
  /** What they did; `rerunner` when absent. */
  readonly alsoNeededAs?: Part | undefined;
  readonly notCounted: readonly NotCounted[];
  /** The head of the pull request that was reviewed; otherwise the same as `to`. */
  readonly headSha: string;
  /** The commit on the branch that ends it: the manifests there, compared with those at `from`, are what it introduced. */
  readonly mergeSha: string;
  /** The commit on the branch that it was brought in on top of. */
  readonly from: string;
}
