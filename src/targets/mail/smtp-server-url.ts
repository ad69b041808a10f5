import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";

/** Where mails are handed in. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Whether to refuse a server that does not encrypt. */
  readonly requireTls: boolean;
  readonly credentials?: { readonly user: string; readonly pass: string } | undefined;
}

/**
 * Reads `smtp://user:password@host:port` or `smtps://…`. `?requireTLS=true` refuses a server that does not encrypt; with
 * a password that is so anyway, unless the server is this machine. Throws the Failure `smtp-url`, which tells nothing of it.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const credentials = url && credentialsOf(url);
  if (url === undefined || credentials === "malformed" || !/^smtps?:$/.test(url.protocol) || url.hostname === "") {
    throw new Failure("smtp-url", exitCodes.usage);
  }
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    host,
    port: url.port === "" ? defaultPort(secure) : Number(url.port),
    secure,
    requireTls: url.searchParams.get("requireTLS") === "true" || (credentials !== undefined && !isThisMachine(host)),
    credentials,
  };
}

// Submission ports of RFC 8314 and RFC 6409.
function defaultPort(secure: boolean): number {
  return secure ? 465 : 587;
}

function credentialsOf({ username, password }: URL): SmtpServer["credentials"] | "malformed" {
  if (username === "") return undefined;
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  } catch {
    return "malformed";
  }
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}
