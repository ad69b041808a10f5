import type { DatabaseSync, StatementSync } from "node:sqlite";

import { type Connection, DriverError, type Row, type SqlValue } from "../driver.ts";
import { translateError } from "./sqlite-errors.ts";

// "Chrt" in ASCII: tells the `file` command, and Charter, whose database it is.
const applicationId = 0x43687274;

/** One SQLite connection; prepares each statement once. */
export class SqliteConnection implements Connection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.#attempt(() => Number(this.#prepare(sql).run(...values).changes));
  }

  async runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    this.#attempt(() => {
      const statement = this.#prepare(sql);
      for (const values of rows) statement.run(...values);
    });
  }

  async all(sql: string, values: readonly SqlValue[] = []): Promise<readonly Row[]> {
    // The store's columns hold text and numbers only; `textIn` and `numberIn` check each one.
    return this.#attempt(() => this.#prepare(sql).all(...values) as readonly Row[]);
  }

  async get(sql: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    return this.#attempt(() => this.#prepare(sql).get(...values) as Row | undefined);
  }

  async readFormat(): Promise<number> {
    const version = this.#pragma("user_version");
    const owner = this.#pragma("application_id");
    if (owner === applicationId) return version;
    const tables = await this.get("SELECT count(*) AS count FROM sqlite_schema");
    if (owner === 0 && version === 0 && tables?.["count"] === 0) return 0;
    throw new DriverError("foreign", "the database belongs to another program");
  }

  async writeFormat(version: number): Promise<void> {
    this.execute(`PRAGMA application_id = ${applicationId}`);
    this.execute(`PRAGMA user_version = ${version}`);
  }

  /** Runs a statement that gives no rows and is not worth preparing. */
  execute(sql: string): void {
    this.#attempt(() => this.#database.exec(sql));
  }

  #pragma(name: string): number {
    return this.#attempt(() => Number(this.#database.prepare(`PRAGMA ${name}`).get()?.[name]));
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw translateError(error);
    }
  }
}
