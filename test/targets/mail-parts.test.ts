import { describe, expect, test } from "vitest";

import { openTarget } from "../../src/targets/index.ts";
import { composeMessage } from "../../src/targets/mail/compose-message.ts";
import { type InvitationFacts, writeInvitation } from "../../src/targets/mail/invitation-text.ts";
import { isMailAddress, parseSender } from "../../src/targets/mail/mail-address.ts";
import { parseSmtpUrl } from "../../src/targets/mail/smtp-server-url.ts";
import { targetKinds } from "../support/target-kinds.ts";

const token = "t".repeat(43);
const facts: InvitationFacts = {
  fullName: "Ben Ray",
  email: "ben@acme.test",
  inviter: "Ada Lovelace (ada@acme.test)",
  organization: "Acme",
  organizationRoles: ["Member"],
  projects: [{ title: "Storefront", roles: ["Project Member"] }],
  message: "",
  token,
  target: "sqlite:.charter/organization.db",
};

describe("an invitation's text", () => {
  test("says who invites into what, and how to accept", () => {
    expect(writeInvitation(facts)).toEqual({
      subject: "Invitation to Acme",
      text: `Hello Ben Ray,

Ada Lovelace (ada@acme.test) invites you to the organization Acme, as
Member.

The invitation includes:

  - Storefront, as Project Member

To accept, run:

  charter invitations accept ${token} \\
    --target sqlite:.charter/organization.db

This invitation is for ben@acme.test. If you did not expect it, do
nothing: it gives no access until it is accepted.
`,
    });
  });

  test("has no line that a mail program would break, however long the words of people are", () => {
    const titles = Array.from({ length: 20 }, (_, at) => `Role number ${at}`);
    const message = "so happy to have you here ".repeat(30);
    const { text } = writeInvitation({
      ...facts,
      organizationRoles: titles,
      message,
      projects: [{ title: "Shop", roles: titles }],
    });
    expect(text.split("\n").filter((line) => line.length > 76)).toEqual([]);
  });

  test("quotes a target that a shell would take apart", () => {
    const { text } = writeInvitation({ ...facts, target: "sqlite:it's here; rm -rf /" });
    expect(text).toContain(`--target 'sqlite:it'\\''s here; rm -rf /'\n`);
  });

  test("keeps a title on one line", () => {
    const { subject, text } = writeInvitation({
      ...facts,
      organization: "Acme\r\nBcc: eve@evil.test",
      fullName: "B\u2028en",
    });
    expect(subject).toBe("Invitation to Acme Bcc: eve@evil.test");
    expect(text).toContain("Hello B en,\n");
  });
});

describe("a message", () => {
  const mail = {
    id: "m1",
    from: { name: "Zoë", address: "zoe@acme.test" },
    to: "ben@acme.test",
    subject: "Größe",
    text: "Hi\n",
    date: new Date(0),
  };

  test("is the same whenever it is made", async () => {
    expect((await composeMessage(mail)).equals(await composeMessage(mail))).toBe(true);
  });

  test("has plain headers whatever the words are", async () => {
    const [headers] = (await composeMessage(mail)).toString().split("\r\n\r\n");
    expect(headers).toMatch(/^[\x20-\x7e\r\n]+$/);
    expect(headers).toContain("Message-ID: <m1@acme.test>");
    expect(headers).toContain("Auto-Submitted: auto-generated");
  });
});

describe("addresses", () => {
  test.each(["a@b.test", "ada.lovelace+x@acme.test", "o'neil@acme.test"])("%s can get mail", (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  test.each([
    "",
    "a",
    "@b.test",
    "a@",
    "a@b@c.test",
    "a b@c.test",
    "a@c.test\n",
    "<a@c.test>",
    "a,b@c.test",
    '"a"@c.test',
    "ä@c.test",
  ])("%j cannot", (address) => {
    expect(isMailAddress(address)).toBe(false);
  });

  test.each([
    ["charter@acme.test", { name: "", address: "charter@acme.test" }],
    ["Charter of Acme <charter@acme.test>", { name: "Charter of Acme", address: "charter@acme.test" }],
  ])("the sender %s is understood", (text, mailbox) => {
    expect(parseSender(text)).toEqual(mailbox);
  });

  test.each(["", "Charter", "Charter <>", "a@b.test>", "A\r\nBcc: x <a@b.test>"])(
    "the sender %j is refused",
    (text) => {
      expect(() => parseSender(text)).toThrow(expect.objectContaining({ code: "mail-from", exitCode: 20 }));
    },
  );
});

describe("the address of a mail server", () => {
  test.each([
    ["smtp://mail.acme.test", { host: "mail.acme.test", port: 587, secure: false, requireTls: false }],
    ["smtps://mail.acme.test", { host: "mail.acme.test", port: 465, secure: true, requireTls: false }],
    ["smtp://mail.acme.test:25?requireTLS=true", { host: "mail.acme.test", port: 25, secure: false, requireTls: true }],
    ["smtp://[::1]:2525", { host: "::1", port: 2525, secure: false, requireTls: false }],
    [
      "smtp://ada%40acme.test:p%3Ass@mail.acme.test",
      {
        host: "mail.acme.test",
        port: 587,
        secure: false,
        requireTls: true,
        credentials: { user: "ada@acme.test", pass: "p:ss" },
      },
    ],
    [
      "smtp://ada:secret@127.0.0.1:2525",
      { host: "127.0.0.1", port: 2525, secure: false, requireTls: false, credentials: { user: "ada", pass: "secret" } },
    ],
  ])("%s is understood", (url, server) => {
    expect(parseSmtpUrl(url)).toEqual(server);
  });

  test.each(["", "mail.acme.test", "http://a:secret@b", "smtp://", "smtp://a:%zzsecret@b"])(
    "%j is refused, and not repeated",
    async (smtpUrl) => {
      const opening = openTarget("sqlite::memory:", { kinds: targetKinds, folder: "/", smtpUrl });
      await expect(opening).rejects.toMatchObject({ code: "smtp-url", exitCode: 20, args: {}, message: "smtp-url" });
    },
  );
});
