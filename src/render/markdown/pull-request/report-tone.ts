import type { PullRequestReport, ReportStatus } from "./pull-request-report.ts";

/** How a report looks at first sight. */
export type ReportTone = "good" | "bad" | "careful" | "busy" | "plain";

/** The tone of a report: of its status, and where it is only planned of its verdict. */
export function toneOf({ status, plan }: PullRequestReport): ReportTone {
  if (status !== "planned") return tones[status];
  return plan.verdict === "allowed" ? "good" : "bad";
}

const tones: Readonly<Record<Exclude<ReportStatus, "planned">, ReportTone>> = {
  approved: "good",
  applying: "busy",
  applied: "good",
  failed: "bad",
  stale: "careful",
  refused: "bad",
  invalid: "bad",
  offline: "plain",
};

/** The sign at the head of a comment. */
export const toneSigns: Readonly<Record<ReportTone, string>> = {
  good: "✅",
  bad: "⛔",
  careful: "⚠️",
  busy: "⏳",
  plain: "📄",
};

/** GitHub's alert for a tone: a coloured box around a quotation. */
export const toneAlerts: Readonly<Record<ReportTone, string>> = {
  good: "TIP",
  bad: "CAUTION",
  careful: "WARNING",
  busy: "NOTE",
  plain: "NOTE",
};
