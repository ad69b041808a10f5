import { Readable } from "node:stream";

import type SMTPConnection from "nodemailer/lib/smtp-connection";

import { openSmtpConnection, step } from "./open-smtp-connection.ts";
import type { SmtpServer } from "./smtp-server-url.ts";

/** What came of handing in one message. */
export interface Attempt {
  readonly state: "sent" | "failed" | "rejected" | "unknown";
  /** What the server or the network said; empty when it went well. */
  readonly reason: string;
  /** Whether the connection broke before any of the message was on its way. */
  readonly lostBeforeSending: boolean;
  /** Whether it failed for a reason that has nothing to do with this mail, such as a wrong password. */
  readonly isBlocked: boolean;
}

/** A message and its envelope. */
export interface Handover {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
}

const handoverTimeoutMs = 10_000;

/**
 * One connection to an SMTP server. Nothing is ever sent again by itself: once the server may have the message and its
 * answer is missing, the answer here is `unknown`.
 */
export class SmtpSession {
  readonly #server: SmtpServer;
  #connection: SMTPConnection | undefined;
  #isClosed = false;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  async send({ from, to, message }: Handover): Promise<Attempt> {
    // The library reads it when the server has said that it may come: until then nothing of it can have arrived.
    const body = Readable.from([message]);
    try {
      await withinTime(this.#handOver({ from, to: [to] }, body));
      return { state: "sent", reason: "", lostBeforeSending: false, isBlocked: false };
    } catch (error) {
      return judge(error, body.readableDidRead);
    } finally {
      body.destroy();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#connection?.close();
  }

  async #handOver(envelope: { readonly from: string; readonly to: string[] }, body: Readable): Promise<void> {
    const connection = (this.#connection ??= await openSmtpConnection(this.#server));
    // It may have opened after the time for this mail was over.
    if (this.#isClosed) connection.close();
    await step(connection, (done) => connection.send(envelope, body, done));
  }
}

async function withinTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const error = new Error(`no answer within ${handoverTimeoutMs / 1000} seconds`);
  const timer = setTimeout(() => reject(error), handoverTimeoutMs);
  // Whoever loses the race must not end the process.
  work.catch(() => undefined);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function judge(error: unknown, hasBegun: boolean): Attempt {
  const { responseCode, command } = smtpDetails(error);
  const isAboutMail = hasBegun || command === "RCPT TO" || command === "DATA";
  return {
    state: stateAfter(responseCode, { hasBegun, isAboutMail }),
    reason: reasonOf(error),
    lostBeforeSending: !hasBegun && (responseCode === 0 || responseCode === 421),
    isBlocked: !isAboutMail,
  };
}

// An answer in the five hundreds about the recipient or the message is final; any other answer says "not now".
function stateAfter(
  responseCode: number,
  { hasBegun, isAboutMail }: { readonly hasBegun: boolean; readonly isAboutMail: boolean },
): Attempt["state"] {
  if (responseCode >= 500 && isAboutMail) return "rejected";
  return hasBegun && responseCode < 400 ? "unknown" : "failed";
}

function smtpDetails(error: unknown): { readonly responseCode: number; readonly command: string } {
  const found: object = error instanceof Error ? error : {};
  return {
    responseCode: "responseCode" in found && typeof found.responseCode === "number" ? found.responseCode : 0,
    command: "command" in found && typeof found.command === "string" ? found.command : "",
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200);
}
