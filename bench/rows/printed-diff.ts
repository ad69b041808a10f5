import type { Bench } from "../bench.ts";
import { answerOf, program } from "../measure/child.ts";
import { median } from "../measure/interleave.ts";
import { duration, type Row } from "../print-table.ts";

/** The largest difference one object can have, printed. */
export function printedDiffRows(bench: Bench): readonly Row[] {
  const answers = Array.from({ length: bench.rounds }, () => answerOf(bench, program(bench, "print-diff")) as Answer);
  return (["terminal", "markdown", "json"] as const).map((form) => ({
    what: `the slowest difference of one object, 8,000 lines, as ${form}`,
    measured: duration(median(answers.map((answer) => answer[form]))),
    goal: "200 ms",
  }));
}

/** What the program prints: milliseconds. */
type Answer = Readonly<Record<"terminal" | "markdown" | "json", number>>;
