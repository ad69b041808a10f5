import { locateNothing } from "../../located-diagnostic.ts";
import type { Locate } from "../../located-diagnostic.ts";
import { unseenCharactersSentence } from "../../sentences/plan-text.ts";
import { droppedSentence, incompleteSentence } from "../../sentences/report-text.ts";
import { hasShownCodePoint } from "../../text/visible-text.ts";
import { phraseMarkdown } from "../code-span.ts";
import type { PlanComment } from "../plan.ts";
import { countsPart, headingPart, statusPart } from "./heading-part.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import { accessPart } from "./report-access.ts";
import { changeParts } from "./report-changes.ts";
import { decisionsPart, undecidedPart } from "./report-decisions.ts";
import { footerPart, handPart, peoplePart } from "./report-footer.ts";
import { leftOut, reportLevels } from "./report-levels.ts";
import type { ReportLevel } from "./report-levels.ts";
import { differencePart, outcomePart } from "./report-outcome.ts";
import { guardsPart, problemsPart } from "./report-problems.ts";
import type { ReportStyle } from "./report-style.ts";
import { noLinks } from "./source-links.ts";
import type { SourceLinks } from "./source-links.ts";

/** How a report is written. */
export interface ReportOptions {
  /** The first line of the comment, by which it is found again (`commentMarker`). */
  readonly marker?: string | undefined;
  /** Whether e-mail addresses are masked, as in a public repository. */
  readonly masksEmails: boolean;
  /** Pages of this repository; without them nothing is linked. */
  readonly links?: SourceLinks | undefined;
  /** Finds the places of problems in the manifests. */
  readonly locate?: Locate | undefined;
  /** Most UTF-8 bytes. No text has more UTF-16 code units than bytes, so it bounds both. */
  readonly limit?: number | undefined;
}

// GitHub refuses a comment of more than 65,536 characters; the margin is for what counts differently there.
const commentLimit = 60_000;

// GitHub refuses a job summary of more than 1 MiB.
const summaryLimit = 1_000_000;

/**
 * A report as the one comment of its target on a pull request: verdict, counts and status first, then every decision
 * with the denied first and who could approve them, access with the escalations first, guards, problems, and the
 * changes folded in two parts. Data stands only in code spans and fences; links are ours and lead only to pages of the
 * repository and to the run. Beyond the limit detail is given up in a fixed order (`reportLevels`), never counts, and
 * decisions, effects and guards last of all: then the comment is not `complete`, and its check has to fail.
 */
export function pullRequestComment(report: PullRequestReport, options: ReportOptions): PlanComment {
  return writeWithin(options.limit ?? commentLimit, (level) => write(report, options, level));
}

/** The same report for the summary of the run, with room for everything the comment has to leave out. */
export function jobSummary(report: PullRequestReport, options: ReportOptions): PlanComment {
  const unmarked = { ...options, marker: undefined };
  return writeWithin(options.limit ?? summaryLimit, (level) => write(report, unmarked, level));
}

function writeWithin(limit: number, writeAt: (level: ReportLevel) => PlanComment): PlanComment {
  let comment: PlanComment = { text: "", complete: false, dropped: [] };
  for (const level of reportLevels) {
    comment = writeAt(level);
    if (new TextEncoder().encode(comment.text).length <= limit) return comment;
  }
  return comment;
}

function write(report: PullRequestReport, options: ReportOptions, level: ReportLevel): PlanComment {
  const { masksEmails, links = noLinks, locate = locateNothing } = options;
  const style: ReportStyle = { masksEmails, links, locate };
  const body = bodyOf(report, style, level);
  const dropped = leftOut(report, level);
  const head = [...countsPart(report), ...statusPart(report, style)];
  const warnings = warningParts({ dropped, complete: body.complete, blocks: [...head, ...body.blocks] });
  const marker = options.marker === undefined ? [] : [options.marker];
  const text = [...marker, headingPart(report), ...head, ...warnings, ...body.blocks].join("\n\n");
  return { text: `${text}\n`, complete: body.complete, dropped };
}

function bodyOf(
  report: PullRequestReport,
  style: ReportStyle,
  level: ReportLevel,
): Pick<PlanComment, "complete"> & {
  readonly blocks: readonly string[];
} {
  const decisions = (report.status === "offline" ? undecidedPart : decisionsPart)(report, style, level);
  const access = accessPart(report, style, level);
  const guards = guardsPart(report, style, level);
  const blocks = [
    ...differencePart(report, style, level),
    ...outcomePart(report, style, level),
    ...decisions.blocks,
    ...peoplePart(report, style, level),
    ...access.blocks,
    ...guards.blocks,
    ...problemsPart(report, style, level),
    ...handPart(report, style, level),
    ...changeParts(report, style, level),
    ...footerPart(report, style),
  ];
  return { blocks, complete: decisions.complete && access.complete && guards.complete };
}

interface Warnable {
  readonly dropped: readonly string[];
  readonly complete: boolean;
  readonly blocks: readonly string[];
}

function warningParts({ dropped, complete, blocks }: Warnable): readonly string[] {
  const sentences = [
    ...(complete ? [] : [incompleteSentence]),
    ...(dropped.length === 0 ? [] : [droppedSentence(dropped)]),
    ...(blocks.some(hasShownCodePoint) ? [unseenCharactersSentence] : []),
  ];
  return sentences.map((sentence) => phraseMarkdown(sentence, { masksEmails: false }));
}
