// Characters that a reader cannot see, or that steer a terminal: control, format and bidirectional characters, line and
// paragraph separators, lone surrogates, and all that Unicode says to draw as nothing.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

// Most text is this, and it is quickly told.
const plain = /^[\x20-\x7e]*$/;

// GitHub's runner takes `##[` anywhere in a log line for a command.
const runnerCommand = /##(?=\[)/g;

/**
 * Text as it may be shown anywhere: nothing is removed, and every unseen character stands as `\u{…}`. The answer holds
 * no escape sequence, no line break and no `##[`, whatever went in; applying it twice changes nothing.
 */
export function visibleText(text: string): string {
  if (plain.test(text)) return text.replace(runnerCommand, "#\\u{23}");
  return text.replace(unseen, showCodePoint).replace(runnerCommand, "#\\u{23}");
}

/** Whether a shown text has characters that stand as `\u{…}`. */
export function hasShownCodePoint(text: string): boolean {
  return /\\u\{[0-9a-f]+\}/.test(text);
}

function showCodePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
