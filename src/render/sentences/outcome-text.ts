import type { Outcome, SentInvitation } from "../../model/outcome.ts";
import { bare, counted, quote, say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";

/** What an apply has done, in one sentence. */
export function outcomeSentence({ applied, failed, notAttempted, unknown }: Outcome): Phrase {
  const all = applied.length + failed.length + notAttempted.length + unknown.length;
  if (all === 0) return say`Nothing had to be applied.`;
  if (applied.length === all) return say`Applied ${counted(all, "change", "changes")}.`;
  return say`Applied ${bare(applied.length)} of ${counted(all, "change", "changes")}.`;
}

/** What became of an invitation's mail. */
export function deliverySentence({ delivery, detail }: SentInvitation): Phrase {
  if (delivery === "sent") return say`sent through ${quote(detail)}`;
  if (delivery === "written") return say`written to ${quote(detail)}`;
  if (delivery === "failed") return say`not sent: ${bare(detail)}`;
  return say`not known whether it was sent: ${bare(detail)}`;
}
