import type { Address } from "./address.ts";
import type { Json, JsonObject } from "./json.ts";

/**
 * One object of the organization, declared or live: both readers give the same type, so the differ compares equals.
 * References inside `fields` are handles; roles are titles.
 */
export interface Entity {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly project?: string | undefined;
  /** The target's identity; absent until the object exists. */
  readonly uid?: string | undefined;
  /** What manifests can say. In a declared entity an absent field is not managed. */
  readonly fields: JsonObject;
  /** What only the target knows. */
  readonly facts: Facts;
  /** Addresses of the objects the fields refer to, sorted. */
  readonly references: readonly Address[];
}

/** Facts about a live object that no manifest declares. */
export interface Facts {
  /** Of a member: a pending one has been invited and has not accepted. */
  readonly status?: SeatStatus | undefined;
  /** Of a project: each person's seat, by member handle. */
  readonly seats?: Readonly<Record<string, Seat>> | undefined;
  /** Of a stack, space or AgentOS project: the member who owns it. Of a role: who created it. */
  readonly createdBy?: string | undefined;
  /** Of a custom role: the title that people's roles mention it by, which a plan may be changing. */
  readonly mentionedAs?: string | undefined;
  /** Fields and values the target holds that Charter does not know; they are kept untouched. */
  readonly unknown?: Json | undefined;
}

/** Whether an invitation has been accepted. Only accepted seats give rights. */
export type SeatStatus = "pending" | "accepted";

/** A person's place in a project. */
export interface Seat {
  readonly status: SeatStatus;
  /** Handle of the member who added the person; absent when the system did. */
  readonly invitedBy?: string | undefined;
}
