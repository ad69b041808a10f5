import { join } from "node:path";

import { startPostgres } from "../../test/support/postgres/postgres-server.ts";
import type { Bench } from "../bench.ts";
import { answerOf, peakMemoryOf, program } from "../measure/child.ts";
import { interleave, type Task } from "../measure/interleave.ts";
import { duration, ratio, type Row } from "../print-table.ts";

/** Writing and reading an organization in both databases, against plain statements on the same driver. */
export async function storeRows(bench: Bench): Promise<readonly Row[]> {
  const server = await startPostgres({ durable: true });
  try {
    const [few, many] = [bench.objects, bench.objects * 10];
    const rows: Row[] = [];
    for (const objects of [few, many]) {
      // oxlint-disable-next-line no-await-in-loop -- measured one after the other
      const database = await server.createDatabase();
      const folder = join(bench.folder, `store-${objects}`);
      rows.push(
        ...rowsOf(bench, { title: "SQLite", store: `sqlite:${folder}.db`, raw: `sqlite:${folder}-raw.db`, objects }),
      );
      rows.push(...rowsOf(bench, { title: "PostgreSQL", store: database.url, raw: database.url, objects }));
    }
    return rows;
  } finally {
    await server.stop();
  }
}

interface Measured {
  readonly title: string;
  readonly store: string;
  readonly raw: string;
  readonly objects: number;
}

function rowsOf(bench: Bench, { title, store, raw, objects }: Measured): readonly Row[] {
  const work = (name: string, url: string, job: string): Task => {
    return () =>
      (answerOf(bench, program(bench, name, url, job, String(objects))) as { milliseconds: number }).milliseconds;
  };
  const made = { make: work("store-work", store, "make")(), raw: work("raw-store", raw, "make")() };
  const { touch, rawTouch, idle, read, rawRead } = interleave(Math.min(bench.rounds, 3), {
    touch: work("store-work", store, "touch"),
    rawTouch: work("raw-store", raw, "touch"),
    idle: work("store-work", store, "idle"),
    read: work("store-work", store, "read"),
    rawRead: work("raw-store", raw, "read"),
  });
  const memory = peakMemoryOf(bench, program(bench, "store-work", store, "read", String(objects)));
  const what = `${title}, ${objects} objects:`;
  return [
    { what: `${what} raw upserts`, measured: duration(rawTouch) },
    { what: `${what} making them / raw inserts`, measured: ratio(made.make, made.raw), goal: "1.5" },
    { what: `${what} changing them / raw upserts`, measured: ratio(touch, rawTouch), goal: "1.5" },
    { what: `${what} an apply without changes`, measured: duration(idle) },
    { what: `${what} reading them / raw reading`, measured: ratio(read, rawRead) },
    { what: `${what} reading them`, measured: duration(read) },
    { what: `${what} peak memory of reading`, measured: `${memory.toFixed(0)} MB` },
  ];
}
