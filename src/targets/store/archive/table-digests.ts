import { createHash, type Hash } from "node:crypto";

import type { ArchiveLine, TableSummary } from "../../archive.ts";
import { type ArchivedTable, archivedTables } from "./archived-tables.ts";

/** Counts the rows of each table, and works out its digest. */
export class TableDigests {
  readonly #tables = new Map(archivedTables.map(({ name }) => [name, { count: 0, hash: createHash("sha256") }]));

  add({ name }: ArchivedTable, line: ArchiveLine): void {
    const table = this.#tables.get(name);
    if (table === undefined) return;
    table.count += 1;
    table.hash.update(`${line}\n`);
  }

  /** The number of rows of each table so far. */
  counts(): readonly (readonly [table: string, count: number])[] {
    return [...this.#tables].map(([name, { count }]) => [name, count]);
  }

  summaries(): readonly TableSummary[] {
    return [...this.#tables].map(([table, { count, hash }]) => ({ table, rows: count, digest: digestOf(hash) }));
  }
}

// Of a copy, so that more rows may follow.
function digestOf(hash: Hash): string {
  return `sha256:${hash.copy().digest("hex")}`;
}
