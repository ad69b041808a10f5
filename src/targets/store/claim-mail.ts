import { isJsonObject } from "../../model/json.ts";
import type { Carrier, Delivery, OutgoingMail } from "../mail/carrier.ts";
import { type Row, textIn } from "./driver.ts";
import { writeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";
import { bodyText } from "./working-copy.ts";

const waitTimeoutMs = 5000;

/**
 * Takes a waiting mail for one sender; `undefined` when somebody else has it. Written down before anything is sent: after
 * a crash it is known that this mail may have gone out.
 */
export async function claimMail(
  context: StoreContext,
  { name }: Carrier,
  id: string,
): Promise<OutgoingMail | undefined> {
  return writeStore(context, waitTimeoutMs, async (connection) => {
    const claimed = await connection.run(
      "UPDATE outbox SET state = 'sending', carrier = ?, claimed_at = ? WHERE id = ? AND state IN ('queued', 'failed')",
      [name, context.now().toISOString(), id],
    );
    if (claimed === 0) return undefined;
    const row = await connection.get("SELECT recipient, mail, queued_at FROM outbox WHERE id = ?", [id]);
    return row && toMail(row, id, context);
  });
}

/** Writes down what became of a mail. Once it left, or never will, the text and the token inside it are forgotten. */
export async function settleMail(context: StoreContext, id: string, { state, detail }: Delivery): Promise<void> {
  const kept = state === "failed" ? "mail" : "''";
  await writeStore(context, waitTimeoutMs, async (connection) => {
    const sql = `UPDATE outbox SET state = ?, detail = ?, mail = ${kept} WHERE id = ? AND state IN ('sending', 'unknown')`;
    await connection.run(sql, [state, detail, id]);
  });
}

function toMail(row: Row, id: string, { sender }: StoreContext): OutgoingMail {
  const written: unknown = JSON.parse(textIn(row, "mail"));
  const mail = isJsonObject(written) ? written : {};
  return {
    id,
    from: sender,
    to: textIn(row, "recipient"),
    subject: bodyText(mail, "subject"),
    text: bodyText(mail, "text"),
    date: new Date(textIn(row, "queued_at")),
  };
}
