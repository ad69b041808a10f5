import type { Action, Edit } from "../model/change.ts";
import type { JsonObject } from "../model/json.ts";

/** The record of everything that was written: append-only, each record carrying the hash of the one before. */
export interface AuditLog {
  /** Every entry, oldest first. */
  log(): AsyncIterable<AuditEntry>;
  /**
   * Checks the whole chain. Edited, missing and moved records are found; records cut off at the end are found only with
   * an anchor that was kept elsewhere.
   */
  verify(anchor?: AuditAnchor): Promise<AuditCheck>;
}

/** What was written at one moment for one person; a large plan makes several. It is what the chain is made of. */
export interface AuditRecord {
  /** Counts from 1 without gaps. */
  readonly record: number;
  /** Hash of the record before, which is SHA-256, in hex, over that record as canonical JSON; empty for the first. */
  readonly previous: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** E-mail of the person on whose behalf it happened. */
  readonly actor: string;
  readonly approvers: readonly string[];
  /** Digest of the plan it belongs to; absent for invitations that a person acted on. */
  readonly plan?: string | undefined;
  readonly outcome: "applied";
  readonly entries: readonly AuditedAct[];
}

/** One change, or one thing that happened to an invitation. */
export interface AuditedAct {
  readonly action: Action | "invite" | "accept" | "resend" | "revoke";
  /** The object's address in the plan; for invitations the person's e-mail. */
  readonly subject: string;
  readonly uid: string;
  /** What an update changed. */
  readonly edits?: readonly Edit[] | undefined;
  /** What an object was made with, or what was lost with it. */
  readonly fields?: JsonObject | undefined;
  /** SHA-256 of the object as it was stored: of an update before and after, of a deletion before. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Uids of the projects that an invitation is about; the organization is the empty text. */
  readonly seats?: readonly string[] | undefined;
}

/** One act with the record it belongs to. */
export interface AuditEntry extends AuditedAct, Omit<AuditRecord, "entries"> {
  /** Hash of its record. */
  readonly hash: string;
}

/** The log's length in records and its last hash, to be kept where the log's keeper cannot change it. */
export interface AuditAnchor {
  readonly count: number;
  readonly hash: string;
}

/** What a check of the chain found. */
export interface AuditCheck {
  readonly intact: boolean;
  /** The end of the log as it is now; of a broken one, the last record that still fits. */
  readonly head: AuditAnchor;
  /** The first record that does not fit; absent when the chain is intact. */
  readonly record?: number | undefined;
  readonly problem?: "altered" | "missing" | "truncated" | "anchor-differs" | undefined;
}
