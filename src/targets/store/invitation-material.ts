import type { HexSource } from "./random-hex.ts";
import type { StoredObject } from "./stored-state.ts";
import type { WorkingCopy } from "./working-copy.ts";

/** Seats to invite one person to, all in one mail. */
export interface PlannedInvitation {
  readonly memberUid: string;
  /** The organization is the empty text. */
  readonly projectUids: readonly string[];
  readonly message: string;
}

/** What new invitations are made with. */
export interface InvitationMaterial {
  readonly copy: WorkingCopy;
  readonly organization: StoredObject | undefined;
  readonly hex: HexSource;
  readonly random: (size: number) => Uint8Array;
  /** Uid of the inviter; empty when the organization does not know them. */
  readonly inviterUid: string;
  /** E-mail of the inviter. */
  readonly inviter: string;
  readonly at: string;
  readonly target: string;
}
