import { formatNumber, quote, say } from "../../sentences/phrase.ts";
import type { Phrase } from "../../sentences/phrase.ts";
import { costSentence, unmanagedSentence } from "../../sentences/plan-text.ts";
import { personSentence } from "../../sentences/report-text.ts";
import { codeSpan, phraseMarkdown } from "../code-span.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { ReportLevel } from "./report-levels.ts";
import { folded, linkedSpan } from "./report-style.ts";
import type { ReportStyle } from "./report-style.ts";

const shortCommit = 7;

/** Whose live roles were asked, and whose were not and why: folded under both numbers. */
export function peoplePart(
  { people, plan }: PullRequestReport,
  style: ReportStyle,
  level: ReportLevel,
): readonly string[] {
  if (people.length === 0 || plan.changes.length === 0 || !level.lists) return [];
  const counting = people.filter(({ counts }) => counts).length;
  const items = people.map(
    (person) => `- ${person.counts ? "✅" : "➖"} ${phraseMarkdown(personSentence(person), style)}`,
  );
  return folded(`Who counts: ${formatNumber(counting)} of ${formatNumber(people.length)} people`, [items.join("\n")]);
}

/** What the target's API cannot do, and the clicks that do it. */
export function handPart({ plan }: PullRequestReport, style: ReportStyle, level: ReportLevel): readonly string[] {
  if (plan.byHand.length === 0 || !level.lists) return [];
  const items = plan.byHand.map(({ address, steps }) =>
    [`- ${codeSpan(address, style)}`, ...steps.map((step, at) => `   ${at + 1}. ${codeSpan(step, style)}`)].join("\n"),
  );
  return ["### By hand", items.join("\n")];
}

/** What else there is to know, small: undeclared objects, cost, target, commits, digest and run. */
export function footerPart(report: PullRequestReport, style: ReportStyle): readonly string[] {
  const { plan, status } = report;
  const remarks = status === "offline" ? [] : remarksOf(report).map((remark) => phraseMarkdown(remark, style));
  const facts = [
    ...(status === "offline" ? [] : [`target ${codeSpan(plan.target, style)}`]),
    `commit ${commitText(report.head, style)} on base ${commitText(report.base, style)}`,
    ...(plan.digest === "" ? [] : [`digest ${codeSpan(plan.digest, style)}`]),
    ...runFacts(report, style),
  ];
  return [small([...remarks, facts.join(" · ")].join("<br>"))];
}

function remarksOf({ plan }: PullRequestReport): readonly Phrase[] {
  const unmanaged = unmanagedSentence(plan);
  const cost = costSentence(plan.cost);
  return [
    ...(plan.authoritative.length === 0
      ? []
      : [say`Authoritative for ${quote(plan.authoritative)}: what is not declared is removed.`]),
    ...(unmanaged === undefined ? [] : [say`${unmanaged}.`]),
    ...(cost === undefined ? [] : [say`Applying costs ${cost}.`]),
  ];
}

function commitText(sha: string, style: ReportStyle): string {
  return linkedSpan(sha.slice(0, shortCommit), style.links.commit(sha), style);
}

function runFacts({ runId }: PullRequestReport, style: ReportStyle): readonly string[] {
  const url = runId === undefined ? undefined : style.links.run(runId);
  return url === undefined ? [] : [`[run and summary](${url})`];
}

function small(text: string): string {
  return `<sub>${text}</sub>`;
}
