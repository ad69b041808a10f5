import type { MessageArguments } from "../../model/diagnostic.ts";
import { blank, inked, line } from "./line.ts";
import { sentenceLines } from "./phrase-pieces.ts";
import { printLines } from "./print-lines.ts";
import type { Ink, Style } from "./style.ts";
import { renderTable } from "./table.ts";

/** A check of a set-up as it is shown; what is not fine has a sentence by its code. */
export interface ShownCheck {
  readonly check: string;
  readonly verdict: "ok" | "problem" | "cannot-see";
  readonly code: string;
  readonly args: MessageArguments;
}

/** Every check in a table, below it what to do about each that is not fine, and a count at the end. */
export function renderSetupChecks(checks: readonly ShownCheck[], style: Style): string {
  const table = renderTable(checks, columns, style);
  const advice = checks.filter(({ verdict }) => verdict !== "ok").flatMap((each) => [...adviceOn(each), blank]);
  const count = (wanted: ShownCheck["verdict"]): number => checks.filter(({ verdict }) => verdict === wanted).length;
  const problems = count("problem");
  const summary = `${count("ok")} fine, ${problems} ${problems === 1 ? "problem" : "problems"}, ${count("cannot-see")} not visible`;
  return `${table}\n${printLines([...advice, line(0, inked("heading", summary))], style)}`;
}

const columns = [
  { heading: "CHECK", value: ({ check }: ShownCheck) => wordsOf(check) },
  {
    heading: "RESULT",
    value: ({ verdict }: ShownCheck) => wordsOf(verdict),
    ink: ({ verdict }: ShownCheck) => inks[verdict],
  },
];

const inks: Readonly<Record<ShownCheck["verdict"], Ink>> = { ok: "added", problem: "error", "cannot-see": "warning" };

function adviceOn(check: ShownCheck): ReturnType<typeof sentenceLines> {
  return sentenceLines(check, { text: wordsOf(check.check), ink: inks[check.verdict], indent: 0 });
}

function wordsOf(name: string): string {
  return name.replaceAll("-", " ");
}
