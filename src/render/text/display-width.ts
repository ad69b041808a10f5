// East Asian Wide and Fullwidth characters (Unicode Standard Annex 11), and symbols that are drawn as pictures.
const wideRanges = [
  String.raw`\u{1100}-\u{115f}\u{2329}\u{232a}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97c}`,
  String.raw`\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe10}-\u{fe19}\u{fe30}-\u{fe6b}\u{ff01}-\u{ff60}`,
  String.raw`\u{ffe0}-\u{ffe6}\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}`,
  String.raw`\u{20000}-\u{3fffd}`,
];
const wide = new RegExp(`[${wideRanges.join("")}]|\\p{Emoji_Presentation}`, "u");

// Marks that are drawn over the character before them, and the later parts of a Hangul syllable.
const markless = /[\p{Mn}\p{Me}\u{1160}-\u{11ff}\u{d7b0}-\u{d7ff}]/u;

const plain = /^[\x20-\x7e]*$/;

/** How many columns a terminal gives to a text that holds no unseen character (`visibleText`). */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmentsOf(text)) width += graphemeWidth(segment);
  return width;
}

/** The characters of a text as a reader counts them: a letter with its marks is one, so is a flag. */
export function graphemes(text: string): readonly string[] {
  if (plain.test(text)) return text.split("");
  return Array.from(segmentsOf(text), ({ segment }) => segment);
}

/** How many columns one character takes, as a reader counts characters. */
export function graphemeWidth(grapheme: string): number {
  if (/\p{Emoji_Presentation}/u.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += codePointWidth(character);
  return width;
}

function codePointWidth(character: string): number {
  if (markless.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

// Made for the first text that needs it: that takes longer than a whole command without it.
let segmenter: Intl.Segmenter | undefined;

function segmentsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
