import type { Connection, SqlValue } from "../driver.ts";
import type { ArchivedRow } from "./archive-lines.ts";
import type { ArchivedTable } from "./archived-tables.ts";

/** Inserts rows, several of one table at a time. */
export class RowWriter {
  readonly #connection: Connection;
  #table: ArchivedTable | undefined;
  #waiting: (readonly SqlValue[])[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async write({ table, values }: ArchivedRow): Promise<void> {
    if (table !== this.#table || this.#waiting.length >= table.rowsAtOnce) await this.flush();
    this.#table = table;
    this.#waiting.push(values);
  }

  async flush(): Promise<void> {
    const [table, rows] = [this.#table, this.#waiting];
    this.#waiting = [];
    if (table === undefined || rows.length === 0) return;
    await this.#connection.runEach(insertInto(table), rows);
  }
}

function insertInto({ name, columns }: ArchivedTable): string {
  const names = Object.keys(columns);
  return `INSERT INTO ${name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
}
