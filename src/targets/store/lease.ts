import { type Connection, type Dialect, numberIn, textIn } from "./driver.ts";

/** Who writes, since when. */
export interface Lease {
  /** Grows with every holder: a holder that slept through its successor is told apart by it. */
  readonly fence: number;
  /** E-mail of the holder; empty when nobody writes. */
  readonly holder: string;
  /** ISO 8601 in UTC, by the database's clock. */
  readonly since: string;
  /** The database's time when the lease was read. */
  readonly now: string;
}

// A holder begins its work at once; whoever has not by then is not coming.
const graceMs = 3000;

export async function readLease(connection: Connection, { now }: Dialect): Promise<Lease | undefined> {
  const row = await connection.get(`SELECT fence, holder, since, ${now} AS now FROM lease WHERE id = 1`);
  if (row === undefined) return undefined;
  const [holder, since] = [textIn(row, "holder"), textIn(row, "since")];
  return { fence: numberIn(row, "fence"), holder, since, now: textIn(row, "now") };
}

/** Whether somebody announced work a moment ago, and is about to begin it. */
export function isAnnounced({ holder, since, now }: Lease): boolean {
  const ageMs = Date.parse(now) - Date.parse(since);
  // A time that lies ahead was written before somebody set the clock back.
  return holder !== "" && ageMs >= 0 && ageMs < graceMs;
}

/** Makes somebody the holder and gives the new fencing number. */
export async function takeLease(connection: Connection, dialect: Dialect, holder: string): Promise<number> {
  const sql = `UPDATE lease SET fence = fence + 1, holder = ?, since = ${dialect.now} WHERE id = 1`;
  await connection.run(sql, [holder]);
  return (await readLease(connection, dialect))?.fence ?? 0;
}

/** Gives the lease back. Answers whether it was still held under this fencing number. */
export async function releaseLease(connection: Connection, fence: number): Promise<boolean> {
  const sql = "UPDATE lease SET holder = '', since = '' WHERE id = 1 AND fence = ? AND holder <> ''";
  return (await connection.run(sql, [fence])) === 1;
}
