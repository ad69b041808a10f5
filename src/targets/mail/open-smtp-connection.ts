import type SMTPConnection from "nodemailer/lib/smtp-connection";

import type { SmtpServer } from "./smtp-server-url.ts";

const connectTimeoutMs = 5000;
const silenceTimeoutMs = 8000;

/** Called when a step is over, with what went wrong. */
export type StepDone = (error: Error | null | undefined) => void;

/** Connects, encrypts where the server offers it or must, and signs in. Rejects with what the server or network said. */
export async function openSmtpConnection(server: SmtpServer): Promise<SMTPConnection> {
  const { host, port, secure, requireTls: requireTLS, credentials } = server;
  // Loaded when there is a mail to send: most runs send none.
  const { default: Connection } = await import("nodemailer/lib/smtp-connection");
  const connection = new Connection({
    host,
    port,
    secure,
    requireTLS,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    logger: false,
  });
  // A connection that breaks while nobody uses it tells the next one who does.
  connection.on("error", () => undefined);
  try {
    await step(connection, (done) => connection.connect(done));
    if (credentials !== undefined) await step(connection, (done) => connection.login({ credentials }, done));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** One exchange with the server; it is over when the library says so, or when the connection breaks. */
export async function step(connection: SMTPConnection, begin: (done: StepDone) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const lost = (): void => reject(new Error("the server closed the connection"));
  connection.once("error", reject);
  connection.once("end", lost);
  try {
    begin((error) => (error ? reject(error) : resolve()));
    await promise;
  } finally {
    connection.off("error", reject);
    connection.off("end", lost);
  }
}
