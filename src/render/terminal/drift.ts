import type { Plan } from "../../model/plan.ts";
import { countsSentence } from "../sentences/plan-text.ts";
import { changeSections } from "./change-lines.ts";
import { blank, inked, line, wholeLine } from "./line.ts";
import { footerSection } from "./plan-sections.ts";
import { printLines } from "./print-lines.ts";
import type { Style } from "./style.ts";

/** What an apply of a commit would change, for a terminal: without decisions, for nobody asks to make it. */
export function renderDrift(plan: Plan, commit: string, style: Style): string {
  const undecided = plan.changes.map((change) => ({ ...change, decision: { ...change.decision, allowed: true } }));
  const count = plan.changes.length;
  const end =
    count === 0 ? "No drift. Live is what the manifests say." : (countsSentence(plan)?.replace(/^Plan/, "Drift") ?? "");
  const sections = [
    [line(0, inked("heading", `Drift of ${plan.target}`)), line(2, inked("dim", `commit ${commit}`))],
    ...changeSections(undecided, style),
    footerSection(plan),
    [wholeLine(inked("heading", end))],
  ].filter((section) => section.length > 0);
  return sections.map((section) => printLines(section, style)).join(printLines([blank], style));
}
