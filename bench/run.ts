// Measures Charter against what the same work costs without it, and prints each ratio beside its goal. Nothing passes or
// fails. `--objects 1000` chooses the size, `--rounds 9` how often the slow things are measured, `--quick` runs everything
// once and small.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

import { openBench } from "./bench.ts";
import { printTable } from "./print-table.ts";
import { applyRows } from "./rows/apply.ts";
import { growthRows } from "./rows/growth.ts";
import { memoryRows } from "./rows/memory.ts";
import { planRows } from "./rows/plan.ts";
import { printedDiffRows } from "./rows/printed-diff.ts";
import { startUpRows } from "./rows/start-up.ts";
import { storeRows } from "./rows/store.ts";

const { values } = parseArgs({
  options: {
    objects: { type: "string" },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const sizes = values.quick
  ? { objects: 100, rounds: 1, startRounds: 1 }
  : { objects: 10_000, rounds: 5, startRounds: 25 };
const rounds = Number(values.rounds ?? sizes.rounds);
const bench = await openBench({ ...sizes, rounds, objects: Number(values.objects ?? sizes.objects) });

console.log(
  `${bench.objects} objects, ${rounds} rounds, Node ${process.version}, ${availableParallelism()} processors\n`,
);
try {
  for (const rowsOf of [startUpRows, planRows, applyRows, printedDiffRows, memoryRows, growthRows, storeRows]) {
    // oxlint-disable-next-line no-await-in-loop -- measured one after the other
    printTable(await rowsOf(bench));
  }
} finally {
  bench.close();
}
