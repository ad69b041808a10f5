import { compareText } from "../../model/json.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { DecidedChange, Plan } from "../../model/plan.ts";
import { isApprovable } from "../markdown/pull-request/pull-request-report.ts";
import type {
  ApproverChoice,
  ApproverSuggestion,
  CountedPerson,
  PersonPart,
  PullRequestReport,
  ReportStatus,
} from "../markdown/pull-request/pull-request-report.ts";
import { outcomeSentence } from "./outcome-text.ts";
import { agreeing, bare, counted, formatNumber, given, quote, quoteOr, say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
import { sentenceFor } from "./sentence-for.ts";

const namesShown = 8;

/** The verdict of a report in a few words; the heading of the comment and of the check. */
export function reportTitle({ status, plan }: PullRequestReport): string {
  return status === "planned" ? plannedTitle(plan) : titles[status];
}

const titles: Readonly<Record<Exclude<ReportStatus, "planned">, string>> = {
  approved: "plan approved",
  applying: "applying",
  applied: "applied",
  failed: "apply failed",
  stale: "plan is stale, nothing was applied",
  refused: "refused, nothing was applied",
  invalid: "manifests are invalid",
  offline: "plan without live data",
};

function plannedTitle({ verdict, changes }: Plan): string {
  if (verdict === "invalid") return titles.invalid;
  if (verdict === "denied") return "plan denied";
  if (verdict === "refused") return "plan refused";
  return changes.length === 0 ? "nothing to change" : "plan allowed";
}

/** How many changes to create, edit and delete: `3 to add, 1 to change, 2 to remove`. */
export function sharesSentence(changes: readonly DecidedChange[]): string {
  const count = (action: DecidedChange["action"]): string =>
    formatNumber(changes.filter((change) => change.action === action).length);
  return `${count("create")} to add, ${count("update")} to change, ${count("delete")} to remove`;
}

/** What the status means, and what happens next. */
export function statusSentence(report: PullRequestReport): Phrase {
  const { status, outcome, failure } = report;
  const why = failure === undefined ? [] : say` ${failureSentence(failure)}`;
  if (status === "applied" || status === "failed") {
    return say`${outcome === undefined ? say`The changes could not be applied.` : outcomeText(outcome)}${why}`;
  }
  if (status === "planned") return plannedSentence(report);
  return say`${statusTexts[status]}${why}`;
}

const statusTexts: Readonly<Record<Exclude<ReportStatus, "planned" | "applied" | "failed">, Phrase>> = {
  approved: say`Everything is allowed, with the approvals given so far. Merging applies it, after it was decided again by the roles that are live then.`,
  applying: say`This pull request is merged, and its changes are being applied. This comment tells how it ends.`,
  stale: say`The plan made for apply is not the one that was reviewed, so nothing was written.`,
  refused: say`Nothing was written.`,
  invalid: say`These problems have to be mended before there can be a plan. Nothing was read from the target.`,
  offline: say`This run may not see the live organization, as for a fork: head is compared with base, and nothing is decided. Who may make these changes is decided by live roles once somebody pushes these commits to a branch of this repository.`,
};

function plannedSentence(report: PullRequestReport): Phrase {
  const { plan } = report;
  const { verdict, changes } = plan;
  if (verdict === "invalid") return statusTexts.invalid;
  if (verdict === "denied") return deniedSentence(report);
  if (verdict === "refused") return refusedSentence(plan);
  if (changes.length === 0) return nothingSentence;
  const all = changes.length === 1 ? say`The change is` : say`All ${bare(changes.length)} changes are`;
  return say`${all} allowed by the live roles of the people of this pull request. Merging applies ${changes.length === 1 ? say`it` : say`them`}.`;
}

const nothingSentence = say`This pull request changes nothing in the organization, which already is what the manifests say. Nothing waits for approval here.`;

function deniedSentence(report: PullRequestReport): Phrase {
  const { changes, findings } = report.plan;
  const denied = changes.filter(({ decision }) => !decision.allowed).length;
  const share = say`${bare(denied)} of ${counted(changes.length, "change", "changes")} ${agreeing(denied, "is", "are")} denied`;
  const isRefused = findings.some(({ severity }) => severity === "error");
  const way = isApprovable(report) ? say` An approval can mend that.` : [];
  const guards = say` Guards stand against the plan as well, and no approval lifts those.`;
  return say`${share}, and nothing is applied while one is.${way}${isRefused ? guards : []}`;
}

function refusedSentence({ findings }: Plan): Phrase {
  const errors = findings.filter(({ severity }) => severity === "error");
  const codes = [...new Set(errors.map(({ code }) => code))].toSorted(compareText);
  if (codes.length === 0) return say`A guard stands against this plan, so nothing is applied.`;
  return say`${quote(codes)} ${agreeing(codes, "stands", "stand")} against this plan, so nothing is applied. No approval lifts a guard.`;
}

function outcomeText(outcome: Outcome): Phrase {
  const unknown = outcome.unknown.length;
  const doubt = say` It is not known of ${counted(unknown, "change", "changes")} whether ${agreeing(unknown, "it", "they")} took effect: look before running again.`;
  return say`${outcomeSentence(outcome)}${unknown === 0 ? [] : doubt}`;
}

/** Why a run ended, as sentences. */
function failureSentence(failure: NonNullable<PullRequestReport["failure"]>): Phrase {
  const { message, help = [] } = sentenceFor(failure);
  return say`Reason: ${message}.${help.length === 0 ? [] : say` What to do: ${help}.`}`;
}

/** Who could approve what is missing: `any of ada, lin covers 4 of 4`. */
export function suggestionSentence({ missing, groups, beyondApproval }: ApproverSuggestion): Phrase {
  const choices = groups.flatMap((group, at) => say`${at === 0 ? [] : say`, then `}${choicePhrase(group, missing)}`);
  const rest = beyondApproval.length;
  if (rest === 0) return say`${choices}.`;
  const stuck = say`no approval helps ${rest === missing ? [] : say`the other `}${counted(rest, "change", "changes")}.`;
  return groups.length === 0 ? stuck : say`${choices}; ${stuck}`;
}

function choicePhrase({ howMany, anyOf, covers }: ApproverChoice, missing: number): Phrase {
  const more = anyOf.length - namesShown;
  const names = say`${bare(anyOf.slice(0, namesShown))}${more > 0 ? say` and ${bare(more)} more` : []}`;
  const share = say`${bare(covers)} of ${bare(missing)}`;
  if (anyOf.length === 1) return say`${names} covers ${share}`;
  return howMany === 1 ? say`any of ${names} covers ${share}` : say`any ${bare(howMany)} of ${names} cover ${share}`;
}

/** A person, what they did, and whether they count. */
export function personSentence({ login, part, member, counts, reason }: CountedPerson): Phrase {
  const act = say`${quoteOr(login, "somebody GitHub does not name")} ${parts[part]} and`;
  const as = given(member, say` as member ${quote(member)}`);
  if (counts) return say`${act} counts${as}`;
  if (reason === undefined) return say`${act} does not count${as}`;
  const { message, help } = sentenceFor(reason);
  return say`${act} does not count${as}: ${message}${help === undefined ? [] : say`; ${help}`}`;
}

const parts: Readonly<Record<PersonPart, Phrase>> = {
  author: say`opened it`,
  merger: say`merged it`,
  approver: say`approved it`,
  pusher: say`pushed it`,
  rerunner: say`ran it again`,
  sender: say`started the run`,
};

/** What a comment that kept its limit does not say. */
export function droppedSentence(dropped: readonly string[]): Phrase {
  const what: Phrase = [{ words: dropped.join(", ") }];
  return say`A comment has a limit. Left out here and complete in the summary of the run: ${what}.`;
}

/** What a reader must know of a comment that does not hold the whole plan. */
export const incompleteSentence: Phrase = say`This is not the whole plan: it has more decisions than a comment can hold. Nobody should approve it from here, so its check fails.`;
