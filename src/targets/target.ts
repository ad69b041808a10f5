import type { Kind, Reference } from "../kinds/kind.ts";
import type { Address } from "../model/address.ts";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/entity.ts";
import type { Snapshot } from "../model/live.ts";
import type { Outcome, SentInvitation } from "../model/outcome.ts";
import type { ReadSet } from "../model/plan.ts";
import type { Archive } from "./archive.ts";
import type { AuditLog } from "./audit-log.ts";
import type { Invitations } from "./invitations.ts";
import type { TargetLock } from "./target-lock.ts";

/** The system that holds the live state. A new one is one folder, and one line in `index.ts`. */
export interface Target {
  /** As the user named it, without secrets. */
  readonly name: string;
  /** Everything the target holds. Throws the Failure `live-unreadable` when it cannot read all of it. */
  read(): Promise<Snapshot>;
  /**
   * Carries out the changes in their order. Throws `stale`, `plan-used` or `locked` before the first write; a change
   * that the target refuses stands in the outcome. Without changes nothing at all is written.
   */
  apply(request: ApplyRequest): Promise<Outcome>;
  readonly invitations: Invitations;
  readonly audit: AuditLog;
  readonly archive: Archive;
  readonly lock: TargetLock;
  /** Sends the invitations that an earlier run made and could not send. */
  deliverMail(): Promise<readonly SentInvitation[]>;
  close(): Promise<void>;
}

/** What to carry out, for whom, and the live state it was decided on. */
export interface ApplyRequest {
  /** The live state the changes were computed from; a state that has moved is refused. */
  readonly readSet: ReadSet;
  /** Whether the target holds no organization yet and becomes one. */
  readonly founds: boolean;
  /** Identity of a saved plan: it is applied once. */
  readonly planId?: string | undefined;
  readonly planDigest: string;
  /** E-mail of the person on whose behalf the changes are made. */
  readonly actor: string;
  /** E-mails of the people who agreed. */
  readonly approvers: readonly string[];
  readonly changes: readonly Change[];
  /** The uid of every live object. */
  readonly uids: ReadonlyMap<Address, string>;
  /**
   * The address of the object a reference means; absent where the name itself is what the target stores, such as a
   * shipped role's title or a preset attribute.
   */
  readonly addressOf: (reference: Reference, owner: Entity) => Address | undefined;
  /** How long to wait for another apply to end. */
  readonly lockTimeoutMs: number;
}

/** What a target needs besides its URL. Secrets and settings come from the caller, never from the process. */
export interface TargetOptions {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** `smtp://` or `smtps://` with its credentials; without it, mails are written to the outbox folder. */
  readonly smtpUrl?: string | undefined;
  /** The outbox folder; without it, an embedded organization has one beside its file, and a shared one keeps mails. */
  readonly outbox?: string | undefined;
  /** The variables that a service's own clients know, such as PGPASSWORD. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
  /** The sender of invitations: an address, or a name and an address in angle brackets. */
  readonly mailFrom?: string | undefined;
  readonly now?: (() => Date) | undefined;
  /** A source of unpredictable bytes. */
  readonly random?: ((size: number) => Uint8Array) | undefined;
}
