import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { Client } from "pg";

import { type Connection, type Driver, DriverError, type Row, textIn } from "../driver.ts";
import { Turns } from "../turns.ts";
import { beginReading, beginWriting, endWriter, findWriter } from "./begin-transaction.ts";
import { connect } from "./connect.ts";
import { didCommit } from "./did-commit.ts";
import { PostgresConnection } from "./postgres-connection.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import type { PostgresLocation } from "./postgres-location.ts";

const pollMs = 20;
const readAttempts = 3;
const defaultPatienceMs = 20_000;

/** How a driver behaves when the network does not. */
export interface PostgresDriverOptions {
  /** How long to ask the server what became of changes whose commit it did not answer. */
  readonly patienceMs?: number | undefined;
}

/**
 * A schema of a PostgreSQL database. Everything a transaction relies on is set inside it, so that a pooler may give each
 * one another server connection. It connects when it is first used.
 */
export class PostgresDriver implements Driver {
  readonly dialect = postgresDialect;
  readonly #location: PostgresLocation;
  readonly #patienceMs: number;
  #opened: Client | undefined;
  readonly #turns = new Turns();

  constructor(location: PostgresLocation, { patienceMs = defaultPatienceMs }: PostgresDriverOptions = {}) {
    this.#location = location;
    this.#patienceMs = patienceMs;
  }

  async read<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    return this.#turns.take(async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- tried again when the connection is gone
          return await this.#readOnce(work);
        } catch (error) {
          if (!isPassing(error) || attempt === readAttempts) throw error;
        }
      }
    });
  }

  async write<Result>(timeoutMs: number, work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + timeoutMs;
    return this.#turns.take(async () => {
      for (;;) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- tried again while others write
          return await this.#writeOnce(work);
        } catch (error) {
          if (!isBusy(error) || performance.now() >= deadline) throw error;
        }
        // oxlint-disable-next-line no-await-in-loop -- waiting is the point
        await sleep(Math.min(pollMs * (1 + Math.random()), Math.max(0, deadline - performance.now())));
      }
    });
  }

  async isWritten(): Promise<boolean> {
    return this.read(async (connection) => (await connection.get(findWriter)) !== undefined);
  }

  async interruptWriter(fence: number): Promise<boolean> {
    return this.#turns.take(async () => {
      const client = await this.#client();
      const connection = this.#connectionOn(client);
      await connection.query(beginReading(this.#location.schema));
      try {
        const ended = await connection.all(endWriter, [fence]);
        return ended.some((row: Row) => textIn(row, "ended") === "t");
      } finally {
        await connection.query("ROLLBACK");
      }
    });
  }

  async close(): Promise<void> {
    await this.#turns.take(async () => {
      await this.#opened?.end().catch(() => undefined);
      this.#opened = undefined;
    });
  }

  async #readOnce<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const client = await this.#client();
    const connection = this.#connectionOn(client);
    return this.#within(client, async () => {
      await connection.query(beginReading(this.#location.schema));
      const result = await work(connection);
      await connection.query("COMMIT");
      return result;
    });
  }

  async #writeOnce<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const client = await this.#client();
    const connection = this.#connectionOn(client);
    const writer = randomBytes(16).toString("hex");
    return this.#within(client, async () => {
      const begun = await beginWriting(connection, { schema: this.#location.schema, writer });
      const result = await work(connection);
      await this.#commit(connection, { ...begun, writer });
      return result;
    });
  }

  async #commit(connection: PostgresConnection, begun: Begun): Promise<void> {
    try {
      const { command } = await connection.query("COMMIT");
      // A transaction in which a statement failed is rolled back without an error.
      if (command !== "COMMIT") throw new DriverError("failed", "the server rolled the transaction back");
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#opened = undefined;
      if (!(await didCommit(this.#location, { ...begun, patienceMs: this.#patienceMs }))) throw error;
    }
  }

  // What goes wrong undoes everything; a connection in a state that is not known is not used again.
  async #within<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!isLost(error)) await client.query("ROLLBACK").catch(() => this.#drop(client));
      else this.#drop(client);
      throw error;
    }
  }

  async #client(): Promise<Client> {
    if (this.#opened !== undefined) return this.#opened;
    const client = await connect(this.#location);
    // An idle connection that ends is opened again when it is needed.
    client.on("error", () => this.#drop(client));
    client.on("end", () => this.#drop(client));
    this.#opened = client;
    return client;
  }

  #drop(client: Client): void {
    if (this.#opened === client) this.#opened = undefined;
    client.end().catch(() => undefined);
  }

  #connectionOn(client: Client): PostgresConnection {
    return new PostgresConnection(client, this.#location.schema);
  }
}

/** What a writing transaction is known by, when the answer to its COMMIT was lost. */
export interface Begun {
  /** Its transaction id. */
  readonly xid: string;
  /** When the server was started, to notice that it was started again. */
  readonly startedAt: string;
  /** A random text that the transaction wrote. */
  readonly writer: string;
}

function isBusy(error: unknown): boolean {
  return error instanceof DriverError && error.reason === "busy";
}

function isLost(error: unknown): boolean {
  return error instanceof DriverError && error.reason === "lost";
}

function isPassing(error: unknown): boolean {
  return isBusy(error) || isLost(error);
}
