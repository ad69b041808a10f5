// Writes or reads rows like those of a store with plain statements on the same driver: what it costs without Charter.
// raw-store.ts URL make|touch|read OBJECTS
import { DatabaseSync } from "node:sqlite";

import pg from "pg";

const [, , url = "", job = "", objects = "0"] = process.argv;

const table = "CREATE TABLE raw (uid TEXT PRIMARY KEY, kind TEXT, project_uid TEXT, created_by TEXT, body TEXT)";
const upsert = `INSERT INTO raw (uid, kind, project_uid, created_by, body) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (uid) DO UPDATE SET body = excluded.body`;
const select = "SELECT uid, kind, project_uid, created_by, body FROM raw";

type Values = readonly [uid: string, kind: string, project: string, creator: string, body: string];

/** A database, with what one transaction does. */
interface Raw {
  readonly write: (rows: readonly Values[]) => Promise<void>;
  readonly read: () => Promise<readonly { readonly body?: unknown }[]>;
  readonly close: () => Promise<void>;
}

const raw = url.startsWith("sqlite:") ? openSqlite(url.slice("sqlite:".length)) : await openPostgres();
const rows = job === "read" ? [] : bodies();
const begin = performance.now();
if (job === "read") for (const { body } of await raw.read()) JSON.parse(String(body));
else await raw.write(rows);
const milliseconds = performance.now() - begin;
await raw.close();
process.stdout.write(JSON.stringify({ milliseconds }));

function bodies(): readonly Values[] {
  return Array.from({ length: Number(objects) }, (_, at) => {
    const fields = {
      title: `Attribute ${at}`,
      key: `attribute-${at}`,
      description: `${Math.random()} ${"x".repeat(80)}`,
    };
    const uid = at.toString(16).padStart(24, "0");
    return [uid, "Attribute", "b".repeat(24), "a".repeat(24), JSON.stringify(fields)];
  });
}

function openSqlite(file: string): Raw {
  const database = new DatabaseSync(file);
  // As Charter sets them.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384");
  if (job === "make") database.exec(table);
  return {
    write: async (values) => {
      database.exec("BEGIN IMMEDIATE");
      const statement = database.prepare(upsert.replaceAll(/\$\d/g, "?"));
      for (const row of values) statement.run(...row);
      database.exec("COMMIT");
    },
    read: async () => database.prepare(select).all(),
    close: async () => database.close(),
  };
}

async function openPostgres(): Promise<Raw> {
  const client = new pg.Client({ connectionString: url, pipeline: true });
  await client.connect();
  if (job === "make") await client.query(table);
  return {
    write: async (values) => {
      await client.query("BEGIN");
      await Promise.all(values.map(async (row) => client.query(upsert, [...row])));
      await client.query("COMMIT");
    },
    read: async () => (await client.query<{ readonly body: string }>(select)).rows,
    close: async () => client.end(),
  };
}
