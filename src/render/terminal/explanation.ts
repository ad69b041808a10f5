import type { Decision } from "../../model/decision.ts";
import { plainText } from "../sentences/phrase.ts";
import { whoCanSentence } from "../sentences/plan-text.ts";
import { inked, line } from "./line.ts";
import { sentenceLines } from "./phrase-pieces.ts";
import { printLines } from "./print-lines.ts";
import type { Style } from "./style.ts";

/** Why something is allowed or denied, for a terminal: the reason, the rule behind it, and who holds the right. */
export function renderExplanation(decision: Decision, style: Style): string {
  const label = decision.allowed
    ? ({ text: "allowed", ink: "added", indent: 0 } as const)
    : ({ text: "denied", ink: "error", indent: 0 } as const);
  const lines = [
    ...sentenceLines(decision.reason, label),
    line(2, inked("dim", "rule: "), decision.rule),
    line(2, plainText(whoCanSentence(decision.whoCan))),
  ];
  return printLines(lines, style);
}
