import { join } from "node:path";

import { type Bench, forgetParsed } from "../bench.ts";
import { charter, peakMemoryOf } from "../measure/child.ts";
import { interleave } from "../measure/interleave.ts";
import type { Row } from "../print-table.ts";

/** The most memory a plan of every object holds at a time. Follows `planRows`. */
export function memoryRows(bench: Bench): readonly Row[] {
  const plan = charter(join(bench.folder, `organization-${bench.objects}-1`), "plan", "manifests");
  const measured = interleave(Math.min(bench.rounds, 3), {
    bare: () => peakMemoryOf(bench, { args: ["-e", "0"] }),
    cold: () => {
      forgetParsed(bench);
      return peakMemoryOf(bench, plan);
    },
    warm: () => peakMemoryOf(bench, plan),
  });
  return [
    row("peak memory of bare node", measured.bare),
    row(`peak memory of a cold plan of ${bench.objects} objects`, measured.cold, "150 MB at 10,000"),
    row("peak memory of the second plan", measured.warm, "100 MB at 10,000"),
  ];
}

function row(what: string, megabytes: number, goal?: string): Row {
  return { what, measured: `${megabytes.toFixed(0)} MB`, ...(goal !== undefined && { goal }) };
}
