import * as fc from "fast-check";
import { expect, test } from "vitest";

import { safeLine, safeLines } from "../../../src/github/report/safe-line.ts";
import { hostileText } from "../../render/hostile-text.ts";

test.each([
  ["a command", "::error::x", "\\u{3a}:error::x"],
  ["a command behind spaces", "  ::add-mask::x", "  \\u{3a}:add-mask::x"],
  ["a command of the older form", "x ##[error]y", "x #\\u{23}[error]y"],
  ["a line break", "a\n::stop-commands::x", "a\\u{a}::stop-commands::x"],
  ["a control sequence", "\u001b[31mred", "\\u{1b}[31mred"],
  ["colons inside", "std::string", "std::string"],
])("%s is no command in a line of the log", (_name, text, line) => {
  expect(safeLine(text)).toBe(line);
});

test("no line of the log is a command or hides a character, whatever it is made of", () => {
  fc.assert(
    fc.property(
      fc.oneof(hostileText, fc.string({ unit: "binary" }), fc.constantFrom("\u0085::x", "\ufeff::x", "\u3000::x")),
      (text) => {
        const line = safeLine(text);
        expect(line.trimStart().startsWith("::") || line.includes("##[")).toBe(false);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      },
    ),
  );
});

test("a text keeps its line breaks, and each line is made safe", () => {
  expect(safeLines("a\n::error::x\r\nb")).toBe("a\n\\u{3a}:error::x\nb");
});
