import type { Plan } from "../../model/plan.ts";
import { locateNothing } from "../located-diagnostic.ts";
import type { Locate } from "../located-diagnostic.ts";
import { plainText } from "../sentences/phrase.ts";
import { countsSentence, verdictSentence } from "../sentences/plan-text.ts";
import { changeSections } from "./change-lines.ts";
import { renderDiagnostics } from "./diagnostics.ts";
import { blank, inked, line, wholeLine } from "./line.ts";
import type { Line } from "./line.ts";
import { headerSection } from "./plan-header.ts";
import { accessSection, decisionSection, footerSection, guardSection, handSection } from "./plan-sections.ts";
import { printLines } from "./print-lines.ts";
import type { Ink, Style } from "./style.ts";

/**
 * A whole plan for a terminal: header, changes, decisions, guards, access, what is left to do by hand, verdict and
 * counts. The counts stand on the last line, unbroken. Problems of the manifests are shown with their lines when
 * `locate` finds them.
 */
export function renderPlan(plan: Plan, style: Style, locate: Locate = locateNothing): string {
  const sections = [
    headerSection(plan),
    ...changeSections(plan.changes, style),
    decisionSection(plan),
    guardSection(plan),
    accessSection(plan),
    handSection(plan),
    footerSection(plan),
    verdictSection(plan),
  ].filter((section) => section.length > 0);
  const problems = renderDiagnostics(plan.diagnostics, locate, style);
  return [...(problems === "" ? [] : [problems]), ...sections.map((section) => printLines(section, style))].join(
    printLines([blank], style),
  );
}

const verdictInks: Readonly<Record<Plan["verdict"], Ink>> = {
  allowed: "heading",
  denied: "error",
  refused: "error",
  invalid: "error",
};

function verdictSection(plan: Plan): readonly Line[] {
  const verdict = verdictSentence(plan);
  const counts = countsSentence(plan);
  return [
    ...(verdict === undefined ? [] : [line(0, inked(verdictInks[plan.verdict], plainText(verdict)))]),
    ...(counts === undefined ? [] : [wholeLine(inked("heading", counts))]),
  ];
}
