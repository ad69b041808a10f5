import type { SentInvitation } from "../model/outcome.ts";

/** The invitations of an organization's people. */
export interface Invitations {
  /** Every invitation that was ever made, oldest first. */
  list(): Promise<readonly Invitation[]>;
  /**
   * Accepts every seat the token was made for. A token that was accepted before changes nothing. Throws
   * `invitation-unknown` for a token nobody was sent, and `invitation-revoked` for one that no longer counts.
   */
  accept(token: string): Promise<AcceptedInvitation>;
  /** Makes a new token for the person's pending seats, ends the old ones, and sends a new mail. */
  resend(person: InvitedPerson): Promise<readonly SentInvitation[]>;
  /** Takes the person's pending seats away; a person who is not in the organization yet leaves it whole. */
  revoke(person: InvitedPerson): Promise<RevokedInvitation>;
}

/** One invitation: a person, and the seats that its token accepts. */
export interface Invitation {
  readonly email: string;
  /** Uid of the member. */
  readonly member: string;
  readonly status: "pending" | "accepted" | "revoked";
  /** Whether it invites to the organization itself. */
  readonly organization: boolean;
  readonly projects: readonly InvitedProject[];
  /** Uid of the member who invited; absent when that is not known. */
  readonly invitedBy?: string | undefined;
  readonly invitedAt: string;
  readonly mail: MailState;
}

/** A project somebody is invited to. */
export interface InvitedProject {
  readonly uid: string;
  readonly title: string;
}

/**
 * What became of a mail. `failed` is tried again with the next delivery; `rejected`, `unknown` and `cancelled` never are.
 */
export type MailState = "queued" | "sending" | "sent" | "failed" | "rejected" | "unknown" | "cancelled";

/** A person with open invitations, and who acts on them. */
export interface InvitedPerson {
  readonly email: string;
  /** Uid or title of a project; absent for all of the person's open invitations. */
  readonly project?: string | undefined;
  /** E-mail of the person who asks, for the audit log. */
  readonly actor: string;
}

/** What an accepted token gave. */
export interface AcceptedInvitation {
  readonly email: string;
  /** Whether the token had been accepted before, so that nothing changed. */
  readonly already: boolean;
  readonly organization: boolean;
  readonly projects: readonly InvitedProject[];
}

/** The seats a revocation took away. */
export interface RevokedInvitation {
  readonly email: string;
  readonly organization: boolean;
  readonly projects: readonly InvitedProject[];
}
