import type * as Sqlite from "node:sqlite";

/**
 * Node's own SQLite. Before Node 24 importing it prints a notice that it is experimental, which would end up in every
 * user's terminal; that one notice is held back, and no other.
 */
export async function importSqlite(): Promise<typeof Sqlite> {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (...warning: unknown[]) => {
    if (!isSqliteNotice(warning)) Reflect.apply(emitWarning, undefined, warning);
  };
  try {
    return await import("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isSqliteNotice([text, kind]: readonly unknown[]): boolean {
  return kind === "ExperimentalWarning" && String(text).startsWith("SQLite ");
}
