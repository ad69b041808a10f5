import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

import { type Connection, type Driver, DriverError } from "../driver.ts";
import { Turns } from "../turns.ts";
import { importSqlite } from "./import-sqlite.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { translateError } from "./sqlite-errors.ts";
import { createDatabaseFile, findDatabaseFile } from "./sqlite-location.ts";

// Readers wait only while another process recovers the log after a crash.
const readTimeoutMs = 5000;
const pollMs = 20;

// FULL: what was acknowledged survives a power cut. The caches keep a large apply from being written twice. Addresses
// and tokens that are deleted are overwritten. A store cannot make its reader call functions.
const settings = `PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000;
  PRAGMA secure_delete = FAST; PRAGMA trusted_schema = OFF`;

interface Opened {
  readonly database: DatabaseSync;
  readonly connection: SqliteConnection;
}

/** A database file, or `:memory:`. It is opened when it is first used, and created when it is first written. */
export class SqliteDriver implements Driver {
  readonly dialect = sqliteDialect;
  readonly #file: string;
  #opened: Opened | undefined;
  readonly #turns = new Turns();

  constructor(file: string) {
    this.#file = file;
  }

  async read<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result | undefined> {
    return this.#turns.take(async () => {
      if (this.#opened === undefined && !(await this.#exists())) return undefined;
      const opened = await this.#open();
      opened.connection.execute("BEGIN");
      return carryOut(opened, work);
    });
  }

  async write<Result>(timeoutMs: number, work: (connection: Connection) => Promise<Result>): Promise<Result> {
    return this.#turns.take(async () => {
      if (this.#opened === undefined && !(await this.#exists())) await this.#create();
      const opened = await this.#open();
      await begin(opened, timeoutMs);
      return carryOut(opened, work);
    });
  }

  // Whoever cannot begin to write now has somebody before them: nothing else shows it.
  async isWritten(): Promise<boolean> {
    try {
      await this.write(0, async () => undefined);
      return false;
    } catch (error) {
      if (error instanceof DriverError && error.reason === "busy") return true;
      throw error;
    }
  }

  // Nobody ends another process's transaction in a file; the system does when the process ends.
  async interruptWriter(_fence: number): Promise<boolean> {
    return false;
  }

  async close(): Promise<void> {
    await this.#turns.take(async () => {
      this.#opened?.database.close();
      this.#opened = undefined;
    });
  }

  async #exists(): Promise<boolean> {
    return this.#file !== ":memory:" && (await findDatabaseFile(this.#file));
  }

  async #create(): Promise<void> {
    if (this.#file !== ":memory:") await createDatabaseFile(this.#file);
  }

  async #open(): Promise<Opened> {
    if (this.#opened !== undefined) return this.#opened;
    this.#opened = await openDatabase(this.#file);
    return this.#opened;
  }
}

async function openDatabase(file: string): Promise<Opened> {
  const { DatabaseSync } = await importSqlite();
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: readTimeoutMs });
    database.exec(settings);
    const connection = new SqliteConnection(database);
    // Nothing is written, not even a setting, to a database that is not Charter's.
    await connection.readFormat();
    return { database, connection };
  } catch (error) {
    database?.close();
    throw translateError(error);
  }
}

// Waits by asking again, so that this process stays responsive; SQLite's own waiting would block it.
async function begin({ connection }: Opened, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!tryToBegin(connection)) {
    if (performance.now() >= deadline) throw new DriverError("busy", "another process kept writing");
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await sleep(pollMs * (1 + Math.random()));
  }
}

function tryToBegin(connection: SqliteConnection): boolean {
  connection.execute("PRAGMA busy_timeout = 0");
  try {
    // Kept in the file: the first writer sets it, for everyone after.
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (error instanceof DriverError && error.reason === "busy") return false;
    throw error;
  } finally {
    connection.execute(`PRAGMA busy_timeout = ${readTimeoutMs}`);
  }
}

async function carryOut<Result>(opened: Opened, work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const { database, connection } = opened;
  try {
    const result = await work(connection);
    connection.execute("COMMIT");
    return result;
  } catch (error) {
    // After a full disk SQLite has rolled back by itself.
    if (database.isTransaction) connection.execute("ROLLBACK");
    throw error;
  }
}
