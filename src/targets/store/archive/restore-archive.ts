import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import type { ArchiveHeader, ArchiveLine, ArchiveSummary } from "../../archive.ts";
import type { Connection } from "../driver.ts";
import { writeStore } from "../store-access.ts";
import type { StoreContext } from "../store-context.ts";
import { readHistory } from "../stored-state.ts";
import { archivedTables } from "./archived-tables.ts";
import { ArchiveCheck } from "./check-archive.ts";
import { RowWriter } from "./row-writer.ts";

// Long enough for any apply to end.
const restoreTimeoutMs = 30_000;

/** Takes an archive into a store that holds nothing yet, in one transaction. */
export async function restoreArchive(
  context: StoreContext,
  lines: AsyncIterable<ArchiveLine>,
): Promise<ArchiveSummary> {
  let hasBegun = false;
  return writeStore(context, restoreTimeoutMs, async (connection) => {
    await assertEmpty(connection, context);
    // A driver tries again when somebody else wrote meanwhile, but the lines are read by now.
    if (hasBegun) throw new Failure("locked", exitCodes.locked);
    hasBegun = true;
    const summary = await takeIn(connection, lines);
    await writeHistory(connection, summary.header);
    return summary;
  });
}

async function assertEmpty(connection: Connection, { name }: StoreContext): Promise<void> {
  const { lineage } = await readHistory(connection);
  const statements = archivedTables.map((table) => `SELECT 1 AS found FROM ${table.name} LIMIT 1`);
  const found = await Promise.all(statements.map(async (sql) => connection.get(sql)));
  if (lineage === "" && found.every((row) => row === undefined)) return;
  throw new Failure("archive-target-taken", exitCodes.usage, { target: name });
}

async function takeIn(connection: Connection, lines: AsyncIterable<ArchiveLine>): Promise<ArchiveSummary> {
  const check = new ArchiveCheck(await connection.readFormat());
  const writer = new RowWriter(connection);
  for await (const line of lines) {
    const row = check.take(line);
    if (row !== undefined) await writer.write(row);
  }
  await writer.flush();
  return check.finish();
}

// Last, because every row that nobody has counted moves the serial when it is written.
async function writeHistory(connection: Connection, { lineage, serial, fence }: ArchiveHeader): Promise<void> {
  await connection.run("UPDATE history SET lineage = ?, serial = ? WHERE id = 1", [lineage, serial]);
  await connection.run("UPDATE lease SET fence = ? WHERE id = 1 AND fence < ?", [fence, fence]);
}
