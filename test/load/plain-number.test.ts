import { expect, test } from "vitest";

import { classifyPlain } from "../../src/load/plain-number.ts";

test.each(["0", "7", "-12", "1.5", "-0.25", "9007199254740991"])("%s is a number everywhere", (source) => {
  expect(classifyPlain(source)).toBe("number");
});

test.each([
  ["a leading zero", "0123"],
  ["an octal number of YAML 1.2", "0o17"],
  ["a binary number of YAML 1.1", "0b101"],
  ["a hexadecimal number", "0xFF"],
  ["underscores", "1_000"],
  ["a sexagesimal number of YAML 1.1", "12:30:45"],
  ["an exponent", "1e3"],
  ["an exponent that swallows digits", "0e12345"],
  ["a plus sign", "+1"],
  ["a fraction that loses its zero", "1.10"],
  ["a fraction without digits", "1."],
  ["a fraction without a whole part", ".5"],
  ["a negative zero", "-0"],
  ["digits beyond 2^53", "9007199254740993"],
  ["2^53 itself", "9007199254740992"],
  ["more decimals than a number holds", "0.12345678901234567890"],
  ["an infinity", "-.inf"],
  ["no number", ".NaN"],
])("%s is ambiguous: %s", (_name, source) => {
  expect(classifyPlain(source)).toBe("ambiguous");
});

test.each(["", "-", ".", "1.2.3", "2024-01-01", "-x", "0x", "12:99", "1 2", "1e", "++1", "٣"])(
  "%j is a text",
  (source) => {
    expect(classifyPlain(source)).toBe("other");
  },
);
