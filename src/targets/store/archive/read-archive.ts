import { createHash } from "node:crypto";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import type { ArchiveLine } from "../../archive.ts";
import { type Connection, numberIn } from "../driver.ts";
import { readStore } from "../store-access.ts";
import type { StoreContext } from "../store-context.ts";
import { readHistory } from "../stored-state.ts";
import { archiveFormat, printEnd, printHeader, printRow } from "./archive-lines.ts";
import { archivedTables } from "./archived-tables.ts";
import { type Give, handedOver } from "./handed-over.ts";
import { readRows } from "./read-rows.ts";
import { TableDigests } from "./table-digests.ts";

/** Every line of the store's archive, read in one transaction. */
export async function* readArchive(context: StoreContext): AsyncGenerator<ArchiveLine> {
  for await (const page of handedOver<Page>((give) => givePages(context, give))) yield* page;
}

type Page = readonly ArchiveLine[];

async function givePages(context: StoreContext, give: Give<Page>): Promise<void> {
  let hasBegun = false;
  const found = await readStore(context, async (connection) => {
    // A driver may try again on a new connection, but what was given cannot be taken back.
    if (hasBegun) throw new Failure("live-unreadable", exitCodes.unreadable, { detail: "the connection was lost" });
    const header = await readHeader(connection, context);
    if (header === undefined) return false;
    hasBegun = true;
    await giveRows(connection, context, { header, give });
    return true;
  });
  if (found !== true) throw new Failure("organization-absent", exitCodes.usage, { target: context.name });
}

async function readHeader(connection: Connection, { name, now }: StoreContext): Promise<ArchiveLine | undefined> {
  const { lineage, serial } = await readHistory(connection);
  if (lineage === "") return undefined;
  const lease = await connection.get("SELECT fence FROM lease WHERE id = 1");
  const fence = lease === undefined ? 0 : numberIn(lease, "fence");
  const storeFormat = await connection.readFormat();
  const madeAt = now().toISOString();
  return printHeader({ format: archiveFormat, storeFormat, lineage, serial, fence, madeAt, target: name });
}

async function giveRows(
  connection: Connection,
  { driver }: StoreContext,
  { header, give }: { readonly header: ArchiveLine; readonly give: Give<Page> },
): Promise<void> {
  const whole = createHash("sha256").update(`${header}\n`);
  const digests = new TableDigests();
  await give([header]);
  for (const table of archivedTables) {
    // oxlint-disable-next-line no-await-in-loop -- the rows of an archive stand in one order
    for await (const rows of readRows(connection, table, driver.dialect)) {
      const lines = rows.map((row) => printRow(table, row));
      for (const line of lines) {
        whole.update(`${line}\n`);
        digests.add(table, line);
      }
      await give(lines);
    }
  }
  await give([printEnd({ rows: Object.fromEntries(digests.counts()), sha256: whole.digest("hex") })]);
}
