import { compareText } from "../../model/json.ts";
import type { DecidedChange, Plan } from "../../model/plan.ts";
import { symbolOf } from "../describe/plan.ts";
import { bare, quoteSome } from "../sentences/phrase.ts";
import { sentenceFor } from "../sentences/sentence-for.ts";
import { codeSpan, phraseMarkdown } from "./code-span.ts";
import type { DataStyle } from "./code-span.ts";
import { tablePart } from "./table.ts";
import type { TablePart } from "./table.ts";

const namesShown = 5;

/** Every change with its decision, the denied first. */
export function decisionsPart({ changes }: Plan, style: DataStyle, most: number): TablePart {
  const denied = changes.filter(({ decision }) => !decision.allowed);
  const allowed = changes.filter(({ decision }) => decision.allowed);
  const rows = [...denied, ...allowed].slice(0, most).map((change) => decisionRow(change, style));
  const blocks = tablePart("Decisions", ["", "Change", "Needs", "Decision", "Who could"], rows);
  return { blocks, complete: rows.length === changes.length };
}

function decisionRow(change: DecidedChange, style: DataStyle): readonly string[] {
  const { decision } = change;
  const reason = phraseMarkdown(sentenceFor(decision.reason).message, style);
  return [
    `\`${symbolOf(change)}\``,
    codeSpan(change.address, style),
    phraseMarkdown(bare(permissionsOf(change)), style),
    `${decision.allowed ? "allowed" : "**denied**"}: ${reason}`,
    decision.allowed ? "" : whoCould(decision.whoCan, style),
  ];
}

function permissionsOf({ requirements }: DecidedChange): readonly string[] {
  return [...new Set(requirements.map(({ permission }) => permission))].toSorted(compareText);
}

function whoCould(people: readonly string[], style: DataStyle): string {
  return people.length === 0 ? "nobody" : phraseMarkdown(quoteSome(people, namesShown), style);
}
