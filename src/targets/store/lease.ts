import { type Connection, numberIn, textIn } from "./driver.ts";

/** Who writes, since when. */
export interface Lease {
  /** Grows with every holder: a holder that slept through its successor is told apart by it. */
  readonly fence: number;
  /** E-mail of the holder; empty when nobody writes. */
  readonly holder: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
}

export async function readLease(connection: Connection): Promise<Lease | undefined> {
  const row = await connection.get("SELECT fence, holder, since FROM lease WHERE id = 1");
  return row && { fence: numberIn(row, "fence"), holder: textIn(row, "holder"), since: textIn(row, "since") };
}

/** Makes somebody the holder and gives the new fencing number. */
export async function takeLease(connection: Connection, { holder, since }: Omit<Lease, "fence">): Promise<number> {
  await connection.run("UPDATE lease SET fence = fence + 1, holder = ?, since = ? WHERE id = 1", [holder, since]);
  return (await readLease(connection))?.fence ?? 0;
}

/** Gives the lease back. Answers whether it was still held under this fencing number. */
export async function releaseLease(connection: Connection, fence: number): Promise<boolean> {
  const sql = "UPDATE lease SET holder = '', since = '' WHERE id = 1 AND fence = ? AND holder <> ''";
  return (await connection.run(sql, [fence])) === 1;
}
