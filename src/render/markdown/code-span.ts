import type { Phrase } from "../sentences/phrase.ts";
import { visibleText } from "../text/visible-text.ts";
import { maskEmails } from "./mask-emails.ts";

// Of one datum; a comment has room for many.
const longestDatum = 400;

/** How data is shown in a comment. */
export interface DataStyle {
  /** Whether e-mail addresses are made unreadable, as in a public repository. */
  readonly masksEmails: boolean;
}

/**
 * Data as a code span that nothing in it can leave: GitHub makes no link, mention, image, HTML or heading of it (GitHub
 * Flavored Markdown, section 6.3). Unseen characters stand as `\u{…}`. Tables keep its pipes in their cells.
 */
export function codeSpan(datum: string, style: DataStyle): string {
  const text = shorten(shownDatum(datum, style));
  if (text.trim() === "") return "(blank)";
  const fence = "`".repeat(longestRun(text) + 1);
  const padding = /^[ `]|[ `]$/.test(text) ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Data made visible, and its e-mails masked where asked. It is safe only inside a code span or a fence. */
export function shownDatum(datum: string, { masksEmails }: DataStyle): string {
  return visibleText(masksEmails ? maskEmails(datum) : datum);
}

/** A sentence, all that came from outside in code spans. Two that touched would be read as one, or as none. */
export function phraseMarkdown(phrase: Phrase, style: DataStyle): string {
  const texts = phrase.map((part) => ("words" in part ? part.words : codeSpan(part.datum, style)));
  return texts.map((text, at) => (touches(phrase, at) ? ` ${text}` : text)).join("");
}

function touches(phrase: Phrase, at: number): boolean {
  const [former, part] = [phrase[at - 1], phrase[at]];
  return former !== undefined && part !== undefined && "datum" in former && "datum" in part;
}

/** The longest run of backticks in a text. */
export function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

function shorten(text: string): string {
  return text.length <= longestDatum ? text : `${text.slice(0, longestDatum).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
