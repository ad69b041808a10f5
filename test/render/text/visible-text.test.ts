import * as fc from "fast-check";
import { expect, test } from "vitest";

import { visibleText } from "../../../src/render/text/visible-text.ts";
import { hostileText } from "../hostile-text.ts";

test.each([
  ["an escape sequence", "\u001b[31mred", "\\u{1b}[31mred"],
  ["a line break and a tab", "a\nb\tc", "a\\u{a}b\\u{9}c"],
  ["a C1 control character", "\u009b31m", "\\u{9b}31m"],
  ["an override of the direction", "a\u202eb", "a\\u{202e}b"],
  ["a zero-width space", "a\u200bb", "a\\u{200b}b"],
  ["a tag character", "a\u{e0041}", "a\\u{e0041}"],
  ["a variation selector", "❤\ufe0f", "❤\\u{fe0f}"],
  ["a line separator", "a\u2028b", "a\\u{2028}b"],
  ["a lone surrogate", "a\ud800b", "a\\u{d800}b"],
  ["a letter that is drawn as nothing", "a\u3164b", "a\\u{3164}b"],
  ["a command to GitHub's runner", "a ##[error]b", "a #\\u{23}[error]b"],
])("%s is shown as its code point", (_name, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test("letters, accents, wide characters and pictures stay as they are", () => {
  const text = "Ünïcode, e\u0301, 日本語, 👍🏽, a | b ` c";
  expect(visibleText(text)).toBe(text);
});

test("nothing unseen is left, and showing twice changes nothing", () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: "binary" })), (text) => {
      const shown = visibleText(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\[/u);
      expect(visibleText(shown)).toBe(shown);
    }),
  );
});
