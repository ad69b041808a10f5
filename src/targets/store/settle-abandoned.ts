import type { SentInvitation } from "../../model/outcome.ts";
import { type Row, textIn } from "./driver.ts";
import { writeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";

// A mail takes ten seconds, twice at most; whoever has not finished by then has ended.
const abandonedAfterMs = 60_000;
const waitTimeoutMs = 5000;
const detail = "the run that sent it ended before the answer came";

/**
 * Decides about mails whose sender has ended. A file can be written again, for it stays the same file: its mail waits
 * again. What a server was told cannot be taken back: those mails are unknown, and given as such.
 */
export async function settleAbandoned(context: StoreContext): Promise<readonly SentInvitation[]> {
  const limit = new Date(context.now().getTime() - abandonedAfterMs).toISOString();
  return writeStore(context, waitTimeoutMs, async (connection) => {
    await connection.run(
      "UPDATE outbox SET state = 'queued' WHERE state = 'sending' AND carrier = 'file' AND claimed_at < ?",
      [limit],
    );
    const lost = await connection.all("SELECT id, recipient FROM outbox WHERE state = 'sending' AND claimed_at < ?", [
      limit,
    ]);
    await connection.runEach(
      "UPDATE outbox SET state = 'unknown', mail = '', detail = ? WHERE id = ?",
      lost.map((row) => [detail, textIn(row, "id")]),
    );
    return lost.map(toUnknown);
  });
}

function toUnknown(row: Row): SentInvitation {
  return { email: textIn(row, "recipient"), delivery: "unknown", detail };
}
