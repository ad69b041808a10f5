import { DriverError } from "../driver.ts";

// SQLSTATEs ("PostgreSQL Error Codes", Appendix A of PostgreSQL's documentation).
const reasonsByState: ReadonlyMap<string, DriverError["reason"]> = new Map([
  ["40001", "busy"], // serialization_failure
  ["40P01", "busy"], // deadlock_detected
  ["55P03", "busy"], // lock_not_available
  ["42P01", "damaged"], // undefined_table
  ["42703", "damaged"], // undefined_column
  ["XX001", "damaged"], // data_corrupted
  ["XX002", "damaged"], // index_corrupted
  ["42501", "forbidden"], // insufficient_privilege
  ["3F000", "forbidden"], // invalid_schema_name: there is none that tables may be made in
  ["25P03", "lost"], // idle_in_transaction_session_timeout
  ["25P04", "lost"], // transaction_timeout
  ["57P01", "lost"], // admin_shutdown
  ["57P02", "lost"], // crash_shutdown
  ["57P03", "lost"], // cannot_connect_now
  ["57P05", "lost"], // idle_session_timeout
]);

const advice: ReadonlyMap<string, string> = new Map([
  ["25006", "the server is a standby, or set to read only: name the primary"],
  ["53100", "the server's disk is full"],
]);

// Classes that mean SQL which is wrong, and so a bug of Charter's.
const bugClasses: ReadonlySet<string> = new Set(["42", "26", "34"]);

/** What PostgreSQL's refusal, or the loss of the connection, means to the store. */
export function translateError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DriverError) return error;
  const state = codeOf(error);
  if (state !== undefined && isSqlState(state)) return translateState(error, state);
  return isConnectionLoss(error, state) ? lost(error) : error;
}

function translateState(error: Error, state: string): Error {
  const reason = reasonOf(state);
  if (reason === undefined) return error;
  if (reason === "lost") return lost(error);
  const explained = advice.get(state);
  const message = explained === undefined ? error.message : `${explained} (${error.message})`;
  return new DriverError(reason, message, { cause: error });
}

// `undefined` for SQL that is wrong, and so a bug of Charter's.
function reasonOf(state: string): DriverError["reason"] | undefined {
  const known = reasonsByState.get(state) ?? (state.startsWith("08") ? "lost" : undefined);
  return known ?? (bugClasses.has(state.slice(0, 2)) ? undefined : "failed");
}

/** The SQLSTATE, or the system's code, of an error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code);
}

const lostCodes: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "EHOSTUNREACH"]);

// What pg says has no code when the other side just went away.
function isConnectionLoss(error: Error, code: string | undefined): boolean {
  if (code !== undefined) return lostCodes.has(code);
  return /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/.test(error.message);
}

function lost(cause: Error): DriverError {
  return new DriverError("lost", `the connection to the server was lost (${cause.message})`, { cause });
}
