import type { Connection, Dialect, Row, SqlValue } from "../driver.ts";
import type { ArchivedTable } from "./archived-tables.ts";

/** The rows of a table in the order of their keys, a page at a time: each page begins after the key of the one before. */
export async function* readRows(
  connection: Connection,
  table: ArchivedTable,
  dialect: Dialect,
): AsyncGenerator<readonly Row[]> {
  let after: Row | undefined;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a page is found by the one before
    const rows = await readPage(connection, { table, dialect, after });
    if (rows.length > 0) yield rows;
    if (rows.length < table.rowsAtOnce) return;
    after = rows.at(-1);
  }
}

interface Wanted {
  readonly table: ArchivedTable;
  readonly dialect: Dialect;
  readonly after: Row | undefined;
}

async function readPage(connection: Connection, { table, dialect, after }: Wanted): Promise<readonly Row[]> {
  const { name, columns, key, rowsAtOnce } = table;
  const keys = key.map((column) => (columns[column] === "text" ? `${column}${dialect.binaryOrder}` : column));
  const marks = key.map(() => "?").join(", ");
  const where = after === undefined ? "" : ` WHERE (${keys.join(", ")}) > (${marks})`;
  const sql = `SELECT ${Object.keys(columns).join(", ")} FROM ${name}${where} ORDER BY ${keys.join(", ")} LIMIT ${rowsAtOnce}`;
  return connection.all(sql, after === undefined ? [] : key.map((column): SqlValue => after[column] ?? null));
}
