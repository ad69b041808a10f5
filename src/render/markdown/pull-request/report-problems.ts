import type { Severity } from "../../../model/diagnostic.ts";
import type { Finding } from "../../../model/finding.ts";
import type { Span } from "../../../model/place.ts";
import { locateDiagnostics } from "../../located-diagnostic.ts";
import type { LocatedDiagnostic } from "../../located-diagnostic.ts";
import { formatNumber, given, quote, say } from "../../sentences/phrase.ts";
import { sentenceFor } from "../../sentences/sentence-for.ts";
import { windowAround } from "../../terminal/text-window.ts";
import { phraseMarkdown } from "../code-span.ts";
import { textFence } from "../fence.ts";
import { maskEmails } from "../mask-emails.ts";
import type { TablePart } from "../table.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { ReportLevel } from "./report-levels.ts";
import { linkedSpan } from "./report-style.ts";
import type { ReportStyle } from "./report-style.ts";

const mostProblems = 100;
const excerptColumns = 100;

/** What the guards say, errors first. */
export function guardsPart({ plan }: PullRequestReport, style: ReportStyle, level: ReportLevel): TablePart {
  const errors = plan.findings.filter(({ severity }) => severity === "error");
  const warnings = plan.findings.filter(({ severity }) => severity === "warning");
  const shown = [...errors, ...warnings].slice(0, level.rows);
  const items = shown.map((finding) => `- ${findingText(finding, style)}`).join("\n");
  return { blocks: items === "" ? [] : ["### Guards", items], complete: shown.length === plan.findings.length };
}

/** Problems of the manifests: the place linked, and below the sentence the line it is about. */
export function problemsPart({ plan }: PullRequestReport, style: ReportStyle, level: ReportLevel): readonly string[] {
  const problems = locateDiagnostics(plan.diagnostics, style.locate);
  const shown = problems.slice(0, Math.min(mostProblems, level.rows)).map((each) => problemItem(each, style, level));
  const more = problems.length - shown.length;
  const rest = more > 0 ? [`- and ${formatNumber(more)} more`] : [];
  return problems.length === 0 ? [] : ["### Problems in the manifests", [...shown, ...rest].join("\n")];
}

function findingText(finding: Finding, style: ReportStyle): string {
  const { message, help = [] } = sentenceFor(finding);
  const about = given(finding.addresses, say`, about ${quote(finding.addresses)}`);
  const advice = help.length === 0 ? "" : `<br>_${phraseMarkdown(help, style)}_`;
  const sentence = phraseMarkdown(say`${message} (${quote(finding.code)}${about})`, style);
  return `${marks[finding.severity]}: ${sentence}${advice}`;
}

const marks: Readonly<Record<Severity, string>> = { error: "⛔ **error**", warning: "⚠️ **warning**" };

function problemItem(problem: LocatedDiagnostic, style: ReportStyle, level: ReportLevel): string {
  const { diagnostic, file, span, related } = problem;
  const { message, help = [] } = sentenceFor(diagnostic);
  const where = span === undefined ? fileText(file, style) : ` at ${positionText(span, style)}`;
  const also = related.map((other) => `<br>see also ${positionText(other, style)}`).join("");
  const advice = help.length === 0 ? "" : `<br>_${phraseMarkdown(help, style)}_`;
  const text = `- ${marks[diagnostic.severity]}${where}: ${phraseMarkdown(message, style)}${also}${advice}`;
  return level.excerpts && span?.text !== undefined ? [text, ...excerpt(span, span.text, style)].join("\n") : text;
}

function fileText(file: string | undefined, style: ReportStyle): string {
  return file === undefined ? "" : ` in ${linkedSpan(file, style.links.file(file), style)}`;
}

function positionText({ file, line, column }: Span, style: ReportStyle): string {
  return linkedSpan(`${file}:${line}:${column}`, style.links.file(file, line), style);
}

// Indented, so that the fence belongs to its list item. A masked line is shown without carets: they would not fit.
function excerpt(span: Span, text: string, style: ReportStyle): readonly string[] {
  const masked = style.masksEmails ? maskEmails(text) : text;
  const seen = windowAround(masked, span, excerptColumns);
  const gutter = " ".repeat(String(span.line).length);
  const carets = `${gutter} | ${" ".repeat(seen.offset)}${"^".repeat(seen.length)}`;
  const lines = [`${span.line} | ${seen.text}`, ...(masked === text ? [carets] : [])];
  return textFence(lines, style).map((line) => `  ${line}`);
}
