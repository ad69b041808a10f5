import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";

/** A mailbox with the name shown beside it. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

// Letters that never need quoting in a header or in SMTP: no spaces, brackets, quotes, separators or line breaks.
const plainAddress = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,190}$/;

/** Whether mail can be sent to an address. What passes can be put into a header and an SMTP command as it is. */
export function isMailAddress(address: string): boolean {
  return plainAddress.test(address);
}

/** Reads `ada@acme.test` or `Ada <ada@acme.test>`. Throws the Failure `mail-from`. */
export function parseSender(text: string): Mailbox {
  const bracket = text.endsWith(">") ? text.lastIndexOf("<") : -1;
  const mailbox =
    bracket === -1
      ? { name: "", address: text.trim() }
      : { name: text.slice(0, bracket).trim(), address: text.slice(bracket + 1, -1).trim() };
  if (isMailAddress(mailbox.address) && !/\p{Cc}/u.test(mailbox.name)) return mailbox;
  throw new Failure("mail-from", exitCodes.usage, { from: text });
}
