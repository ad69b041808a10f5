import type { OutgoingMail } from "./carrier.ts";

/** The mail as RFC 5322 text. The same mail gives the same bytes. */
export async function composeMessage({ id, from, to, subject, text, date }: OutgoingMail): Promise<Buffer> {
  // Loaded when there is a mail to send: most runs send none.
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const host = from.address.slice(from.address.lastIndexOf("@") + 1);
  const message = new MailComposer({
    from,
    to: { name: "", address: to },
    subject,
    text,
    date,
    messageId: `<${id}@${host}>`,
    newline: "\r\n",
    headers: { "Auto-Submitted": "auto-generated" },
  });
  return message.compile().build();
}
