import { bare, quote, say, withBare, withQuote } from "./phrase.ts";
import type { SentenceTable } from "./phrase.ts";

/** Members, their e-mail addresses, and people who may be one and the same. */
export const peopleSentences: SentenceTable = {
  "email-malformed": ({ email }) => ({
    message: say`${quote(email)} is not an e-mail address`,
    help: say`write it like ${quote("ada@example.com")}`,
  }),
  "email-not-ascii": ({ email, character, codePoint }) => ({
    message: say`e-mail ${quote(email)} holds ${quote(character)}${withBare(", ", codePoint)}, no plain letter or sign`,
    help: say`type the address again with the letters a to z; some letters only look like them`,
  }),
  "email-punycode": ({ email, label }) => ({
    message: say`the domain of ${quote(email)} hides other letters${withQuote(": ", label)}`,
    help: say`use an address whose domain is written in plain letters`,
  }),
  "email-domain": ({ domain, allowed }) => ({
    message: say`the domain ${quote(domain)} is not among the allowed ones`,
    help: say`allowed: ${bare(allowed)}; the list is ${quote("allowedEmailDomains")} of the Organization`,
  }),
  "possible-same-mailbox": ({ email, other }) => ({
    message: say`${quote(email)} and ${quote(other)} may be the same mailbox`,
    help: say`keep one of them if they are one person`,
  }),
  "identity-map": ({ id, other }) => ({
    message: say`the GitHub account with id ${quote(String(id ?? "?"))} belongs to member ${quote(other)} already`,
    help: say`give each member a GitHub account of their own`,
  }),
  "message-empty": () => ({
    message: say`the invitation's message is empty`,
    help: say`write a message, or delete the key`,
  }),
  "owner-count": ({ cause }) => ({
    message:
      cause === "listed"
        ? say`Owner cannot be given in a list of roles`
        : say`an organization has exactly one Owner, and none is named`,
    help: say`name the Owner once, as ${quote("owner")} of the Organization`,
  }),
  "member-listed-twice": ({ member }) => ({
    message: say`member ${quote(member)} stands in the list twice`,
    help: say`write one entry with all of their roles`,
  }),
  "address-malformed": ({ address }) => ({
    message: say`${quote(address)} is not the address of an object`,
    help: say`write it like ${quote("Member/ada")} or ${quote("Audience/storefront/gold-canada")}`,
  }),
};
