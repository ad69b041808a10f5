import type { TextProblem } from "./text-problem.ts";

/** A text whose characters have been looked at. */
export interface ScannedText {
  /** The same text, as long as before, with every character that could mislead the parser replaced. */
  readonly text: string;
  readonly problems: readonly TextProblem[];
}

/**
 * Finds characters a reviewer cannot see in a diff: control, invisible and bidirectional ones, and line ends that
 * parsers read differently. Emoji sequences, and joiners inside scripts that need them, are accepted. Reports at most
 * a hundred stretches, since a file with more is not a text.
 */
export function scanText(text: string): ScannedText {
  if (!unusual.test(text)) return { text, problems: [] };
  const problems = findRefused(text);
  return problems.length === 0 ? { text, problems } : { text: replaceMisleading(text), problems };
}

/** The first character that an escape smuggled into a value, as in `"\u202e"`; its offsets are those of the value. */
export function findEscapedCharacter(value: string): TextProblem | undefined {
  const start = value.indexOf("\r");
  if (start !== -1) return { code: "control-character", start, end: start + 1, args: { character: "U+000D" } };
  return unusual.test(value) ? findRefused(value)[0] : undefined;
}

const mostProblems = 100;
const unusual = /\r(?!\n)|[^\t\n\r\x20-\x7e]/;

// The last alternative is a space other than the usual one where indentation is expected: it looks like one and is none.
const refused =
  /\r(?!\n)|(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}\uFFF9-\uFFFB]|(?! )\p{Zs}(?<=^[ ]*\p{Zs})/gmu;
const control = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const misleading = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

// Zero-width joiners are part of the spelling in these scripts (Unicode Standard Annex 31, section 2.3).
const joiner =
  /(?<=[\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}])[\u200C\u200D](?=\p{L})/gu;
const emoji = /\p{RGI_Emoji}/gv;

function findRefused(text: string): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const accepted = acceptedOffsets(text);
  let sawLoneCr = false;
  for (const { index, 0: character } of text.matchAll(refused)) {
    if (accepted.has(index) || (sawLoneCr && character === "\r")) continue;
    sawLoneCr ||= character === "\r";
    addProblem(problems, describe(character, index));
    if (problems.length > mostProblems) return problems.slice(0, mostProblems);
  }
  return problems;
}

function acceptedOffsets(text: string): ReadonlySet<number> {
  const offsets = new Set<number>(text.startsWith("\uFEFF") ? [0] : []);
  if (!/\u200C|\u200D|\uFE0F|[\u{E0020}-\u{E007F}]/u.test(text)) return offsets;
  for (const { index } of text.matchAll(joiner)) offsets.add(index);
  for (const { index, 0: sequence } of text.matchAll(emoji)) {
    for (let inside = 0; inside < sequence.length; inside += 1) offsets.add(index + inside);
  }
  return offsets;
}

function describe(character: string, start: number): TextProblem {
  const end = start + character.length;
  if (character === "\r") return { code: "line-break-cr", start, end };
  return { code: codeOf(character), start, end, args: { character: codePointName(character) } };
}

function codeOf(character: string): string {
  if (/\p{Bidi_Control}/u.test(character)) return "bidi-character";
  return control.test(character) ? "control-character" : "invisible-character";
}

function codePointName(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, "0")}`;
}

// Neighbours of one sort have one cause, such as a paste from a word processor.
function addProblem(problems: TextProblem[], next: TextProblem): void {
  const last = problems.at(-1);
  if (last === undefined || last.code !== next.code || last.end !== next.start) problems.push(next);
  else problems.splice(-1, 1, { ...last, end: next.end });
}

function replaceMisleading(text: string): string {
  return text
    .replace(/\r(?!\n)/g, "\n")
    .replace(misleading, (character) => "\uFFFD".repeat(character.length))
    .replace(/^\p{Zs}+/gmu, (indentation) => " ".repeat(indentation.length));
}
