import type { Address } from "./address.ts";

/** What became of the changes of a plan. Every change stands in exactly one list. */
export interface Outcome {
  readonly applied: readonly Address[];
  readonly failed: readonly FailedChange[];
  readonly notAttempted: readonly Address[];
  /** Sent, but it is not known whether they took effect. */
  readonly unknown: readonly Address[];
  /** Invitations that were made, with what became of their mail. */
  readonly invitations: readonly SentInvitation[];
}

/** A change that the target refused, with its words. */
export interface FailedChange {
  readonly address: Address;
  readonly reason: string;
}

/** An invitation and where its mail went: an SMTP server, or a file in the outbox folder. */
export interface SentInvitation {
  readonly email: string;
  readonly delivery: "sent" | "written" | "unknown" | "failed";
  /** The server's or file's name, or the reason of a failure. */
  readonly detail: string;
}
