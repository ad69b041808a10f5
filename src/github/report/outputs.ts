import { setOutput } from "@actions/core";

import type { PullRequestReport } from "../../render/markdown/pull-request/pull-request-report.ts";
import { visibleText } from "../../render/text/visible-text.ts";

/** The outputs of the Action, by their names in `action.yml`. */
export type ActionOutputs = Readonly<Record<OutputName, string>>;

type OutputName =
  | "verdict"
  | "to-add"
  | "to-change"
  | "to-remove"
  | "denied"
  | "digest"
  | "plan-path"
  | "comment-url"
  | "failure-reason";

/** Where the plan and the comment are; empty where there is none. */
export interface OutputPlaces {
  readonly planPath?: string | undefined;
  readonly commentUrl?: string | undefined;
}

/** The outputs of a report. `failure-reason` is a code: of the failure, of the guards that refuse, or `denied`. */
export function outputsOf(report: PullRequestReport, { planPath = "", commentUrl = "" }: OutputPlaces): ActionOutputs {
  const { plan } = report;
  const denied = plan.changes.filter(({ decision }) => !decision.allowed).length;
  return {
    verdict: verdictOf(report),
    "to-add": String(plan.summary.add),
    "to-change": String(plan.summary.change),
    "to-remove": String(plan.summary.remove),
    denied: report.status === "offline" ? "" : String(denied),
    digest: plan.digest,
    "plan-path": planPath,
    "comment-url": commentUrl,
    "failure-reason": failureReason(report),
  };
}

/** Writes outputs, each on one line and behind a random delimiter, so that no value can write another output. */
export function writeOutputs(outputs: ActionOutputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, visibleText(value));
}

function verdictOf({ status, plan }: PullRequestReport): string {
  return status === "stale" || status === "failed" || status === "offline" ? status : plan.verdict;
}

function failureReason({ plan, status, failure }: PullRequestReport): string {
  if (failure !== undefined) return failure.code;
  if (status === "stale" || status === "failed") return status;
  if (status === "offline" || plan.verdict === "allowed") return "";
  if (plan.verdict !== "refused") return plan.verdict;
  const codes = plan.findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
  return [...new Set(codes)].toSorted().join(",");
}
