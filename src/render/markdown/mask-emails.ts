// Everything but spaces and the marks that stand around an address in text, in trees and in URLs.
const token = /[^\s"'`<>()[\]{},;:|=/]+/g;

/** A text with every e-mail address shortened to its first letter and its domain: `a***@acme.test`. */
export function maskEmails(text: string): string {
  return text.includes("@") ? text.replace(token, maskToken) : text;
}

function maskToken(word: string): string {
  const at = word.lastIndexOf("@");
  if (at < 1 || at === word.length - 1) return word;
  const [first = ""] = word;
  return `${first}***${word.slice(at)}`;
}
