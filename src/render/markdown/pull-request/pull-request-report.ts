import type { Address } from "../../../model/address.ts";
import type { Reason } from "../../../model/decision.ts";
import type { Outcome } from "../../../model/outcome.ts";
import type { Plan } from "../../../model/plan.ts";
import type { Coded } from "../../sentences/sentence-for.ts";

/** How far a pull request has come: shown in its comment and in its check. */
export type ReportStatus =
  | "planned"
  | "approved"
  | "applying"
  | "applied"
  | "failed"
  | "stale"
  | "refused"
  | "invalid"
  | "offline";

/** What a plan means for a pull request, and what has become of it. Everything the comment and the check are made of. */
export interface PullRequestReport {
  readonly status: ReportStatus;
  /** The head's manifests against live; in an `offline` report against the base's manifests. */
  readonly plan: Plan;
  /** The changes of the plan that this pull request brings; every other one is carried over. */
  readonly introduced: ReadonlySet<Address>;
  /** Objects the base branch would have changed, and this pull request leaves as they are live. */
  readonly withdrawn: readonly Address[];
  /** Who was asked whether they may, in the order to show. */
  readonly people: readonly CountedPerson[];
  /** Who could approve what is still denied; absent where nothing is, or where nobody decided. */
  readonly suggestion?: ApproverSuggestion | undefined;
  /** The commit the manifests come from. */
  readonly head: string;
  /** The commit that policy and the map of people come from. */
  readonly base: string;
  /** The run that wrote this. */
  readonly runId?: number | undefined;
  /** What an apply did; from the statuses `applied` and `failed` on. */
  readonly outcome?: Outcome | undefined;
  /** Why a run ended without a plan or an outcome. */
  readonly failure?: Coded | undefined;
  /** How the plan made for apply differs from the reviewed one, where the status is `stale`. */
  readonly difference?: PlanDifference | undefined;
}

/** A person of a pull request, and whether their live roles were asked for the decisions. */
export interface CountedPerson {
  /** The login at the time of the run, for people; never an identity. Absent where GitHub names nobody. */
  readonly login: string | undefined;
  readonly part: PersonPart;
  /** Handle of the member the account belongs to. */
  readonly member?: string | undefined;
  readonly counts: boolean;
  /** Why they do not count. */
  readonly reason?: Reason | undefined;
}

/** What a person did for a pull request. */
export type PersonPart = "author" | "merger" | "approver" | "rerunner" | "pusher" | "sender";

/** A small set of people whose approvals would allow what is denied. */
export interface ApproverSuggestion {
  /** How many changes are denied. */
  readonly missing: number;
  readonly groups: readonly ApproverChoice[];
  /** Denied changes that no approval would allow. */
  readonly beyondApproval: readonly Address[];
}

/** People any of whom would do equally well. */
export interface ApproverChoice {
  /** How many different people of them are needed. */
  readonly howMany: number;
  /** Handles of members. */
  readonly anyOf: readonly string[];
  /** How many of the denied changes are allowed once this choice and those before it have approved. */
  readonly covers: number;
}

/** Whether approvals alone would turn a denial. */
export function isApprovable({ suggestion }: PullRequestReport): boolean {
  return suggestion !== undefined && suggestion.groups.length > 0 && suggestion.beyondApproval.length === 0;
}

/** What two plans do not have in common. */
export interface PlanDifference {
  /** In the plan for apply, and not in the reviewed one. */
  readonly appeared: readonly Address[];
  /** In the reviewed plan, and not in the one for apply. */
  readonly gone: readonly Address[];
  /** In both, with other edits or another decision. */
  readonly altered: readonly Address[];
}

/** The changes of a plan in its two parts, each in plan order. */
export interface PlanShares {
  readonly introduced: Plan["changes"];
  readonly carriedOver: Plan["changes"];
}

/** Divides a plan's changes; what the pull request does not bring is carried over, so nothing is in neither. */
export function sharesOf(report: PullRequestReport): PlanShares {
  return {
    introduced: report.plan.changes.filter(({ address }) => brings(report, address)),
    carriedOver: report.plan.changes.filter(({ address }) => !brings(report, address)),
  };
}

/** Whether a pull request brings a change itself. Without live data there is nothing else it could be. */
export function brings({ status, introduced }: PullRequestReport, address: Address): boolean {
  return status === "offline" || introduced.has(address);
}
