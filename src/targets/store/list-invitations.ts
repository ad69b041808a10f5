import type { Invitation, InvitedProject, MailState } from "../invitations.ts";
import { type Connection, DriverError, type Row, textIn } from "./driver.ts";
import { projectIn } from "./invited-project.ts";

const statuses: readonly Invitation["status"][] = ["pending", "accepted", "revoked"];
const mailStates: readonly MailState[] = ["queued", "sending", "sent", "failed", "rejected", "unknown", "cancelled"];

/** Every invitation, oldest first. */
export async function listInvitations(connection: Connection): Promise<readonly Invitation[]> {
  const invitations = await connection.all(
    `SELECT made.id, made.member_uid, made.email, made.status, made.invited_by, made.invited_at, mail.state
      FROM invitations AS made JOIN outbox AS mail ON mail.invitation_id = made.id
      ORDER BY made.invited_at, made.email, made.id`,
  );
  const seats = await connection.all(
    `SELECT seat.invitation_id, seat.project_uid, project.body FROM invitation_seats AS seat
      LEFT JOIN objects AS project ON project.uid = seat.project_uid ORDER BY seat.invitation_id, seat.project_uid`,
  );
  const seatsById = Map.groupBy(seats, (row) => textIn(row, "invitation_id"));
  return invitations.map((row) => toInvitation(row, seatsById.get(textIn(row, "id")) ?? []));
}

function toInvitation(row: Row, seats: readonly Row[]): Invitation {
  const projects: readonly InvitedProject[] = seats.filter((seat) => !isOrganization(seat)).map(projectIn);
  const invitedBy = textIn(row, "invited_by");
  return {
    email: textIn(row, "email"),
    member: textIn(row, "member_uid"),
    status: oneOf(statuses, row, "status"),
    organization: seats.some(isOrganization),
    projects,
    ...(invitedBy !== "" && { invitedBy }),
    invitedAt: textIn(row, "invited_at"),
    mail: oneOf(mailStates, row, "state"),
  };
}

function isOrganization(seat: Row): boolean {
  return textIn(seat, "project_uid") === "";
}

function oneOf<Word extends string>(words: readonly Word[], row: Row, column: string): Word {
  const text = textIn(row, column);
  const found = words.find((word) => word === text);
  if (found === undefined) throw new DriverError("damaged", `${text} is no ${column} of an invitation`);
  return found;
}
