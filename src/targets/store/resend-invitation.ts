import type { SentInvitation } from "../../model/outcome.ts";
import type { InvitedPerson } from "../invitations.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { type Connection, textIn } from "./driver.ts";
import { invitePeople } from "./invite-people.ts";
import { findMember, findPendingSeats } from "./pending-seats.ts";
import { recordAudit } from "./record-audit.ts";
import { changeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";
import { readState } from "./stored-state.ts";
import { WorkingCopy } from "./working-copy.ts";

/** Makes a new token for a person's pending seats, ends the old ones, and sends a new mail. */
export async function resendInvitation(
  context: StoreContext,
  person: InvitedPerson,
): Promise<readonly SentInvitation[]> {
  await changeStore(context, async (connection) => renew(connection, context, person));
  return deliverOutbox(context);
}

async function renew(connection: Connection, context: StoreContext, person: InvitedPerson): Promise<void> {
  const copy = new WorkingCopy(await readState(connection));
  const { member, projectUids } = findPendingSeats(copy, person);
  const memberUid = member.uid;
  const at = context.now().toISOString();
  const ended =
    person.project === undefined ? [{ memberUid }] : projectUids.map((projectUid) => ({ memberUid, projectUid }));
  const message = await lastMessage(connection, memberUid);
  const notes = await invitePeople(
    connection,
    { ended, planned: [{ memberUid, projectUids, message }] },
    {
      copy,
      organization: copy.ofKind("Organization")[0],
      hex: context.hex,
      random: context.random,
      inviterUid: findMember(copy, person.actor)?.uid ?? "",
      inviter: person.actor,
      at,
      target: context.name,
    },
  );
  const resent = notes.map((note) => ({ ...note, action: "resend" as const }));
  await recordAudit(connection, resent, { at, actor: person.actor, approvers: [] });
}

async function lastMessage(connection: Connection, memberUid: string): Promise<string> {
  const sql = "SELECT message FROM invitations WHERE member_uid = ? ORDER BY invited_at DESC LIMIT 1";
  const row = await connection.get(sql, [memberUid]);
  return row === undefined ? "" : textIn(row, "message");
}
