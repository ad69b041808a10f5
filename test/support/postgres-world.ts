import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Client } from "pg";

import { openPostgresStore, type PostgresStoreOptions } from "../../src/targets/store/postgres/open-postgres-store.ts";
import type { Target } from "../../src/targets/target.ts";
import type { PostgresAccess, TestDatabase } from "./postgres/postgres-access.ts";
import { type ForeignWriter, readMails, type StoreWorld } from "./store-world.ts";
import { targetKinds } from "./target-kinds.ts";

/** An organization in PostgreSQL. */
export interface PostgresWorld extends StoreWorld {
  readonly database: TestDatabase;
  readonly schema: string;
  readonly again: (options?: Partial<PostgresStoreOptions>) => Promise<Target>;
  /** Opens the organization by another URL: as another user, or by another way. */
  readonly openAt: (url: string, options?: Partial<PostgresStoreOptions>) => Promise<Target>;
  /** Asks the database as the superuser. */
  readonly ask: (sql: string, values?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What a world is opened with, besides the target's own options. */
export interface PostgresWorldOptions extends Partial<PostgresStoreOptions> {
  /** Makes a schema of its own in this database, which is quicker than a database of its own. */
  readonly database?: TestDatabase | undefined;
  /** Gives the URL that the target is opened with instead of the database's own: through a pooler, say. */
  readonly way?: ((databaseUrl: string) => string) | undefined;
}

let schemasMade = 0;

/** Opens an organization that does not exist yet. */
export async function openPostgresWorld(
  server: PostgresAccess,
  { way = (url) => url, database: shared, ...options }: PostgresWorldOptions = {},
): Promise<PostgresWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), "charter-store-"));
  const database = shared ?? (await server.createDatabase());
  const schema = shared === undefined ? "charter" : `world_${(schemasMade += 1)}`;
  const url = `${way(database.url)}${shared === undefined ? "" : `?schema=${schema}`}`;
  const opened: Target[] = [];
  const openAt: PostgresWorld["openAt"] = async (place, more = {}) => {
    const target = await openPostgresStore(place, {
      kinds: targetKinds,
      folder,
      outbox: "outbox",
      ...options,
      ...more,
    });
    opened.push(target);
    return target;
  };
  const ask: PostgresWorld["ask"] = (sql, values = []) => server.query({ sql, values, database: database.name });
  return {
    database,
    schema,
    folder,
    url,
    outbox: path.join(folder, "outbox"),
    target: await openAt(url),
    again: (more) => openAt(url, more),
    openAt,
    ask,
    foreign: (sql, values = []) => ask(`SET search_path = ${schema}; ${withValues(sql, values)}`),
    beginWriting: () => beginWriting(database.url, schema),
    rows: (table) => ask(`SELECT * FROM ${schema}.${table}`),
    mails: () => readMails(path.join(folder, "outbox")),
    close: async () => {
      await Promise.all(opened.map((target) => target.close()));
      await (shared === undefined ? database.drop() : ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function beginWriting(url: string, schema: string): Promise<ForeignWriter> {
  const client = new Client({ connectionString: url });
  // A test may end it.
  client.on("error", () => undefined);
  await client.connect();
  await client.query(`BEGIN; SET LOCAL search_path = ${schema}; SELECT FROM lease FOR UPDATE`);
  return {
    run: async (sql) => void (await client.query(sql)),
    end: async (how) => {
      await client.query(how);
      await client.end();
    },
  };
}

// Several statements at once take no values, so that these stand in the text.
function withValues(sql: string, values: readonly (string | number)[]): string {
  const rest = values.values();
  return sql.replaceAll("?", () => {
    const value = rest.next().value ?? "";
    return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
  });
}
