import type { Outcome } from "../../../model/outcome.ts";
import { deliverySentence } from "../../sentences/outcome-text.ts";
import { formatNumber } from "../../sentences/phrase.ts";
import { codeSpan, phraseMarkdown } from "../code-span.ts";
import { tableText } from "../table.ts";
import type { PlanDifference, PullRequestReport } from "./pull-request-report.ts";
import type { ReportLevel } from "./report-levels.ts";
import { folded } from "./report-style.ts";
import type { ReportStyle } from "./report-style.ts";

/** What became of the changes that were not made, and of the invitations. */
export function outcomePart({ outcome }: PullRequestReport, style: ReportStyle, level: ReportLevel): readonly string[] {
  if (outcome === undefined) return [];
  return [...resultBlocks(outcome, style, level), ...invitationBlocks(outcome, style, level)];
}

/** How the plan for apply differs from the reviewed one. */
export function differencePart(
  { difference }: PullRequestReport,
  style: ReportStyle,
  level: ReportLevel,
): readonly string[] {
  if (difference === undefined) return [];
  const rows = differenceRows(difference, style);
  return cut(["### What differs from the reviewed plan"], { headings: ["Change", "Now"], rows, level });
}

function resultBlocks(outcome: Outcome, style: ReportStyle, level: ReportLevel): readonly string[] {
  const { applied, failed, unknown, notAttempted } = outcome;
  if (failed.length + unknown.length + notAttempted.length === 0) return [];
  const rows = [
    ...failed.map(({ address, reason }) => [codeSpan(address, style), `❌ **failed**: ${codeSpan(reason, style)}`]),
    ...unknown.map((address) => [codeSpan(address, style), "❔ **not known** whether it took effect"]),
    ...notAttempted.map((address) => [codeSpan(address, style), "not attempted"]),
    ...applied.map((address) => [codeSpan(address, style), "✅ applied"]),
  ];
  return cut(["### Outcome"], { headings: ["Change", "Result"], rows, level });
}

function invitationBlocks({ invitations }: Outcome, style: ReportStyle, level: ReportLevel): readonly string[] {
  const rows = invitations.map((invitation) => [
    codeSpan(invitation.email, style),
    phraseMarkdown(deliverySentence(invitation), style),
  ]);
  const table = cut([], { headings: ["Invitation", "Mail"], rows, level });
  return folded(
    `${formatNumber(invitations.length)} ${invitations.length === 1 ? "invitation" : "invitations"}`,
    table,
  );
}

function differenceRows({ appeared, gone, altered }: PlanDifference, style: ReportStyle): readonly string[][] {
  return [
    ...appeared.map((address) => [codeSpan(address, style), "is new: nobody has reviewed it"]),
    ...altered.map((address) => [codeSpan(address, style), "has other edits or another decision"]),
    ...gone.map((address) => [codeSpan(address, style), "is not to be done any more"]),
  ];
}

interface CutTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly level: ReportLevel;
}

function cut(head: readonly string[], { headings, rows, level }: CutTable): readonly string[] {
  const shown = rows.slice(0, level.rows);
  const more = rows.length - shown.length;
  return rows.length === 0
    ? []
    : [...head, tableText(headings, shown), ...(more > 0 ? [`and ${formatNumber(more)} more`] : [])];
}
