import type { Kind } from "../../kinds/kind.ts";
import type { Seat } from "../../model/entity.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { compareText } from "../../model/json.ts";
import type { LiveFacts, LiveObject, Snapshot } from "../../model/live.ts";
import { type DecodedBody, decodeBody } from "./object-body.ts";
import type { StoredObject, StoredSeat, StoredState } from "./stored-state.ts";

/** How stored objects are read. */
export interface Reading {
  readonly name: string;
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** The snapshot of a target that holds no organization. */
export function emptySnapshot(name: string): Snapshot {
  return { target: name, lineage: "", serial: 0, objects: [] };
}

/** The stored organization as every target gives it. Throws the Failure `live-unreadable` for an object of no known kind. */
export function toSnapshot(state: StoredState, { name, kinds }: Reading): Snapshot {
  const seats = Map.groupBy(state.seats, ({ projectUid }) => projectUid);
  const people = new Map(seats.get("")?.map((seat) => [seat.memberUid, seat]));
  const objects = state.objects.toSorted(compareObjects).map((stored): LiveObject => {
    const { fields, unknown } = decode(stored, kinds);
    const facts: LiveFacts = {
      ...seatFacts(stored, people, seats),
      ...(stored.createdBy !== "" && { createdBy: stored.createdBy }),
      ...(unknown !== undefined && { unknown }),
    };
    const { kind, uid, projectUid } = stored;
    return projectUid === "" ? { kind, uid, fields, facts } : { kind, uid, projectUid, fields, facts };
  });
  return { target: name, lineage: state.lineage, serial: state.serial, objects };
}

function compareObjects(one: StoredObject, other: StoredObject): number {
  return (
    compareText(one.kind, other.kind) ||
    compareText(one.projectUid, other.projectUid) ||
    compareText(one.uid, other.uid)
  );
}

function decode({ kind: name, uid, body }: StoredObject, kinds: Reading["kinds"]): DecodedBody {
  const kind = kinds.get(name);
  if (kind === undefined) throw new Failure("live-unreadable", exitCodes.unreadable, { what: `${name} ${uid}` });
  try {
    return decodeBody(kind, body);
  } catch (error) {
    throw new Failure("live-unreadable", exitCodes.unreadable, { what: `${name} ${uid}` }, { cause: error });
  }
}

function seatFacts(
  { kind, uid }: StoredObject,
  people: ReadonlyMap<string, StoredSeat>,
  seats: ReadonlyMap<string, readonly StoredSeat[]>,
): LiveFacts {
  // A person without a seat gets no rights, so counts as not having accepted.
  if (kind === "Member") return { status: people.get(uid)?.status ?? "pending" };
  return kind === "Project" ? { seats: seatsByMember(seats.get(uid) ?? []) } : {};
}

function seatsByMember(seats: readonly StoredSeat[]): Readonly<Record<string, Seat>> {
  return Object.fromEntries(
    seats
      .toSorted((one, other) => compareText(one.memberUid, other.memberUid))
      .map(({ memberUid, status, invitedBy }) => [memberUid, invitedBy === "" ? { status } : { status, invitedBy }]),
  );
}
