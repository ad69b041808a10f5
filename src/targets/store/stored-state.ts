import type { SeatStatus } from "../../model/entity.ts";
import { type JsonObject, isJsonObject } from "../../model/json.ts";
import { type Connection, DriverError, numberIn, type Row, textIn } from "./driver.ts";

/** One object as it is stored. Uids that are absent are the empty text. */
export interface StoredObject {
  readonly uid: string;
  readonly kind: string;
  readonly projectUid: string;
  /** Uid of the member who made it. */
  readonly createdBy: string;
  readonly body: JsonObject;
  /** The body as it is written. */
  readonly text: string;
}

/** One person's seat in a project, or in the organization, whose uid is the empty text. */
export interface StoredSeat {
  readonly projectUid: string;
  readonly memberUid: string;
  readonly status: SeatStatus;
  /** Uid of the member who added the person. */
  readonly invitedBy: string;
}

/** Everything that makes up the organization, at one moment. */
export interface StoredState {
  readonly lineage: string;
  readonly serial: number;
  readonly objects: readonly StoredObject[];
  readonly seats: readonly StoredSeat[];
}

/** Which history this is, and how far it has come. */
export interface HistoryPoint {
  /** Empty before the organization was founded. */
  readonly lineage: string;
  readonly serial: number;
}

/** Reads the organization. Throws a DriverError `damaged` for a row that is not what Charter writes. */
export async function readState(connection: Connection): Promise<StoredState> {
  const history = await readHistory(connection);
  const objects = await connection.all("SELECT uid, kind, project_uid, created_by, body FROM objects");
  const seats = await connection.all("SELECT project_uid, member_uid, status, invited_by FROM seats");
  return { ...history, objects: objects.map(toObject), seats: seats.map(toSeat) };
}

/** Reads only which history this is, and how far it has come. */
export async function readHistory(connection: Connection): Promise<HistoryPoint> {
  const row = await connection.get("SELECT lineage, serial FROM history WHERE id = 1");
  if (row === undefined) throw new DriverError("damaged", "the history is missing");
  return { lineage: textIn(row, "lineage"), serial: numberIn(row, "serial") };
}

function toObject(row: Row): StoredObject {
  const text = textIn(row, "body");
  const uid = textIn(row, "uid");
  return {
    uid,
    kind: textIn(row, "kind"),
    projectUid: textIn(row, "project_uid"),
    createdBy: textIn(row, "created_by"),
    body: parseBody(text, uid),
    text,
  };
}

function parseBody(text: string, uid: string): JsonObject {
  try {
    const body: unknown = JSON.parse(text);
    if (isJsonObject(body)) return body;
  } catch (error) {
    throw new DriverError("damaged", `the body of ${uid} is not JSON`, { cause: error });
  }
  throw new DriverError("damaged", `the body of ${uid} is not an object`);
}

function toSeat(row: Row): StoredSeat {
  return {
    projectUid: textIn(row, "project_uid"),
    memberUid: textIn(row, "member_uid"),
    // Whatever is not clearly accepted gives no rights.
    status: textIn(row, "status") === "accepted" ? "accepted" : "pending",
    invitedBy: textIn(row, "invited_by"),
  };
}
