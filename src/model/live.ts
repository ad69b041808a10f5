import type { Seat, SeatStatus } from "./entity.ts";
import type { JsonObject, Json } from "./json.ts";

/** One object as a target holds it. References inside `fields` are the target's uids; custom roles are role uids. */
export interface LiveObject {
  readonly kind: string;
  readonly uid: string;
  /** The project a resource belongs to; absent for objects of the organization. */
  readonly projectUid?: string | undefined;
  readonly fields: JsonObject;
  readonly facts: LiveFacts;
}

/** What only the target knows; people are uids. */
export interface LiveFacts {
  readonly status?: SeatStatus | undefined;
  readonly seats?: Readonly<Record<string, Seat>> | undefined;
  readonly createdBy?: string | undefined;
  readonly unknown?: Json | undefined;
}

/** Everything a target holds at one moment, complete: a reader that cannot read all of it throws. */
export interface Snapshot {
  /** The target as the user named it, without secrets: `sqlite:.charter/organization.db`. */
  readonly target: string;
  /** Identity of the organization's history; a copy keeps it, a new organization has another. */
  readonly lineage: string;
  /** Counts every write to the organization, by whomever. */
  readonly serial: number;
  /** In a stable order. Empty for a target that holds no organization yet. */
  readonly objects: readonly LiveObject[];
}
