import type { MeaningProblem } from "../kind.ts";

/**
 * Problems of an e-mail address. Only plain ASCII is taken: letters that look alike, or that change under case folding,
 * would let two addresses pass for one. Non-ASCII domains must not hide behind punycode either.
 */
export function checkEmail(email: string): readonly MeaningProblem[] {
  const foreign = [...email].find((character) => !/^[\x20-\x7e]$/.test(character));
  if (foreign !== undefined) return [{ code: "email-not-ascii", args: describe(email, foreign), path: ["email"] }];
  if (!looksLikeAddress(email)) return [{ code: "email-malformed", args: { email }, path: ["email"] }];
  const punycode = domainOf(email)
    .split(".")
    .find((label) => label.startsWith("xn--"));
  if (punycode === undefined) return [];
  return [{ code: "email-punycode", args: { email, label: punycode }, path: ["email"] }];
}

/** The part after the last `@`, in lower case. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

/** The mailbox that most mail servers deliver to: without the part after `+`. */
export function mailboxOf(email: string): string {
  const [local, domain] = [email.slice(0, email.lastIndexOf("@")), domainOf(email)];
  return `${local.replace(/\+.*$/, "").toLowerCase()}@${domain}`;
}

function looksLikeAddress(email: string): boolean {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  return at > 0 && local.length <= 64 && isLocalPart(local) && isDomain(domainOf(email));
}

function isLocalPart(local: string): boolean {
  return (
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local) &&
    !local.startsWith(".") &&
    !local.endsWith(".") &&
    !local.includes("..")
  );
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  return labels.length > 1 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}

function describe(email: string, character: string): MeaningProblem["args"] {
  const codePoint = character.codePointAt(0) ?? 0;
  return { email, character, codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}` };
}
