import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { AuditAnchor, AuditCheck, AuditEntry, AuditRecord } from "../audit-log.ts";
import { type Connection, DriverError, numberIn, type Row, textIn } from "./driver.ts";
import { digestOf } from "./record-audit.ts";

/** Reads the entries of the record that follows a number; `undefined` after the last. */
export async function readRecord(
  connection: Connection,
  after: number,
): Promise<{ readonly record: number; readonly entries: readonly AuditEntry[] } | undefined> {
  const sql = "SELECT record, hash, content FROM audit WHERE record > ? ORDER BY record LIMIT 1";
  const row = await connection.get(sql, [after]);
  return row && { record: numberIn(row, "record"), entries: toEntries(row) };
}

/** Follows the chain from its beginning and stops at the first record that does not fit. */
export async function checkChain(connection: Connection, anchor: AuditAnchor | undefined): Promise<AuditCheck> {
  let head: AuditAnchor = { count: 0, hash: "" };
  for await (const row of records(connection)) {
    const problem = problemOf(row, head) ?? anchorProblem(row, anchor);
    if (problem !== undefined) return { intact: false, head, record: head.count + 1, problem };
    head = { count: head.count + 1, hash: textIn(row, "hash") };
  }
  if (anchor === undefined || anchor.count <= head.count) return { intact: true, head };
  return { intact: false, head, record: head.count + 1, problem: "truncated" };
}

// Some at a time: a log of years need not fit into memory.
async function* records(connection: Connection): AsyncGenerator<Row> {
  const sql = "SELECT record, hash, content FROM audit WHERE record > ? ORDER BY record LIMIT 100";
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each page begins after the one before
    const rows = await connection.all(sql, [after]);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = numberIn(last, "record");
  }
}

function problemOf(row: Row, { count, hash }: AuditAnchor): AuditCheck["problem"] {
  if (numberIn(row, "record") !== count + 1) return "missing";
  if (digestOf(textIn(row, "content")) !== textIn(row, "hash")) return "altered";
  const content = parseContent(row);
  if (content?.["record"] !== count + 1) return "altered";
  return content["previous"] === hash ? undefined : "altered";
}

function anchorProblem(row: Row, anchor: AuditAnchor | undefined): AuditCheck["problem"] {
  if (anchor?.count !== numberIn(row, "record")) return undefined;
  return anchor.hash === textIn(row, "hash") ? undefined : "anchor-differs";
}

function toEntries(row: Row): readonly AuditEntry[] {
  const content = parseContent(row);
  if (content === undefined) throw new DriverError("damaged", `audit record ${numberIn(row, "record")} is not JSON`);
  // Whether the record is as Charter wrote it is what `checkChain` answers.
  const { entries, ...record } = content as unknown as AuditRecord;
  return entries.map((entry) => ({ ...record, ...entry, hash: textIn(row, "hash") }));
}

function parseContent(row: Row): JsonObject | undefined {
  try {
    const content: unknown = JSON.parse(textIn(row, "content"));
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
