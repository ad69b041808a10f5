import type { SqlValue } from "../driver.ts";

/** One statement that inserts many rows, and its values: a list for each column. */
export interface BulkInsert {
  readonly text: string;
  readonly values: readonly (readonly SqlValue[])[];
}

/**
 * An insertion of one row, turned into one of all rows at once: its values come from `unnest`, so that the server plans
 * once instead of for each row. `undefined` for a statement that is no `INSERT … VALUES (…)`.
 */
export function bulkInsert(sql: string, rows: readonly (readonly SqlValue[])[]): BulkInsert | undefined {
  const parts = /^(INSERT INTO [^(]+\([^)]+\)\s+)VALUES \(([^)]*)\)([^?]*)$/.exec(sql);
  const [first] = rows;
  if (parts === null || first === undefined) return undefined;
  const [, insert = "", list = "", rest = ""] = parts;
  const names = first.map((_, at) => `v${at + 1}`);
  const types = first.map((value, at) => `$${at + 1}::${typeof value === "number" ? "bigint" : "text"}[]`);
  let used = 0;
  const selected = list.replaceAll("?", () => `one.${names[used++]}`);
  return {
    text: `${insert}SELECT ${selected} FROM unnest(${types.join(", ")}) AS one(${names.join(", ")})${rest}`,
    values: first.map((_, at) => rows.map((row) => row[at] ?? null)),
  };
}
