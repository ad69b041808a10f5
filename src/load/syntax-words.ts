import type { ErrorCode, YAMLError } from "yaml";

/** A complaint of the parser, said so that a person who does not know its terms can mend the file. */
export function syntaxWords({ code, message, pos }: YAMLError, text: string): string {
  // What cannot belong to the value above is a new line of its own, at a column that fits nothing.
  if (message.endsWith("at node end") && startsLine(text, pos[0])) return indentation;
  return words.find(([of, pattern]) => of === code && pattern.test(message))?.[2] ?? "this is not valid YAML";
}

/** What is said once the parser has lost the structure and calls every following token unexpected. */
export const strayWords = "this does not belong to what stands above it";

function startsLine(text: string, offset: number): boolean {
  return /(?:^|\n)[ ]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

const indentation = "the indentation does not match the lines above";
const extraComma = "there is a `,` too many";
const missingComma = "a `,` is missing between two entries";
const spaceBeforeComment = "a space is missing before `#`";

const words: readonly (readonly [code: ErrorCode, message: RegExp, words: string])[] = [
  ["MISSING_CHAR", /between flow/, missingComma],
  ["MISSING_CHAR", /space after :/, "a space is missing after `:`"],
  ["MISSING_CHAR", /Comments must/, spaceBeforeComment],
  ["MISSING_CHAR", /without - indicator/, "a `-` is missing before this entry of the list"],
  ["MISSING_CHAR", /leading empty lines/, "the first line of this text is indented less than the empty lines above it"],
  ["MISSING_CHAR", /directives-end marker/, "the document must begin on the line after `---`"],
  ["BAD_INDENT", /Block scalar/, "the text below `|` or `>` must be indented deeper than its key"],
  ["BAD_INDENT", /./, indentation],
  ["BLOCK_AS_IMPLICIT_KEY", /block sequence/, `${indentation}: this entry of a list stands where a key is expected`],
  ["BLOCK_AS_IMPLICIT_KEY", /./, "a value that contains a colon and a space must be quoted"],
  ["MULTILINE_IMPLICIT_KEY", /./, "a key must stand on one line"],
  ["BLOCK_IN_FLOW", /./, missingComma],
  ["UNEXPECTED_TOKEN", /Unexpected (?:,|empty item)/, extraComma],
  ["UNEXPECTED_TOKEN", /block-seq-ind on same line/, "a list must begin on the line below its key"],
  ["UNEXPECTED_TOKEN", /[Bb]lock scalar header|Not a YAML token/, "the text must begin on the line below `|` or `>`"],
  ["UNEXPECTED_TOKEN", /flow-(?:map|seq)-end/, "there is a closing bracket too many"],
  ["UNEXPECTED_TOKEN", /at node end/, "there is text after the value: quote the whole value, or begin a new line"],
  ["UNEXPECTED_TOKEN", /comment/, spaceBeforeComment],
  ["UNEXPECTED_TOKEN", /./, strayWords],
  ["BAD_DQ_ESCAPE", /./, "double quotes do not know this escape: use single quotes, or write `\\\\` for a backslash"],
];
