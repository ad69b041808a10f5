import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";

import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly content: string;
  /** Ends the connection it came over, after what was said on it. */
  readonly hangUp: () => void;
}

/** A running mail server on this machine. */
export interface MailServer {
  readonly port: number;
  readonly url: string;
  /** Every mail that arrived whole, whether or not the sender was told so. */
  readonly received: readonly ReceivedMail[];
  /** How many connections were open at once, at most. */
  readonly mostConnections: () => number;
  readonly countConnections: () => number;
  /** Breaks every open connection without a word. */
  readonly dropConnections: () => void;
  readonly close: () => Promise<void>;
}

/** What the server does with a whole mail; throws to refuse it. */
export type AnswerMail = (mail: ReceivedMail, count: number) => void | Promise<void>;

/** Starts a server that takes every mail, unless told otherwise. */
export async function startMailServer(
  answer: AnswerMail = () => undefined,
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const socketAt = (port: number): Socket | undefined => [...sockets].find(({ remotePort }) => remotePort === port);
  let [most, total] = [0, 0];
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      const take = async (): Promise<void> => {
        const content = await text(stream);
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        const hangUp = (): void => void socketAt(session.remotePort)?.end();
        const mail = { from, to: rcptTo.map(({ address }) => address), content, hangUp };
        received.push(mail);
        await answer(mail, received.length);
      };
      // oxlint-disable-next-line promise/no-callback-in-promise -- the server's interface is older than promises
      take().then(() => callback(), callback);
    },
    ...options,
  });
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    [most, total] = [Math.max(most, sockets.size), total + 1];
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    received,
    mostConnections: () => most,
    countConnections: () => total,
    dropConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

/** A refusal with an SMTP code. */
export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
