import { DriverError, type Row, textIn } from "../driver.ts";
import type { PostgresConnection } from "./postgres-connection.ts";
import { countedSetting } from "./postgres-dialect.ts";

/** Begins a transaction that sees one moment of the store. */
export function beginReading(schema: string): string {
  return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings(schema)}`;
}

/** Where to write, and the random text that the transaction leaves behind. */
export interface Writing {
  readonly schema: string;
  readonly writer: string;
}

/** What a writing transaction is told apart by. */
export interface WritingStart {
  readonly xid: string;
  readonly startedAt: string;
}

/**
 * Begins a transaction that alone writes to the store: it holds the lease's row until it ends. Throws a DriverError `busy`
 * when another transaction holds it. What somebody else writes past the lease makes this transaction fail as `busy`
 * rather than overwrite it.
 */
export async function beginWriting(connection: PostgresConnection, { schema, writer }: Writing): Promise<WritingStart> {
  const [begun, locked, signed, durable] = await Promise.allSettled([
    connection.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE; ${settings(schema)}; ${writeSettings}`),
    connection.get(`SELECT ${identity} FROM lease WHERE id = 1 FOR UPDATE NOWAIT`),
    connection.run("UPDATE store_format SET writer = ?", [writer]),
    connection.query(keepDurable),
  ]);
  const failed = [begun, locked, signed, durable].find((one) => one.status === "rejected");
  if (failed === undefined && locked.status === "fulfilled") return toStart(locked.value);
  if (!isMissing(failed?.reason)) throw failed?.reason;
  return beginCreating(connection, { schema, writer });
}

// The `xmax` of the lease's row is the transaction that locked it.
const writers = `FROM lease
  JOIN pg_catalog.pg_locks l ON l.locktype = 'transactionid' AND l.transactionid = lease.xmax AND l.granted
  WHERE lease.id = 1 AND l.pid <> pg_backend_pid()`;

/** Finds the transaction that holds the lease's row, wherever it runs. */
export const findWriter = `SELECT l.pid ${writers}`;

/** Ends that transaction while the lease has this fencing number. Needs the writer's role, or pg_signal_backend. */
export const endWriter = `SELECT pg_terminate_backend(l.pid, 5000) AS ended ${writers} AND lease.fence = ?`;

const identity = "pg_current_xact_id()::text AS xid, pg_postmaster_start_time()::text AS started_at";

// A writer that went silent is ended by the server, so that a dead laptop holds nobody up.
const writeSettings = `SET LOCAL idle_in_transaction_session_timeout = '60s'; SET LOCAL ${countedSetting} = 'yes'`;

// Asked after the lock: the first question fixes the moment that the transaction sees.
const keepDurable = `SELECT set_config('synchronous_commit', 'on', true)
  WHERE current_setting('synchronous_commit') = 'off'`;

// The schema's name holds nothing but lower-case letters, digits and underscores. Rows that a policy would hide are refused
// instead: what is not seen would be taken for not being there.
function settings(schema: string): string {
  return `SET LOCAL search_path = "${schema}"; SET LOCAL row_security = off`;
}

// Tables that are not there yet cannot hold a lease; whoever makes them holds a lock on the schema's name meanwhile.
async function beginCreating(connection: PostgresConnection, { schema, writer }: Writing): Promise<WritingStart> {
  await connection.query("ROLLBACK");
  await connection.query(`BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; ${settings(schema)}; ${writeSettings}`);
  const locked = await connection.get(
    `SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0)) AS locked, ${identity}`,
    [`charter:${schema}`],
  );
  await connection.query(keepDurable);
  if (locked?.["locked"] !== "t") throw new DriverError("busy", "another process makes the tables");
  const found = await connection.get(
    `SELECT to_regnamespace(?) IS NOT NULL AS schema, to_regclass(?) IS NOT NULL AS lease`,
    [schema, `${schema}.lease`],
  );
  if (found?.["lease"] === "t") throw new DriverError("busy", "another process made the tables");
  if (found?.["schema"] === "f") await connection.run(`CREATE SCHEMA "${schema}"`);
  await connection.readFormat();
  await connection.run("CREATE TABLE IF NOT EXISTS store_format (version INTEGER NOT NULL, writer TEXT NOT NULL)");
  await connection.run("INSERT INTO store_format (version, writer) VALUES (0, ?)", [writer]);
  return toStart(locked);
}

function isMissing(error: unknown): boolean {
  return error instanceof DriverError && error.reason === "damaged";
}

function toStart(row: Row | undefined): WritingStart {
  if (row === undefined) throw new DriverError("damaged", "the lease is missing");
  return { xid: textIn(row, "xid"), startedAt: textIn(row, "started_at") };
}
