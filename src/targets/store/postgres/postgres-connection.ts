import type { Client, QueryResult } from "pg";

import { type Connection, DriverError, numberIn, type Row, type SqlValue } from "../driver.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { translateError } from "./postgres-errors.ts";

// Enough to keep the network busy, few enough to keep little in memory.
const sentAtOnce = 1000;

/** One PostgreSQL connection inside one transaction, whose search path is the store's schema. */
export class PostgresConnection implements Connection {
  readonly #client: Client;
  readonly #schema: string;

  constructor(client: Client, schema: string) {
    this.#client = client;
    this.#schema = schema;
  }

  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await this.query(sql, values)).rowCount ?? 0;
  }

  async runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    for (let first = 0; first < rows.length; first += sentAtOnce) {
      // oxlint-disable-next-line no-await-in-loop -- what is sent waits in memory
      await this.#runSome(sql, rows.slice(first, first + sentAtOnce));
    }
  }

  async all(sql: string, values: readonly SqlValue[] = []): Promise<readonly Row[]> {
    return (await this.query(sql, values)).rows;
  }

  async get(sql: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.query(sql, values)).rows[0];
  }

  async readFormat(): Promise<number> {
    const found = await this.get(findTables, [this.#schema]);
    if (found === undefined) return 0;
    if (found["usable"] === "f") throw new DriverError("forbidden", `permission denied for schema ${this.#schema}`);
    if (found["format"] === "f") {
      if (numberIn(found, "relations") === 0) return 0;
      throw new DriverError("foreign", `schema ${this.#schema} belongs to another program`);
    }
    const format = await this.get("SELECT version FROM store_format");
    if (format === undefined) throw new DriverError("damaged", "the format of the tables is missing");
    return numberIn(format, "version");
  }

  async writeFormat(version: number): Promise<void> {
    await this.run("UPDATE store_format SET version = ?", [version]);
  }

  /** Sends a statement; with values, by the extended protocol. */
  async query(sql: string, values: readonly unknown[] = []): Promise<QueryResult<Row>> {
    try {
      return await this.#client.query<Row>({ text: numbered(sql), values: [...values] });
    } catch (error) {
      throw translateError(error);
    }
  }

  // Without names for statements, and so without anything that a pooler would have to carry from one server to another.
  async #runSome(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const bulk = bulkInsert(sql, rows);
    const sent =
      bulk === undefined ? rows.map(async (row) => this.query(sql, row)) : [this.query(bulk.text, bulk.values)];
    const failed = (await Promise.allSettled(sent)).find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }
}

// The catalog shows a schema that may not be used; an unqualified name would silently not be found in it.
const findTables = `SELECT has_schema_privilege(n.oid, 'USAGE') AS usable,
    count(c.oid) AS relations, coalesce(bool_or(c.relname = 'store_format'), false) AS format
  FROM pg_catalog.pg_namespace n
  LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  WHERE n.nspname = ? GROUP BY n.oid`;

const numberedStatements = new Map<string, string>();

// The store's statements hold no question mark but those that stand for values.
function numbered(sql: string): string {
  const known = numberedStatements.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replaceAll("?", () => `$${(count += 1)}`);
  numberedStatements.set(sql, text);
  return text;
}
