import { setTimeout as sleep } from "node:timers/promises";

import type { Client } from "pg";

import { DriverError } from "../driver.ts";
import { connect } from "./connect.ts";
import type { PostgresLocation } from "./postgres-location.ts";

/** What a writing transaction is known by, when the answer to its COMMIT was lost. */
export interface SentCommit {
  /** Its transaction id. */
  readonly xid: string;
  /** When the server was started, to notice that it was started again. */
  readonly startedAt: string;
  /** A random text that the transaction wrote. */
  readonly writer: string;
}

const pollMs = 250;

/**
 * Asks the server whether a transaction was kept whose COMMIT it did not answer. Throws a DriverError `unknown` when it
 * cannot be found out.
 */
export async function didCommit(
  location: PostgresLocation,
  commit: SentCommit & { readonly patienceMs: number },
): Promise<boolean> {
  const deadline = performance.now() + commit.patienceMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- asked until there is an answer
    const answer = await ask(location, commit).catch(() => undefined);
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) {
      throw new DriverError("unknown", "the connection was lost while the server was keeping the changes");
    }
    // oxlint-disable-next-line no-await-in-loop
    await sleep(pollMs);
  }
}

async function ask(location: PostgresLocation, commit: SentCommit): Promise<boolean | undefined> {
  const client = await connect(location);
  try {
    return await readAnswer(client, location, commit);
  } finally {
    await client.end();
  }
}

async function readAnswer(
  client: Client,
  { schema }: PostgresLocation,
  { xid, startedAt, writer }: SentCommit,
): Promise<boolean | undefined> {
  const { rows } = await client.query<Record<string, string>>(
    "SELECT pg_xact_status($1::xid8) AS status, pg_postmaster_start_time()::text AS started_at",
    [xid],
  );
  const [row] = rows;
  // After a crash the server may give the id of a transaction that left nothing to another one.
  if (row?.["status"] === "committed") return row["started_at"] === startedAt || wrote(client, schema, writer);
  return row?.["status"] === "aborted" ? false : undefined;
}

async function wrote(client: Client, schema: string, writer: string): Promise<true | undefined> {
  const { rows } = await client.query<Record<string, string>>(`SELECT writer FROM "${schema}".store_format`);
  return rows[0]?.["writer"] === writer ? true : undefined;
}
