import type { Outcome } from "../../model/outcome.ts";
import { deliverySentence, outcomeSentence } from "../sentences/outcome-text.ts";
import { plainText } from "../sentences/phrase.ts";
import { blank, inked, line } from "./line.ts";
import type { Line } from "./line.ts";
import { printLines } from "./print-lines.ts";
import type { Ink, Style } from "./style.ts";

/**
 * What an apply has done, for a terminal. Every change is named as soon as one of them was not applied; what is not
 * known to be done stands apart from what is known not to be.
 */
export function renderOutcome(outcome: Outcome, style: Style): string {
  const sections = [
    ...(isComplete(outcome) ? [] : changeLists(outcome)),
    section("invitations", undefined, invitationTexts(outcome)),
  ].filter((lines) => lines.length > 0);
  const summary = line(0, inked(isComplete(outcome) ? "heading" : "error", plainText(outcomeSentence(outcome))));
  return printLines([...sections.flatMap((lines) => [...lines, blank]), summary], style);
}

// What happened to several people's mails alike is said once, below them.
function invitationTexts({ invitations }: Outcome): readonly string[] {
  const groups = Map.groupBy(invitations, (sent) => plainText(deliverySentence(sent)));
  return [...groups].flatMap(([sentence, alike]) => {
    if (alike.length === 1) return alike.map(({ email }) => `${email}  ${sentence}`);
    return [...alike.map(({ email }) => email), `  ${sentence}`];
  });
}

function isComplete({ failed, notAttempted, unknown }: Outcome): boolean {
  return failed.length + notAttempted.length + unknown.length === 0;
}

function changeLists({ applied, failed, notAttempted, unknown }: Outcome): readonly (readonly Line[])[] {
  return [
    section("applied", "added", applied),
    section(
      "failed",
      "error",
      failed.map(({ address, reason }) => `${address}: ${reason}`),
    ),
    section("outcome unknown", "warning", unknown),
    section("not attempted", undefined, notAttempted),
  ];
}

function section(title: string, ink: Ink | undefined, texts: readonly string[]): readonly Line[] {
  if (texts.length === 0) return [];
  return [line(0, inked(ink ?? "heading", title)), ...texts.map((text) => line(2, text))];
}
