import type { Connection, SqlValue } from "./driver.ts";
import { readHistory } from "./stored-state.ts";
import type { WorkingCopy } from "./working-copy.ts";

const upsertObject = `INSERT INTO objects (uid, kind, project_uid, created_by, body, revision) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (uid) DO UPDATE SET body = excluded.body, created_by = excluded.created_by, revision = excluded.revision`;
const upsertSeat = `INSERT INTO seats (project_uid, member_uid, status, invited_by, revision) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (project_uid, member_uid) DO UPDATE
  SET status = excluded.status, invited_by = excluded.invited_by, revision = excluded.revision`;

/** Writes everything that was changed in memory and counts it as one write to the organization. */
export async function writeChanges(connection: Connection, copy: WorkingCopy): Promise<void> {
  const { serial } = await readHistory(connection);
  const revision = serial + 1;
  await writeObjects(connection, copy, revision);
  await writeSeats(connection, copy, revision);
  await connection.run("UPDATE history SET serial = serial + 1 WHERE id = 1");
}

async function writeObjects(connection: Connection, copy: WorkingCopy, revision: number): Promise<void> {
  const written: SqlValue[][] = [];
  const removed: SqlValue[][] = [];
  for (const uid of copy.touchedObjects) {
    const object = copy.find(uid);
    if (object === undefined) removed.push([uid]);
    else written.push([uid, object.kind, object.projectUid, object.createdBy, object.text, revision]);
  }
  await connection.runEach("DELETE FROM objects WHERE uid = ?", removed);
  await connection.runEach(upsertObject, written);
}

async function writeSeats(connection: Connection, copy: WorkingCopy, revision: number): Promise<void> {
  const written: SqlValue[][] = [];
  const removed: SqlValue[][] = [];
  for (const [projectUid, memberUid] of copy.touchedSeats) {
    const seat = copy.seat(projectUid, memberUid);
    if (seat === undefined) removed.push([projectUid, memberUid]);
    else written.push([projectUid, memberUid, seat.status, seat.invitedBy, revision]);
  }
  await connection.runEach("DELETE FROM seats WHERE project_uid = ? AND member_uid = ?", removed);
  await connection.runEach(upsertSeat, written);
}
