// Long runs of faults against both databases: `npm run campaign:store -- --rounds 200 --seed 7`. Ends with 1 when the
// organization was once not as it must be.
import { parseArgs } from "node:util";

import { campaigns, type FaultReport } from "../test/support/store-faults.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "25" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed)) {
  throw new Error("--rounds and --seed are whole numbers");
}

console.log(`${rounds} rounds of each fault, moments from seed ${seed}`);
const reports: FaultReport[] = [];
for (const { run } of campaigns) {
  // oxlint-disable-next-line no-await-in-loop -- two at once would disturb each other's moments
  reports.push(...(await run({ rounds, random: randomFrom(seed), onRound: () => void process.stdout.write(".") })));
}
console.log(`\n\n${tableOf(reports)}`);
for (const { database, fault, problems } of reports) {
  for (const problem of problems) console.log(`${database}, ${fault}: ${problem}`);
}
process.exitCode = reports.every(({ injected, survived }) => injected === survived) ? 0 : 1;

// Mulberry32, by Tommy Ettinger: the same moments for the same seed, as far as the machine keeps time.
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function tableOf(rows: readonly FaultReport[]): string {
  const cells = rows.map(({ database, fault, injected, survived }) => [
    database,
    fault,
    String(injected),
    String(survived),
  ]);
  const all = [["database", "fault", "injected", "survived"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return all.map(lineOf).join("\n");
}
