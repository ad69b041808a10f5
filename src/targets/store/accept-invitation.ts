import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { AcceptedInvitation } from "../invitations.ts";
import { type Connection, type Row, textIn } from "./driver.ts";
import { projectIn } from "./invited-project.ts";
import { digestOf, recordAudit } from "./record-audit.ts";
import { changeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";
import { readHistory } from "./stored-state.ts";

/** Accepts every seat a token was made for, and the person's seat in the organization. */
export async function acceptInvitation(context: StoreContext, token: string): Promise<AcceptedInvitation> {
  return changeStore(context, async (connection) => {
    const invitation = await findByToken(connection, token);
    const seats = await readSeats(connection, textIn(invitation, "id"));
    const projects = seats.filter((row) => textIn(row, "project_uid") !== "").map(projectIn);
    const email = textIn(invitation, "email");
    const already = textIn(invitation, "status") === "accepted";
    const answer = { email, already, organization: projects.length < seats.length, projects };
    if (already) return answer;
    const projectUids = seats.map((row) => textIn(row, "project_uid"));
    await acceptSeats(connection, textIn(invitation, "member_uid"), projectUids);
    await connection.run("UPDATE invitations SET status = 'accepted' WHERE id = ?", [textIn(invitation, "id")]);
    const note = {
      action: "accept",
      subject: email,
      uid: textIn(invitation, "member_uid"),
      seats: projectUids,
    } as const;
    await recordAudit(connection, [note], { at: context.now().toISOString(), actor: email, approvers: [] });
    return answer;
  });
}

// The token itself never enters an error.
async function findByToken(connection: Connection, token: string): Promise<Row> {
  const sql = "SELECT id, member_uid, email, status FROM invitations WHERE token_digest = ?";
  const found = await connection.get(sql, [digestOf(token.trim())]);
  if (found === undefined) throw new Failure("invitation-unknown", exitCodes.usage);
  if (textIn(found, "status") === "revoked") {
    throw new Failure("invitation-revoked", exitCodes.usage, { email: textIn(found, "email") });
  }
  return found;
}

async function readSeats(connection: Connection, invitationId: string): Promise<readonly Row[]> {
  return connection.all(
    `SELECT seat.project_uid, project.body FROM invitation_seats AS seat
      LEFT JOIN objects AS project ON project.uid = seat.project_uid
      WHERE seat.invitation_id = ? ORDER BY seat.project_uid`,
    [invitationId],
  );
}

async function acceptSeats(connection: Connection, memberUid: string, projectUids: readonly string[]): Promise<void> {
  const { serial } = await readHistory(connection);
  await connection.runEach(
    `UPDATE seats SET status = 'accepted', revision = ? WHERE member_uid = ? AND project_uid = ? AND status = 'pending'`,
    [...new Set(["", ...projectUids])].map((projectUid) => [serial + 1, memberUid, projectUid]),
  );
  await connection.run("UPDATE history SET serial = serial + 1 WHERE id = 1");
}
