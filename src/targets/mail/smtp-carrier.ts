import type { Carrier, Delivery, OutgoingMail } from "./carrier.ts";
import { composeMessage } from "./compose-message.ts";
import type { SmtpServer } from "./smtp-server-url.ts";
import { type Attempt, SmtpSession } from "./smtp-session.ts";

/** Hands mails to an SMTP server, one after another over one connection. */
export function smtpCarrier(server: SmtpServer): Carrier {
  let session: SmtpSession | undefined;
  const attempt = async (mail: OutgoingMail, message: Buffer): Promise<Attempt> => {
    session ??= new SmtpSession(server);
    const result = await session.send({ from: mail.from.address, to: mail.to, message });
    if (result.state !== "sent") {
      session.close();
      session = undefined;
    }
    return result;
  };
  return {
    name: "smtp",
    deliver: async (mail) => {
      const message = await composeMessage(mail);
      const wasUsed = session !== undefined;
      const first = await attempt(mail, message);
      // Servers close connections that were idle; nothing of this mail had been sent yet.
      const result = wasUsed && first.lostBeforeSending ? await attempt(mail, message) : first;
      return describe(result, server);
    },
    close: async () => session?.close(),
  };
}

function describe({ state, reason, isBlocked }: Attempt, server: SmtpServer): Delivery {
  const place = `${server.host}:${server.port}`;
  return { state, detail: reason === "" ? place : `${place}: ${withoutSecrets(reason, server)}`, isBlocked };
}

// A server may repeat what it was sent.
function withoutSecrets(reason: string, { credentials }: SmtpServer): string {
  const secrets = credentials === undefined ? [] : [credentials.pass, ...encodings(credentials)];
  return secrets.filter((secret) => secret !== "").reduce((text, secret) => text.replaceAll(secret, "***"), reason);
}

function encodings({ user, pass }: NonNullable<SmtpServer["credentials"]>): readonly string[] {
  return [pass, `\0${user}\0${pass}`].map((text) => Buffer.from(text).toString("base64"));
}
