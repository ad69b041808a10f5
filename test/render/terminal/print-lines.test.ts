import * as fc from "fast-check";
import { expect, test } from "vitest";

import { blank, hanging, inked, line, wholeLine } from "../../../src/render/terminal/line.ts";
import { printLines } from "../../../src/render/terminal/print-lines.ts";
import { displayWidth } from "../../../src/render/text/display-width.ts";
import { hostileText } from "../hostile-text.ts";

const plain = { colour: false, width: 30 };

test("a line that fits stands in one row at its indentation", () => {
  expect(printLines([line(2, "one ", "two"), blank, line(0, "three")], plain)).toBe("  one two\n\nthree\n");
});

test("a long line breaks at spaces and continues further in", () => {
  expect(printLines([line(2, "all good things come to those who wait")], plain)).toBe(
    "  all good things come to\n    those who wait\n",
  );
});

test("a word longer than a row is broken inside", () => {
  expect(printLines([hanging(0, 0, ["x".repeat(65)])], plain)).toBe(
    `${"x".repeat(30)}\n${"x".repeat(30)}\n${"x".repeat(5)}\n`,
  );
});

test("wide characters count for two columns", () => {
  expect(printLines([hanging(0, 0, ["日".repeat(16)])], plain)).toBe(`${"日".repeat(15)}\n日\n`);
});

test("a line that other programs look for is never broken", () => {
  expect(printLines([wholeLine("x".repeat(50))], plain)).toBe(`${"x".repeat(50)}\n`);
});

test("colours surround each row of a broken line", () => {
  const rows = printLines([hanging(0, 0, [inked("added", "a".repeat(40))])], { colour: true, width: 30 });
  expect(rows).toBe(`\u001b[32m${"a".repeat(30)}\u001b[0m\n\u001b[32m${"a".repeat(10)}\u001b[0m\n`);
});

test("no row starts like a command to GitHub's runner, not even a broken one", () => {
  expect(printLines([line(2, "::error::x")], plain)).toBe("  \\u{3a}:error::x\n");
  expect(printLines([hanging(0, 0, ["a".repeat(30), "::error::x"])], plain)).toBe(
    `${"a".repeat(30)}\n\\u{3a}:error::x\n`,
  );
  expect(printLines([line(0, "##", "[error]x")], plain)).toBe("#\\u{23}[error]x\n");
});

test("whatever the data, rows fit the width and hold no escape sequence of the data", () => {
  fc.assert(
    fc.property(fc.array(hostileText), fc.integer({ min: 20, max: 120 }), (texts, width) => {
      const rows = printLines([line(4, ...texts)], { colour: false, width }).split("\n");
      for (const row of rows) {
        expect(displayWidth(row)).toBeLessThanOrEqual(width);
        expect(row).not.toMatch(/^ *::|##\[|\p{Cc}/u);
      }
    }),
  );
});

test("breaking a line loses nothing but spaces", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,40}$/)), (words) => {
      const rows = printLines([hanging(0, 4, [words.join(" ")])], plain);
      expect(rows.replaceAll(/\s/g, "")).toBe(words.join(""));
    }),
  );
});
