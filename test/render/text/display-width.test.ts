import { expect, test } from "vitest";

import { displayWidth, graphemes } from "../../../src/render/text/display-width.ts";

test.each([
  ["plain letters", "abc", 3],
  ["an accent of its own", "e\u0301", 1],
  ["Chinese characters", "日本", 4],
  ["Hangul", "한국", 4],
  ["full-width letters", "ＡＢ", 4],
  ["half-width katakana", "ｱｲ", 2],
  ["a picture", "👍", 2],
  ["a picture with a skin tone", "👍🏽", 2],
  ["a flag", "🇨🇦", 2],
  ["a box drawing", "─", 1],
  ["nothing", "", 0],
])("%s takes its columns", (_name, text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("a letter with its accent and a flag are one character each", () => {
  expect(graphemes("e\u0301🇨🇦x")).toEqual(["e\u0301", "🇨🇦", "x"]);
});
