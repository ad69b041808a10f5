import type { Effect, Plan } from "../../model/plan.ts";
import { sortEffects } from "../describe/plan.ts";
import { bare } from "../sentences/phrase.ts";
import { codeSpan, phraseMarkdown } from "./code-span.ts";
import type { DataStyle } from "./code-span.ts";
import { tablePart } from "./table.ts";
import type { TablePart } from "./table.ts";

/** Who gains and who loses what, escalations first. */
export function accessPart({ effects }: Plan, style: DataStyle, most: number): TablePart {
  const rows = sortEffects(effects)
    .slice(0, most)
    .map((effect) => effectRow(effect, style));
  const blocks = tablePart("Access", ["Person", "Gains", "Loses", ""], rows);
  return { blocks, complete: rows.length === effects.length };
}

function effectRow({ member, email, gains, loses, escalation }: Effect, style: DataStyle): readonly string[] {
  return [
    `${codeSpan(member, style)} ${codeSpan(email, style)}`,
    phraseMarkdown(bare(gains), style),
    phraseMarkdown(bare(loses), style),
    escalation ? "**escalation**" : "",
  ];
}
