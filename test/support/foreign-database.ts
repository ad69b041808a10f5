import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Works on a database file past Charter, as any SQLite tool could. */
export function asForeigner<Result>(file: string, work: (database: DatabaseSync) => Result): Result {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
