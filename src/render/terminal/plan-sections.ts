import type { Finding } from "../../model/finding.ts";
import type { Effect, HandStep, Plan } from "../../model/plan.ts";
import { sortEffects, tallyDecisions } from "../describe/plan.ts";
import type { DecisionTally } from "../describe/plan.ts";
import { bare, counted, plainText, say } from "../sentences/phrase.ts";
import type { Phrase } from "../sentences/phrase.ts";
import { costSentence, unmanagedSentence } from "../sentences/plan-text.ts";
import { hanging, inked, line } from "./line.ts";
import type { Line } from "./line.ts";
import { sentenceLines } from "./phrase-pieces.ts";

/** Whose live role allowed how many changes. */
export function decisionSection({ changes }: Plan): readonly Line[] {
  return section("Decisions", tallyDecisions(changes).map(tallyLine));
}

/** What the guards say, errors first. */
export function guardSection({ findings }: Plan): readonly Line[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return section("Guards", [...errors, ...warnings].flatMap(findingLines));
}

/** Who gains and who loses what, escalations first. */
export function accessSection({ effects }: Plan): readonly Line[] {
  return section("Access", sortEffects(effects).flatMap(effectLines));
}

/** What the target's API cannot do, and the clicks that do it. */
export function handSection({ byHand }: Plan): readonly Line[] {
  return section("By hand", byHand.flatMap(handLines));
}

/** Undeclared objects and the cost, each on a line where there is something to say. */
export function footerSection(plan: Plan): readonly Line[] {
  return [...footerLine("Unmanaged", unmanagedSentence(plan)), ...footerLine("Cost", costSentence(plan.cost))];
}

function section(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [line(0, inked("heading", title)), ...lines];
}

function tallyLine({ allowed, by, role, rule, count }: DecisionTally): Line {
  const verdict = allowed ? inked("added", "allowed") : inked("error", "denied ");
  const who = by === undefined ? [] : [` by ${by}`];
  const what = role === undefined ? [] : [allowed ? ` as ${role}` : ` to ${role}`];
  return hanging(2, 10, [
    verdict,
    ` ${plainText(counted(count, "change", "changes"))}`,
    ...who,
    ...what,
    inked("dim", ` (${rule})`),
  ]);
}

function findingLines(finding: Finding): readonly Line[] {
  const { code, severity, addresses } = finding;
  const about = addresses.length === 0 ? [] : [line(4, inked("dim", plainText(say`about ${bare(addresses)}`)))];
  return [...sentenceLines(finding, { text: `${severity} ${code}`, ink: severity, indent: 2 }), ...about];
}

function effectLines({ member, email, gains, loses, escalation }: Effect): readonly Line[] {
  const mark = escalation ? [inked("warning", "  escalation")] : [];
  return [
    line(2, member, inked("dim", `  ${email}`), ...mark),
    ...gains.map((gain) => line(6, inked("added", `+ ${gain}`))),
    ...loses.map((loss) => line(6, inked("removed", `- ${loss}`))),
  ];
}

function handLines({ address, steps }: HandStep): readonly Line[] {
  return [line(2, address), ...steps.map((step, at) => hanging(4, 7, [inked("dim", `${at + 1}. `), step]))];
}

function footerLine(label: string, phrase: Phrase | undefined): readonly Line[] {
  return phrase === undefined ? [] : [line(0, inked("heading", label), `: ${plainText(phrase)}`)];
}
