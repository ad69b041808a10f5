import { bare, say } from "../../sentences/phrase.ts";
import { foundingSentence } from "../../sentences/plan-text.ts";
import { reportTitle, sharesSentence, statusSentence } from "../../sentences/report-text.ts";
import { phraseMarkdown } from "../code-span.ts";
import { sharesOf } from "./pull-request-report.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { ReportStyle } from "./report-style.ts";
import { toneAlerts, toneOf, toneSigns } from "./report-tone.ts";

/** The verdict in a few words. */
export function headingPart(report: PullRequestReport): string {
  return `## ${toneSigns[toneOf(report)]} Charter: ${reportTitle(report)}`;
}

/** How much the pull request changes, and how much apply would change besides; nothing where there is no plan. */
export function countsPart(report: PullRequestReport): readonly string[] {
  const { introduced, carriedOver } = sharesOf(report);
  if (report.plan.verdict === "invalid" || introduced.length + carriedOver.length === 0) return [];
  const withdrawn = report.withdrawn.length;
  const counts = [
    introduced.length === 0
      ? "**Nothing to change** in this pull request"
      : `**${sharesSentence(introduced)}** in this pull request`,
    ...(carriedOver.length === 0
      ? []
      : [`**${phraseMarkdown(bare(carriedOver.length), plain)} more** that apply would correct`]),
    ...(withdrawn === 0 ? [] : [`${phraseMarkdown(bare(withdrawn), plain)} taken back from the base branch`]),
  ];
  return [counts.join(" · ")];
}

// Numbers hold no data.
const plain = { masksEmails: false };

/** What the status means, in GitHub's coloured box. */
export function statusPart(report: PullRequestReport, style: ReportStyle): readonly string[] {
  const sentences = [statusSentence(report), ...(report.plan.founds ? [say`${foundingSentence}`] : [])];
  const lines = sentences.map((sentence) => `> ${phraseMarkdown(sentence, style)}`);
  return [[`> [!${toneAlerts[toneOf(report)]}]`, lines.join("\n>\n")].join("\n")];
}
