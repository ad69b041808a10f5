import type { Plan } from "../../../model/plan.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import { sharesOf } from "./pull-request-report.ts";

/** How the changes of one part are shown: all lines, the first lines of each, titles alone, or not beyond the decisions. */
export type ChangeDetail = "fields" | "short" | "titles" | "none";

/** How much of a report is written. */
export interface ReportLevel {
  readonly introduced: ChangeDetail;
  readonly carriedOver: ChangeDetail;
  /** Whether problems are shown with their line. */
  readonly excerpts: boolean;
  /** Whether people and the steps to do by hand are listed. */
  readonly lists: boolean;
  /** Whether what an allowed change needs and why it is allowed is shown, and rows are linked to files. */
  readonly reasons: boolean;
  /** Most rows of each table and list. Less than all is not the whole plan any more. */
  readonly rows: number;
}

const everything: ReportLevel = {
  introduced: "fields",
  carriedOver: "fields",
  excerpts: true,
  lists: true,
  reasons: true,
  rows: Infinity,
};

const steps: readonly Partial<ReportLevel>[] = [
  { carriedOver: "short" },
  { introduced: "short" },
  { carriedOver: "titles" },
  { excerpts: false },
  { introduced: "titles" },
  { carriedOver: "none" },
  { introduced: "none" },
  { lists: false },
  { reasons: false },
  { rows: 100 },
  { rows: 20 },
  { rows: 5 },
  { rows: 0 },
];

/** From everything to the least, in the order in which detail is given up: each level gives up one thing more. */
export const reportLevels: readonly ReportLevel[] = [
  everything,
  ...steps.map((_step, at) => steps.slice(0, at + 1).reduce<ReportLevel>(withStep, everything)),
];

function withStep(level: ReportLevel, step: Partial<ReportLevel>): ReportLevel {
  return Object.assign({ ...level }, step);
}

/** What a level leaves out of a report, in words. Nothing is named that the report does not have. */
export function leftOut(report: PullRequestReport, level: ReportLevel): readonly string[] {
  const { introduced, carriedOver } = sharesOf(report);
  const { plan, people } = report;
  return [
    ...changesLeftOut(introduced, level.introduced, "this pull request's changes"),
    ...changesLeftOut(carriedOver, level.carriedOver, "the other changes"),
    ...(!level.excerpts && plan.diagnostics.length > 0 ? ["the lines of problems"] : []),
    ...(!level.lists && people.length > 0 && plan.changes.length > 0 ? ["who counted"] : []),
    ...(!level.lists && plan.byHand.length > 0 ? ["steps by hand"] : []),
    ...(!level.reasons && plan.changes.length > 0 ? ["why allowed changes are allowed"] : []),
    ...rowsLeftOut(plan.changes.length - level.rows, "decisions"),
    ...rowsLeftOut(plan.effects.length - level.rows, "people whose access changes"),
    ...rowsLeftOut(plan.findings.length - level.rows, "words of guards"),
  ];
}

const leftOutWords: Readonly<Record<ChangeDetail, string | undefined>> = {
  fields: undefined,
  short: "long field diffs of",
  titles: "field diffs of",
  none: "the list of",
};

function changesLeftOut(changes: Plan["changes"], detail: ChangeDetail, whose: string): readonly string[] {
  const words = leftOutWords[detail];
  return changes.length === 0 || words === undefined ? [] : [`${words} ${whose}`];
}

function rowsLeftOut(count: number, noun: string): readonly string[] {
  return count > 0 ? [`${count} ${noun}`] : [];
}
