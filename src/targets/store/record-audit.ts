import { hash } from "node:crypto";

import { canonicalJson, type JsonObject } from "../../model/json.ts";
import type { AuditAnchor, AuditedAct, AuditRecord } from "../audit-log.ts";
import { type Connection, numberIn, type SqlValue, textIn } from "./driver.ts";

/** When and for whom something was written. */
export type AuditContext = Pick<AuditRecord, "at" | "actor" | "approvers" | "plan">;

// Larger texts cost more to build and to hash than their parts do.
const entriesPerRecord = 256;

/** Adds to the log, in the transaction of what the entries tell. */
export async function recordAudit(
  connection: Connection,
  entries: readonly AuditedAct[],
  context: AuditContext,
): Promise<void> {
  let head = await readHead(connection);
  const rows: SqlValue[][] = [];
  for (let first = 0; first < entries.length; first += entriesPerRecord) {
    const content = contentOf(entries.slice(first, first + entriesPerRecord), head, context);
    head = { count: head.count + 1, hash: digestOf(content) };
    rows.push([head.count, head.hash, content]);
  }
  await connection.runEach("INSERT INTO audit (record, hash, content) VALUES (?, ?, ?)", rows);
}

/** SHA-256 in hex. */
export function digestOf(text: string): string {
  return hash("sha256", text);
}

async function readHead(connection: Connection): Promise<AuditAnchor> {
  const row = await connection.get("SELECT record, hash FROM audit ORDER BY record DESC LIMIT 1");
  return row === undefined ? { count: 0, hash: "" } : { count: numberIn(row, "record"), hash: textIn(row, "hash") };
}

function contentOf(
  entries: readonly AuditedAct[],
  { count, hash: previous }: AuditAnchor,
  context: AuditContext,
): string {
  const record: AuditRecord = { ...context, record: count + 1, previous, outcome: "applied", entries };
  // A record is plain JSON; its interfaces only lack an index signature.
  return canonicalJson(record as unknown as JsonObject);
}
