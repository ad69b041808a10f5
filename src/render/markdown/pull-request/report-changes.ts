import type { DecidedChange } from "../../../model/plan.ts";
import { groupByProject, symbolOf } from "../../describe/plan.ts";
import { formatNumber, quote } from "../../sentences/phrase.ts";
import { changeLines } from "../changes-part.ts";
import { codeSpan, phraseMarkdown } from "../code-span.ts";
import { diffFence } from "../fence.ts";
import { sharesOf } from "./pull-request-report.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { ChangeDetail, ReportLevel } from "./report-levels.ts";
import { folded, linkedSource } from "./report-style.ts";
import type { ReportStyle } from "./report-style.ts";

const linesWhenShort = 12;

/** The changes of the pull request, those that apply would make besides, and those it takes back: folded. */
export function changeParts(report: PullRequestReport, style: ReportStyle, level: ReportLevel): readonly string[] {
  const { introduced, carriedOver } = sharesOf(report);
  return [
    ...folded(
      `This pull request changes ${objects(introduced.length)}`,
      groupBlocks(introduced, style, level.introduced),
    ),
    ...folded(
      `Apply would also correct ${objects(carriedOver.length)} (live has drifted from the base branch)`,
      groupBlocks(carriedOver, style, level.carriedOver),
    ),
    ...withdrawnPart(report, style),
  ];
}

function objects(count: number): string {
  return count === 1 ? "1 object" : `${formatNumber(count)} objects`;
}

function groupBlocks(changes: readonly DecidedChange[], style: ReportStyle, detail: ChangeDetail): readonly string[] {
  if (detail === "none") return [];
  return groupByProject(changes).flatMap(({ project, changes: members }) => [
    project === undefined ? "**Organization**" : `**Project** ${codeSpan(project, style)}`,
    ...members.flatMap((change) => changeBlocks(change, style, detail)),
  ]);
}

function changeBlocks(change: DecidedChange, style: ReportStyle, detail: ChangeDetail): readonly string[] {
  const source = linkedSource(change, style);
  const title = `\`${symbolOf(change)}\` ${codeSpan(change.address, style)}${source === undefined ? "" : ` at ${source}`}`;
  const lines = changeLines(change);
  if (detail === "titles" || lines.length === 0) return [title];
  return [title, diffFence(detail === "short" ? shorten(lines) : lines, style).join("\n")];
}

function shorten(lines: readonly string[]): readonly string[] {
  const hidden = lines.length - linesWhenShort;
  if (hidden < 2) return lines;
  return [...lines.slice(0, linesWhenShort), `  (… ${formatNumber(hidden)} more lines in the summary of the run)`];
}

function withdrawnPart({ withdrawn }: PullRequestReport, style: ReportStyle): readonly string[] {
  if (withdrawn.length === 0) return [];
  return folded(`This pull request takes back ${objects(withdrawn.length)} that the base branch would have changed`, [
    phraseMarkdown(quote(withdrawn), style),
  ]);
}
