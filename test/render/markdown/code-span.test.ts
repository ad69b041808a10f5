import * as fc from "fast-check";
import { expect, test } from "vitest";

import { codeSpan, phraseMarkdown } from "../../../src/render/markdown/code-span.ts";
import { diffFence } from "../../../src/render/markdown/fence.ts";
import { maskEmails } from "../../../src/render/markdown/mask-emails.ts";
import { tableText } from "../../../src/render/markdown/table.ts";
import { hostileText } from "../hostile-text.ts";

const style = { masksEmails: false };

test.each([
  ["plain text", "gold-canada", "`gold-canada`"],
  ["a backtick", "a`b", "``a`b``"],
  ["backticks at the edges", "`a``", "``` `a`` ```"],
  ["a space at the edge", " a", "`  a `"],
  ["a pipe", "a|b", "`a|b`"],
  ["a line break", "a\n# b", "`a\\u{a}# b`"],
  ["nothing", "", "(blank)"],
  ["spaces alone", "  ", "(blank)"],
  ["a very long text", "x".repeat(500), `\`${"x".repeat(400)}…\``],
])("%s is safe in a code span", (_name, datum, span) => {
  expect(codeSpan(datum, style)).toBe(span);
});

test("no data ends its code span early", () => {
  fc.assert(
    fc.property(hostileText, (datum) => {
      const span = codeSpan(datum, style);
      const [fence = ""] = /^`+/.exec(span) ?? [];
      const inside = span.slice(fence.length, -fence.length);
      expect(span.endsWith(fence)).toBe(true);
      expect(inside.match(/`+/g) ?? []).not.toContain(fence);
      expect(inside).not.toMatch(/^`|`$|\n/);
    }),
  );
});

test("two data that touch in a sentence stay two spans, and neither ends the other", () => {
  const touching = [
    { datum: "a`", quoted: true },
    { datum: "b", quoted: true },
  ];
  expect(phraseMarkdown(touching, style)).toBe("`` a` `` `b`");
});

test.each([
  ["a pipe", "`a|b`", "| `a\\|b` |"],
  ["a pipe behind a backslash", "`a\\|b`", "| `a\\\\u{7c}b` |"],
])("%s stays in its cell of a table", (_name, cell, row) => {
  expect(
    tableText(["x"], [[cell]])
      .split("\n")
      .at(-1),
  ).toBe(row);
});

test("a fence is longer than any run of backticks in its lines", () => {
  expect(diffFence(["+ a", "+ ```` b"], style)).toEqual(["`````diff", "+ a", "+ ```` b", "`````"]);
});

test.each([
  ["ada@acme.test", "a***@acme.test"],
  ['"ada@acme.test","b@x.org"', '"a***@acme.test","b***@x.org"'],
  ["postgres://ada@db.test/x", "postgres://a***@db.test/x"],
  ["a+b@x@y.test", "a***@y.test"],
  ["@team", "@team"],
  ["no address", "no address"],
])("the e-mails in %s are masked", (text, masked) => {
  expect(maskEmails(text)).toBe(masked);
});
