import type { MessageArguments } from "../../model/diagnostic.ts";

/**
 * A stretch of a sentence: our own words, or something from outside. Keeping them apart lets every output quote what
 * came from outside in its own safe way.
 */
export type Part = { readonly words: string } | { readonly datum: string; readonly quoted: boolean };

/** A sentence, or a piece of one. */
export type Phrase = readonly Part[];

/** What is wrong or why, and apart from it what to do. Both start in lower case and end without a period. */
export interface Sentence {
  readonly message: Phrase;
  readonly help?: Phrase | undefined;
}

/** Sentences by code. */
export type SentenceTable = Readonly<Record<string, (args: MessageArguments) => Sentence>>;

/** One argument of a message. */
export type Argument = MessageArguments[string];

const listed = 20;

/** Builds a phrase from a template; what is put in is itself a phrase, so data never passes for our words. */
export function say(texts: TemplateStringsArray, ...phrases: readonly Phrase[]): Phrase {
  return texts.flatMap((words, at) => [...(words === "" ? [] : [{ words }]), ...(phrases[at] ?? [])]);
}

/** The user's words in backticks; several read as `a`, `b` and `c`. */
export function quote(argument: Argument): Phrase {
  return enumerate(argument, true);
}

/** The first few of a list in backticks, and how many more there are. */
export function quoteSome(list: readonly string[], most: number): Phrase {
  if (list.length <= most) return quote(list);
  const shown = list.slice(0, most).flatMap((datum, at) => [...separator(at, Infinity), { datum, quoted: true }]);
  return say`${shown} and ${bare(list.length - most)} more`;
}

/** Something from outside without backticks: names of kinds and projects, numbers, lists of what is known. */
export function bare(argument: Argument): Phrase {
  return enumerate(argument, false);
}

/** The kind's name as it reads inside a sentence: `audience`. */
export function kindWord(argument: Argument): Phrase {
  return bare(typeof argument === "string" ? argument.toLowerCase() : argument);
}

/** A number with its noun: `1 file`, `12 files`. */
export function counted(argument: Argument, one: string, several: string): Phrase {
  return say`${bare(argument)} ${argument === 1 ? [{ words: one }] : [{ words: several }]}`;
}

/** A verb that agrees with a number or a list: `has` for one, `have` for several. */
export function agreeing(argument: Argument, one: string, several: string): Phrase {
  const count = Array.isArray(argument) ? argument.length : argument;
  return [{ words: typeof count === "number" && count !== 1 ? several : one }];
}

/** The phrase, if the argument is there and not an empty list. */
export function given(argument: Argument, phrase: Phrase): Phrase {
  return argument === undefined || (Array.isArray(argument) && argument.length === 0) ? [] : phrase;
}

/** Words of ours and the user's in backticks; nothing where the argument is absent or an empty list. */
export function withQuote(words: string, argument: Argument): Phrase {
  return given(argument, [{ words }, ...quote(argument)]);
}

/** Words of ours and something from outside without backticks; nothing where the argument is absent. */
export function withBare(words: string, argument: Argument): Phrase {
  return given(argument, [{ words }, ...bare(argument)]);
}

/** The user's words in backticks, or words of ours where the argument is absent or an empty list. */
export function quoteOr(argument: Argument, words: string): Phrase {
  const quoted = given(argument, quote(argument));
  return quoted.length === 0 ? [{ words }] : quoted;
}

/** A phrase as plain text, what came from outside in backticks where it is quoted. */
export function plainText(phrase: Phrase): string {
  return phrase.map(partText).join("");
}

function partText(part: Part): string {
  if ("words" in part) return part.words;
  return part.quoted ? `\`${part.datum}\`` : part.datum;
}

function enumerate(argument: Argument, quoted: boolean): Phrase {
  if (typeof argument === "number") return [{ words: formatNumber(argument) }];
  const data = typeof argument === "string" ? [argument] : (argument ?? ["?"]);
  const last = quoted && data.length <= listed ? data.length - 1 : Infinity;
  const shown = data.slice(0, listed).flatMap((datum, at) => [...separator(at, last), { datum, quoted }]);
  return data.length > listed ? [...shown, { words: ` and ${formatNumber(data.length - listed)} more` }] : shown;
}

function separator(at: number, last: number): Phrase {
  if (at === 0) return [];
  return [{ words: at === last ? " and " : ", " }];
}

/** A number with a comma at each thousand, the same in every locale. */
export function formatNumber(number: number): string {
  const [whole = "", ...fraction] = String(number).split(".");
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ","), ...fraction].join(".");
}
