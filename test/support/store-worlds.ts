import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import type { TargetOptions } from "../../src/targets/target.ts";
import { asForeigner } from "./foreign-database.ts";
import { openPostgresWorld } from "./postgres-world.ts";
import type { TestDatabase } from "./postgres/postgres-access.ts";
import { sharedPostgres } from "./postgres/shared-postgres.ts";
import { openSqliteWorld } from "./sqlite-world.ts";
import type { ForeignWriter, StoreWorld } from "./store-world.ts";

/** A database that an organization may be kept in. */
export interface StoreKind {
  readonly database: string;
  /** Opens an organization that does not exist yet. */
  readonly open: (options?: Partial<TargetOptions>) => Promise<StoreWorld>;
}

/** Every database there is: what holds for one holds for all. */
export const everyStore: readonly StoreKind[] = [
  { database: "SQLite", open: openEmbedded },
  { database: "PostgreSQL", open: openShared },
];

let databaseOfThisFile: Promise<TestDatabase> | undefined;

// One database for all tests of a file, and a schema for each: that takes a third of the time.
async function openShared(options: Partial<TargetOptions> = {}): Promise<StoreWorld> {
  const server = await sharedPostgres();
  databaseOfThisFile ??= server.createDatabase();
  return openPostgresWorld(server, { ...options, database: await databaseOfThisFile });
}

/** Opens an embedded organization that does not exist yet. */
export async function openEmbedded(options: Partial<TargetOptions> = {}): Promise<StoreWorld> {
  const world = await openSqliteWorld(options);
  const work = <Result>(job: (database: DatabaseSync) => Result): Result => asForeigner(world.file, job);
  return {
    ...world,
    url: "sqlite:data/organization.db",
    outbox: path.join(world.folder, "data", "outbox"),
    foreign: async (sql, values) =>
      work((database) => (values === undefined ? database.exec(sql) : database.prepare(sql).run(...values))),
    beginWriting: async () => beginWriting(world.file),
    rows: async (table) => work((database) => database.prepare(`SELECT * FROM ${table}`).all()),
  };
}

async function beginWriting(file: string): Promise<ForeignWriter> {
  const database = new DatabaseSync(file);
  database.exec("BEGIN IMMEDIATE");
  return {
    run: async (sql) => database.exec(sql),
    end: async (how) => {
      database.exec(how);
      database.close();
    },
  };
}
