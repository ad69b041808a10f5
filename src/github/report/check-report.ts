import { pullRequestComment } from "../../render/markdown/pull-request/pull-request-comment.ts";
import type { ReportOptions } from "../../render/markdown/pull-request/pull-request-comment.ts";
import { isApprovable } from "../../render/markdown/pull-request/pull-request-report.ts";
import type { PullRequestReport } from "../../render/markdown/pull-request/pull-request-report.ts";
import { reportTitle } from "../../render/sentences/report-text.ts";

/** How a check ends. */
export type CheckConclusion = "success" | "failure" | "neutral" | "action_required";

/** A check run as it should stand on a commit. */
export interface CheckReport {
  readonly name: string;
  /** The commit that was planned or applied: never "the latest". */
  readonly headSha: string;
  readonly status: "in_progress" | "completed";
  /** Absent while the check is going on. */
  readonly conclusion?: CheckConclusion;
  readonly title: string;
  /** Markdown, below GitHub's limit of 65,535 characters. */
  readonly summary: string;
  readonly detailsUrl?: string;
  /** What the check is about, so that a second target of the repository has another check run. */
  readonly externalId?: string;
  /** Details below the summary. */
  readonly text?: string;
}

/** The name that branch protection asks for. Manifests in a folder have a check of their own. */
export function planCheckName(directory: string): string {
  return directory === "." ? checkName : `${checkName} (${directory})`;
}

/** The name of the check where the manifests are those of the whole repository; every other one begins with it. */
export const checkName = "charter/plan";

/**
 * The check of a report: its conclusion is the verdict. A report too large to be shown whole fails, for nobody could
 * have reviewed it. Without live data nothing is decided, and the check is neutral.
 */
export function checkReport(report: PullRequestReport, options: ReportOptions, name: string = checkName): CheckReport {
  const { text, complete } = pullRequestComment(report, { ...options, marker: undefined });
  const conclusion = complete ? conclusionOf(report) : "failure";
  const url = report.runId === undefined ? undefined : options.links?.run(report.runId);
  return {
    name,
    headSha: report.head,
    status: conclusion === undefined ? "in_progress" : "completed",
    ...(conclusion !== undefined && { conclusion }),
    title: titleOf(report, complete),
    summary: text,
    ...(url !== undefined && { detailsUrl: url }),
    ...(options.marker !== undefined && { externalId: options.marker }),
  };
}

function conclusionOf(report: PullRequestReport): CheckConclusion | undefined {
  switch (report.status) {
    case "planned":
      return plannedConclusion(report);
    case "approved":
    case "applied":
      return "success";
    case "applying":
      return undefined;
    case "offline":
      return "neutral";
    case "failed":
    case "stale":
    case "refused":
    case "invalid":
      return "failure";
  }
}

// An approval can still turn a denial; nothing but another commit turns the rest.
function plannedConclusion(report: PullRequestReport): CheckConclusion {
  const { verdict, findings } = report.plan;
  if (verdict === "allowed") return "success";
  const isRefused = findings.some(({ severity }) => severity === "error");
  return verdict === "denied" && !isRefused && isApprovable(report) ? "action_required" : "failure";
}

function titleOf(report: PullRequestReport, complete: boolean): string {
  const title = reportTitle(report);
  const { changes } = report.plan;
  const denied = changes.filter(({ decision }) => !decision.allowed).length;
  const share = denied > 0 && report.status !== "offline" ? `: ${denied} of ${changes.length} changes` : "";
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${complete ? share : ", too large to be shown whole"}`;
}
