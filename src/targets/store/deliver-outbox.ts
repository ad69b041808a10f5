import type { SentInvitation } from "../../model/outcome.ts";
import type { Carrier, Delivery } from "../mail/carrier.ts";
import { claimMail, settleMail } from "./claim-mail.ts";
import { type Row, textIn } from "./driver.ts";
import { settleAbandoned } from "./settle-abandoned.ts";
import { readStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";

const carriersAtOnce = 4;
const waits = "it waits in the outbox for the next run";
const noWay = "it waits until CHARTER_SMTP_URL names a mail server, or CHARTER_OUTBOX a folder";

interface Waiting {
  readonly id: string;
  readonly email: string;
}

/**
 * Sends what waits in the outbox: never one mail by two runs, and never one again that may have gone out. Gives what
 * became of each mail it dealt with. When nothing can leave, only the first few are tried, and the rest wait.
 */
export async function deliverOutbox(context: StoreContext): Promise<readonly SentInvitation[]> {
  const lost = (await findMails(context, "'sending'")).length === 0 ? [] : await settleAbandoned(context);
  const waiting = await findMails(context, "'queued', 'failed'");
  const { openCarrier } = context;
  if (openCarrier === undefined) return [...lost, ...waiting.map((mail) => stillWaiting(mail, noWay))];
  const queue = waiting.values();
  const senders = Array.from({ length: Math.min(carriersAtOnce, waiting.length) }, async () =>
    sendAll(context, openCarrier(), queue),
  );
  const sent = (await Promise.all(senders)).flat();
  return [...lost, ...sent, ...[...queue].map((mail) => stillWaiting(mail, waits))];
}

async function findMails(context: StoreContext, states: string): Promise<readonly Waiting[]> {
  const sql = `SELECT id, recipient FROM outbox WHERE state IN (${states}) ORDER BY queued_at, id`;
  const rows = await readStore(context, async (connection) => connection.all(sql));
  return (rows ?? []).map((row: Row) => ({ id: textIn(row, "id"), email: textIn(row, "recipient") }));
}

// Several senders draw from the same queue, each until it is empty or nothing can leave.
async function sendAll(
  context: StoreContext,
  carrier: Carrier,
  queue: Iterable<Waiting>,
): Promise<readonly SentInvitation[]> {
  const sent: SentInvitation[] = [];
  try {
    for (const waiting of queue) {
      // oxlint-disable-next-line no-await-in-loop -- a connection carries one mail at a time
      const delivery = await sendOne(context, carrier, waiting);
      if (delivery !== undefined) sent.push(describe(waiting, delivery, carrier));
      if (delivery?.isBlocked === true) break;
    }
    return sent;
  } finally {
    await carrier.close();
  }
}

// `undefined` when another run has the mail.
async function sendOne(context: StoreContext, carrier: Carrier, { id }: Waiting): Promise<Delivery | undefined> {
  try {
    const mail = await claimMail(context, carrier, id);
    if (mail === undefined) return undefined;
    const delivery = await carrier.deliver(mail);
    // Left unsettled, the mail counts as unknown later; what is told now is what happened.
    await settleMail(context, id, delivery).catch(() => undefined);
    return delivery;
  } catch {
    return { state: "failed", detail: waits, isBlocked: true };
  }
}

function describe({ email }: Waiting, { state, detail }: Delivery, { name }: Carrier): SentInvitation {
  if (state === "sent") return { email, delivery: name === "file" ? "written" : "sent", detail };
  return { email, delivery: state === "unknown" ? "unknown" : "failed", detail };
}

function stillWaiting({ email }: Waiting, detail: string): SentInvitation {
  return { email, delivery: "failed", detail };
}
