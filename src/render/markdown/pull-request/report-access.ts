import type { Effect } from "../../../model/plan.ts";
import { sortEffects } from "../../describe/plan.ts";
import { formatNumber } from "../../sentences/phrase.ts";
import { codeSpan } from "../code-span.ts";
import { tableText } from "../table.ts";
import type { TablePart } from "../table.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { ReportLevel } from "./report-levels.ts";
import { folded } from "./report-style.ts";
import type { ReportStyle } from "./report-style.ts";

const rowsUnfolded = 12;
const rightsShown = 20;
const headings = ["Person", "Gains", "Loses"];

/** Who gains and who loses what, escalations first, then losses. Escalations are never folded. */
export function accessPart({ plan }: PullRequestReport, style: ReportStyle, level: ReportLevel): TablePart {
  const sorted = byWeight(sortEffects(plan.effects));
  const shown = sorted.slice(0, level.rows);
  const escalations = shown.filter(({ escalation }) => escalation).length;
  const open = shown.length <= rowsUnfolded ? shown.length : Math.max(escalations, rowsUnfolded);
  const [first, rest] = [shown.slice(0, open), shown.slice(open)];
  const blocks = [
    ...(first.length === 0 ? [] : ["### Access", accessTable(first, style)]),
    ...(rest.length === 0 ? [] : folded(`${formatNumber(rest.length)} more people`, [accessTable(rest, style)])),
  ];
  return { blocks, complete: shown.length === plan.effects.length };
}

function byWeight(effects: readonly Effect[]): readonly Effect[] {
  return [
    ...effects.filter(({ escalation }) => escalation),
    ...effects.filter(({ escalation, loses }) => !escalation && loses.length > 0),
    ...effects.filter(({ escalation, loses }) => !escalation && loses.length === 0),
  ];
}

function accessTable(effects: readonly Effect[], style: ReportStyle): string {
  return tableText(
    headings,
    effects.map((effect) => effectRow(effect, style)),
  );
}

function effectRow({ member, email, gains, loses, escalation }: Effect, style: ReportStyle): readonly string[] {
  const mark = escalation ? "<br>⚠️ **escalation**: may administer others" : "";
  return [
    `${codeSpan(member, style)} ${codeSpan(email, style)}${mark}`,
    rightsCell("+", gains, style),
    rightsCell("−", loses, style),
  ];
}

function rightsCell(sign: string, rights: readonly string[], style: ReportStyle): string {
  const shown = rights.slice(0, rightsShown).map((right) => `${sign} ${codeSpan(right, style)}`);
  const more = rights.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${formatNumber(more)} more`] : [])].join("<br>");
}
