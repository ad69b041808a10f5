import type { Dialect } from "../driver.ts";

/** What is written differently for SQLite. */
export const sqliteDialect: Dialect = {
  now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  // Bytes are how SQLite compares texts anyway.
  binaryOrder: "",
  countWrites: (table) => [
    trigger(table, "insert", "WHEN NEW.revision = 0"),
    trigger(table, "update", "WHEN NEW.revision = OLD.revision"),
    trigger(table, "delete", ""),
  ],
};

// The condition looks at the row alone: a subquery here would cost as much as the write itself.
function trigger(table: string, event: string, condition: string): string {
  return `CREATE TRIGGER count_${table}_${event} AFTER ${event.toUpperCase()} ON ${table} ${condition}
    BEGIN UPDATE history SET serial = serial + 1; END`;
}
