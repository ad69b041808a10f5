import type { AuditedAct } from "../audit-log.ts";
import { writeInvitation } from "../mail/invitation-text.ts";
import { describeInvitation } from "./describe-invitation.ts";
import type { Connection } from "./driver.ts";
import { type Ended, endInvitations } from "./end-invitation.ts";
import type { InvitationMaterial, PlannedInvitation } from "./invitation-material.ts";
import { digestOf } from "./record-audit.ts";
import { bodyText } from "./working-copy.ts";

/** Ends invitations, then makes new ones with their mails queued, in the caller's transaction. Gives the log's notes. */
export async function invitePeople(
  connection: Connection,
  { ended, planned }: { readonly ended: readonly Ended[]; readonly planned: readonly PlannedInvitation[] },
  material: InvitationMaterial,
): Promise<readonly AuditedAct[]> {
  await endInvitations(connection, ended);
  const made = planned.map((one) => make(one, material));
  await connection.runEach(
    `INSERT INTO invitations (id, member_uid, email, token_digest, status, message, invited_by, invited_at)
      VALUES (?, ?, ?, ?, 'pending', ?, ?, ?)`,
    made.map(({ id, memberUid, email, token, message }) => {
      return [id, memberUid, email, digestOf(token), message, material.inviterUid, material.at];
    }),
  );
  await connection.runEach(
    "INSERT INTO invitation_seats (invitation_id, project_uid) VALUES (?, ?)",
    made.flatMap(({ id, projectUids }) => projectUids.map((projectUid) => [id, projectUid])),
  );
  await connection.runEach(
    `INSERT INTO outbox (id, invitation_id, recipient, mail, state, carrier, detail, queued_at, claimed_at)
      VALUES (?, ?, ?, ?, 'queued', '', '', ?, '')`,
    made.map(({ id, email, mail }) => [material.hex(32), id, email, mail, material.at]),
  );
  return made.map(({ email, memberUid, projectUids }): AuditedAct => {
    return { action: "invite", subject: email, uid: memberUid, seats: projectUids };
  });
}

interface MadeInvitation extends PlannedInvitation {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly mail: string;
}

function make(planned: PlannedInvitation, material: InvitationMaterial): MadeInvitation {
  // The token is written down nowhere but in the mail; the store keeps its digest.
  const token = Buffer.from(material.random(32)).toString("base64url");
  const facts = describeInvitation(planned, material);
  return {
    ...planned,
    id: material.hex(32),
    email: bodyText(material.copy.find(planned.memberUid)?.body, "email"),
    token,
    mail: JSON.stringify(writeInvitation({ ...facts, token })),
  };
}
