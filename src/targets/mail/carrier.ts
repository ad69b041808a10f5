import type { Mailbox } from "./mail-address.ts";

/** A mail that is ready to go. Its id makes it the same mail however often it is tried. */
export interface OutgoingMail {
  readonly id: string;
  readonly from: Mailbox;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** When it was queued; it is dated so. */
  readonly date: Date;
}

/** What became of a mail: `failed` is known not to have gone out, `rejected` will not be taken by trying again. */
export interface Delivery {
  readonly state: "sent" | "failed" | "rejected" | "unknown";
  /** The server's or file's name, or the reason, in words that hold no secret. */
  readonly detail: string;
  /** Whether nothing can leave this way now, so that other mails need not be tried. */
  readonly isBlocked?: boolean;
}

/** A way for mails to leave. */
export interface Carrier {
  readonly name: "file" | "smtp";
  /** Never throws: what went wrong is in the answer. */
  deliver(mail: OutgoingMail): Promise<Delivery>;
  close(): Promise<void>;
}
