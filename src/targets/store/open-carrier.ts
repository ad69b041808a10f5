import path from "node:path";

import type { Carrier } from "../mail/carrier.ts";
import { fileCarrier } from "../mail/file-carrier.ts";
import { smtpCarrier } from "../mail/smtp-carrier.ts";
import { parseSmtpUrl } from "../mail/smtp-server-url.ts";
import type { TargetOptions } from "../target.ts";

/**
 * How mails leave: by the mail server, else into the outbox folder, else not at all. Throws a Failure for a server URL
 * that cannot be used.
 */
export function openCarrierFor(
  { smtpUrl, outbox, folder }: TargetOptions,
  defaultOutbox: string | undefined,
): (() => Carrier) | undefined {
  if (smtpUrl !== undefined) {
    const server = parseSmtpUrl(smtpUrl);
    return () => smtpCarrier(server);
  }
  const place = outbox === undefined ? defaultOutbox : path.resolve(folder, outbox);
  return place === undefined ? undefined : () => fileCarrier(place);
}
