import { compareText } from "../../../model/json.ts";
import type { DecidedChange, Plan } from "../../../model/plan.ts";
import { symbolOf } from "../../describe/plan.ts";
import { formatNumber, quote, quoteSome, say } from "../../sentences/phrase.ts";
import { suggestionSentence } from "../../sentences/report-text.ts";
import { sentenceFor } from "../../sentences/sentence-for.ts";
import { codeSpan, phraseMarkdown } from "../code-span.ts";
import { tableText } from "../table.ts";
import type { TablePart } from "../table.ts";
import { brings } from "./pull-request-report.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { ReportLevel } from "./report-levels.ts";
import { folded, linkedAddress } from "./report-style.ts";
import type { ReportStyle } from "./report-style.ts";

const namesShown = 5;
const permissionsShown = 20;

// Beyond so many rows, beside denied changes and after the merge, the allowed ones are folded; the denied never are.
const rowsUnfolded = 12;

/** Every change with its decision, the denied first, and who could approve what is missing. */
export function decisionsPart(report: PullRequestReport, style: ReportStyle, level: ReportLevel): TablePart {
  const changes = level.rows < report.plan.changes.length ? mightiestFirst(report.plan) : report.plan.changes;
  const denied = changes.filter(({ decision }) => !decision.allowed);
  const allowed = changes.filter(({ decision }) => decision.allowed);
  const shown = [...denied, ...allowed].slice(0, level.rows);
  const table = { report, style, level };
  const blocks = [
    ...deniedBlocks(shown.filter(isDenied), table),
    ...allowedBlocks(
      shown.filter((change) => !isDenied(change)),
      { ...table, unfolded: denied.length === 0 && isOpen(report) ? rowsUnfolded : 0 },
    ),
  ];
  const head = blocks.length === 0 ? [] : ["### Decisions"];
  return { blocks: [...head, ...blocks], complete: shown.length === changes.length };
}

// What does not fit must not be what matters most, however many harmless changes stand before it.
function mightiestFirst({ changes, effects }: Plan): readonly DecidedChange[] {
  const mighty = new Set(effects.flatMap(({ member, escalation }) => (escalation ? [`Member/${member}`] : [])));
  return [
    ...changes.filter(({ address }) => mighty.has(address)),
    ...changes.filter(({ address }) => !mighty.has(address)),
  ];
}

/** Every change of a plan that nobody decided, as in an offline report. */
export function undecidedPart(report: PullRequestReport, style: ReportStyle, level: ReportLevel): TablePart {
  const { changes } = report.plan;
  const shown = (level.rows < changes.length ? mightiestFirst(report.plan) : changes).slice(0, level.rows);
  const rows = shown.map((change) => [
    `\`${symbolOf(change)}\``,
    changeCell(change, { report, style, level }),
    needs(change, style).join("<br>"),
  ]);
  const blocks = rows.length === 0 ? [] : ["### Changes", tableText(["", "Change", "Needs"], rows)];
  return { blocks, complete: shown.length === changes.length };
}

interface DecisionTable {
  readonly report: PullRequestReport;
  readonly style: ReportStyle;
  readonly level: ReportLevel;
}

// While somebody may still look at it before it is merged.
function isOpen({ status }: PullRequestReport): boolean {
  return status === "planned" || status === "approved";
}

function isDenied({ decision }: DecidedChange): boolean {
  return !decision.allowed;
}

function deniedBlocks(changes: readonly DecidedChange[], table: DecisionTable): readonly string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) => deniedRow(change, table));
  return [
    tableText(["", "Change", "Needs", "Decision", "Who could"], rows),
    ...suggestionBlocks(table.report, table.style),
  ];
}

function deniedRow(change: DecidedChange, table: DecisionTable): readonly string[] {
  const { decision } = change;
  const { message, help = [] } = sentenceFor(decision.reason);
  const advice = help.length === 0 || !table.level.reasons ? "" : `<br>_${phraseMarkdown(help, table.style)}_`;
  return [
    `\`${symbolOf(change)}\``,
    changeCell(change, table),
    needs(change, table.style).join(", "),
    `⛔ **denied**: ${phraseMarkdown(message, table.style)}${advice}`,
    whoCould(decision.whoCan, table.style),
  ];
}

function suggestionBlocks({ suggestion }: PullRequestReport, style: ReportStyle): readonly string[] {
  if (suggestion === undefined || suggestion.missing === 0) return [];
  const head = suggestion.groups.length === 0 ? "Nobody could approve this:" : "An approval is missing:";
  return [`**${head}** ${phraseMarkdown(suggestionSentence(suggestion), style)}`];
}

function allowedBlocks(
  changes: readonly DecidedChange[],
  { unfolded, ...table }: DecisionTable & { readonly unfolded: number },
): readonly string[] {
  if (changes.length === 0) return [];
  const headings = table.level.reasons ? ["", "Change", "Needs", "Decision"] : ["", "Change", "Decision"];
  const rows = changes.map((change) => allowedRow(change, table));
  const text = tableText(headings, rows);
  return changes.length <= unfolded ? [text] : folded(allowedCount(changes.length), [text]);
}

function allowedCount(count: number): string {
  return count === 1 ? "1 change is allowed" : `${formatNumber(count)} changes are allowed`;
}

function allowedRow(change: DecidedChange, table: DecisionTable): readonly string[] {
  const head = [`\`${symbolOf(change)}\``, changeCell(change, table)];
  if (!table.level.reasons) return [...head, "allowed"];
  return [...head, needs(change, table.style).join("<br>"), `allowed: ${whyAllowed(change, table.style)}`];
}

// That a role permits what is needed is said by its name; every other reason needs its sentence.
function whyAllowed({ decision: { by, role, reason } }: DecidedChange, style: ReportStyle): string {
  if (by === undefined || role === undefined || reason.code !== "role-permits") {
    return phraseMarkdown(sentenceFor(reason).message, style);
  }
  return phraseMarkdown(say`${quote(by)} as ${quote(role)}`, style);
}

function changeCell(change: DecidedChange, { report, style, level }: DecisionTable): string {
  const name = level.reasons ? linkedAddress(change, style) : codeSpan(change.address, style);
  return brings(report, change.address) ? name : `${name}<br>_not from this pull request_`;
}

function needs({ requirements }: DecidedChange, style: ReportStyle): readonly string[] {
  const permissions = [...new Set(requirements.map(({ permission }) => permission))].toSorted(compareText);
  const more = permissions.length - permissionsShown;
  const shown = permissions.slice(0, permissionsShown).map((permission) => codeSpan(permission, style));
  return [...shown, ...(more > 0 ? [`and ${formatNumber(more)} more`] : [])];
}

function whoCould(people: readonly string[], style: ReportStyle): string {
  return people.length === 0 ? "nobody" : phraseMarkdown(quoteSome(people, namesShown), style);
}
