import type { Dialect } from "../driver.ts";

/** What is written differently for PostgreSQL. */
export const postgresDialect: Dialect = {
  binaryOrder: ' COLLATE "C"',
  now: `to_char(clock_timestamp() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  countWrites: (table) => [
    countFunction,
    rowTrigger(table, "insert", "NEW.revision = 0"),
    rowTrigger(table, "update", "NEW.revision = OLD.revision"),
    rowTrigger(table, "delete", `current_setting('${countedSetting}', true) IS DISTINCT FROM 'yes'`),
    `CREATE TRIGGER count_${table}_truncate AFTER TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION count_write()`,
  ],
};

/**
 * Set to `yes` within a transaction whose deletions are counted by the writer: PostgreSQL keeps every version of a row
 * until the transaction ends, so that counting ten thousand deletions one by one would take minutes.
 */
export const countedSetting = "charter.counted";

// Names the schema, because whoever writes past Charter may look for tables elsewhere.
const countFunction = `CREATE OR REPLACE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN EXECUTE format('UPDATE %I.history SET serial = serial + 1', TG_TABLE_SCHEMA); RETURN NULL; END $$`;

function rowTrigger(table: string, event: string, condition: string): string {
  return `CREATE TRIGGER count_${table}_${event} AFTER ${event.toUpperCase()} ON ${table}
    FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION count_write()`;
}
