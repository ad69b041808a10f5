// Writes the bodies of a database's objects into another one that holds the same objects, one upsert each, in one
// transaction: what the driver costs without Charter. Prints how long that took.
import { DatabaseSync } from "node:sqlite";

const [, , from = "", into = ""] = process.argv;
const source = new DatabaseSync(from, { readOnly: true });
const rows = source.prepare("SELECT uid, kind, project_uid, created_by, body FROM objects").all();
source.close();

const target = new DatabaseSync(into);
// As Charter sets them.
target.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384");
target.exec("PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = FAST; PRAGMA trusted_schema = OFF");
const begin = performance.now();
target.exec("BEGIN IMMEDIATE");
const upsert = target.prepare(`INSERT INTO objects (uid, kind, project_uid, created_by, body, revision)
  VALUES (?, ?, ?, ?, ?, 2) ON CONFLICT (uid) DO UPDATE SET body = excluded.body, revision = excluded.revision`);
for (const row of rows) {
  upsert.run(...["uid", "kind", "project_uid", "created_by", "body"].map((column) => row[column] ?? null));
}
target.exec("COMMIT");
const milliseconds = performance.now() - begin;
target.close();
process.stdout.write(JSON.stringify({ milliseconds, rows: rows.length }));
