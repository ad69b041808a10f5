import type { JsonObject } from "../../model/json.ts";
import type { StoredObject, StoredSeat, StoredState } from "./stored-state.ts";

/** The parts of an object that its writer decides; the text follows from the body. */
export type ObjectContent = Omit<StoredObject, "text">;

/** The organization in memory while a transaction changes it. It remembers what has to be written. */
export class WorkingCopy {
  readonly #objects: Map<string, StoredObject>;
  readonly #seats = new Map<string, Map<string, StoredSeat>>();
  readonly #touchedObjects = new Set<string>();
  readonly #touchedSeats = new Map<string, Set<string>>();

  constructor({ objects, seats }: Pick<StoredState, "objects" | "seats">) {
    this.#objects = new Map(objects.map((object) => [object.uid, object]));
    for (const seat of seats) this.#peopleOf(seat.projectUid).set(seat.memberUid, seat);
  }

  find(uid: string): StoredObject | undefined {
    return this.#objects.get(uid);
  }

  ofKind(kind: string): readonly StoredObject[] {
    return [...this.#objects.values()].filter((object) => object.kind === kind);
  }

  /** Stores an object and gives it as it will be written. */
  put(content: ObjectContent): StoredObject {
    const stored = { ...content, text: JSON.stringify(content.body) };
    this.#objects.set(content.uid, stored);
    this.#touchedObjects.add(content.uid);
    return stored;
  }

  remove(uid: string): void {
    this.#objects.delete(uid);
    this.#touchedObjects.add(uid);
  }

  seat(projectUid: string, memberUid: string): StoredSeat | undefined {
    return this.#seats.get(projectUid)?.get(memberUid);
  }

  seatsIn(projectUid: string): readonly StoredSeat[] {
    return [...(this.#seats.get(projectUid)?.values() ?? [])];
  }

  seatsOf(memberUid: string): readonly StoredSeat[] {
    return [...this.#seats.keys()].flatMap((projectUid) => this.seat(projectUid, memberUid) ?? []);
  }

  putSeat(seat: StoredSeat): void {
    this.#peopleOf(seat.projectUid).set(seat.memberUid, seat);
    this.#touchSeat(seat.projectUid, seat.memberUid);
  }

  removeSeat({ projectUid, memberUid }: Pick<StoredSeat, "projectUid" | "memberUid">): void {
    this.#seats.get(projectUid)?.delete(memberUid);
    this.#touchSeat(projectUid, memberUid);
  }

  /** Uids of the objects to write, and of those to delete. */
  get touchedObjects(): Iterable<string> {
    return this.#touchedObjects;
  }

  /** Project and member of the seats to write or delete. */
  get touchedSeats(): readonly (readonly [projectUid: string, memberUid: string])[] {
    return [...this.#touchedSeats].flatMap(([project, members]) =>
      [...members].map((member) => [project, member] as const),
    );
  }

  #peopleOf(projectUid: string): Map<string, StoredSeat> {
    const people = this.#seats.get(projectUid) ?? new Map<string, StoredSeat>();
    this.#seats.set(projectUid, people);
    return people;
  }

  #touchSeat(projectUid: string, memberUid: string): void {
    const members = this.#touchedSeats.get(projectUid) ?? new Set<string>();
    this.#touchedSeats.set(projectUid, members.add(memberUid));
  }
}

/** The text a body holds under a key; empty when it holds none. */
export function bodyText(body: JsonObject | undefined, key: string): string {
  const value = body?.[key];
  return typeof value === "string" ? value : "";
}
