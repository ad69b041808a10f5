import { DriverError } from "../driver.ts";

// Primary result codes of SQLite ("Result and Error Codes", sqlite.org/rescode.html).
const reasonsByCode: ReadonlyMap<number, DriverError["reason"]> = new Map([
  [5, "busy"], // SQLITE_BUSY
  [6, "busy"], // SQLITE_LOCKED
  [11, "damaged"], // SQLITE_CORRUPT
  [26, "foreign"], // SQLITE_NOTADB
]);

const logicError = 1;

/** What SQLite's refusal means to the store. SQL that is wrong, and whatever did not come from SQLite, stays as it is. */
export function translateError(error: unknown): unknown {
  const code = primaryCode(error);
  if (!(error instanceof Error) || code === undefined) return error;
  const isTableMissing = code === logicError && /^no such (table|column)/.test(error.message);
  if (code === logicError && !isTableMissing) return error;
  const reason = isTableMissing ? "damaged" : (reasonsByCode.get(code) ?? "failed");
  return new DriverError(reason, error.message, { cause: error });
}

function primaryCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}
