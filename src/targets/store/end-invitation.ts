import type { Connection } from "./driver.ts";

/** Whose pending invitations end: all of a person's, or only for a seat in one project. */
export interface Ended {
  readonly memberUid: string;
  readonly projectUid?: string | undefined;
}

/** Ends pending invitations. A token without any seat left no longer counts, and its mail is not sent. */
export async function endInvitations(connection: Connection, ended: readonly Ended[]): Promise<void> {
  const whole = ended.filter(({ projectUid }) => projectUid === undefined);
  const single = ended.flatMap(({ memberUid, projectUid }) =>
    projectUid === undefined ? [] : [[projectUid, memberUid]],
  );
  await connection.runEach(
    "UPDATE invitations SET status = 'revoked' WHERE member_uid = ? AND status = 'pending'",
    whole.map(({ memberUid }) => [memberUid]),
  );
  await connection.runEach(
    `DELETE FROM invitation_seats WHERE project_uid = ?
      AND invitation_id IN (SELECT id FROM invitations WHERE member_uid = ? AND status = 'pending')`,
    single,
  );
  const people = [...new Set(ended.map(({ memberUid }) => memberUid))].map((memberUid) => [memberUid]);
  await connection.runEach(
    `UPDATE invitations SET status = 'revoked' WHERE member_uid = ? AND status = 'pending'
      AND NOT EXISTS (SELECT 1 FROM invitation_seats WHERE invitation_id = invitations.id)`,
    people,
  );
  await connection.runEach(
    `UPDATE outbox SET state = 'cancelled', mail = '' WHERE state IN ('queued', 'failed')
      AND invitation_id IN (SELECT id FROM invitations WHERE member_uid = ? AND status = 'revoked')`,
    people,
  );
}
