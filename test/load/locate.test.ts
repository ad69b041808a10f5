import { describe, expect, test } from "vitest";

import { createLocator, locatePlace } from "../../src/load/locate.ts";
import type { NodePlace, Path, Span } from "../../src/model/place.ts";

const file = "a.yaml";

function spanAt(text: string, start: number, end: number): Span {
  return locatePlace({ file, start, end }, text);
}

function spanOfNode(text: string, path: Path, part: NodePlace["part"] = "value"): string {
  const { line, column, width } = locatePlace({ file, document: 0, path, part }, text);
  return `${line}:${column}+${width}`;
}

describe("a stretch of text", () => {
  test.each<[name: string, text: string, start: number, end: number, span: Omit<Span, "file">]>([
    ["at the start", "a: 1\n", 0, 1, { line: 1, column: 1, width: 1, text: "a: 1" }],
    ["on a later line", "a: 1\nbc: 2\n", 5, 7, { line: 2, column: 1, width: 2, text: "bc: 2" }],
    ["in an empty text", "", 0, 0, { line: 1, column: 1, width: 1, text: "" }],
    ["at the end of a text", "a: 1\n", 5, 5, { line: 2, column: 1, width: 1, text: "" }],
    ["after CRLF line ends", "a: 1\r\nb: 2\r\n", 6, 7, { line: 2, column: 1, width: 1, text: "b: 2" }],
    ["after lone CR line ends", "a: 1\rb: 2\r", 5, 6, { line: 2, column: 1, width: 1, text: "b: 2" }],
    ["after a byte order mark", "\uFEFFa: 1\n", 4, 5, { line: 1, column: 4, width: 1, text: "a: 1" }],
    [
      "after emoji, which count once",
      "a: \u{1F600}\u{1F600} x\n",
      8,
      9,
      { line: 1, column: 7, width: 1, text: "a: \u{1F600}\u{1F600} x" },
    ],
    ["over emoji", "a: \u{1F600}\u{1F600}\n", 3, 7, { line: 1, column: 4, width: 2, text: "a: \u{1F600}\u{1F600}" }],
    ["after a tab, which counts once", "a:\tb\n", 3, 4, { line: 1, column: 4, width: 1, text: "a:\tb" }],
    [
      "over several lines is cut at the first",
      "a: [1,\n  2]\n",
      3,
      11,
      { line: 1, column: 4, width: 3, text: "a: [1," },
    ],
  ])("%s", (_name, text, start, end, span) => {
    expect(spanAt(text, start, end)).toEqual({ file, ...span });
  });
});

describe("a node of a document", () => {
  const text =
    "kind: Member\nspec:\n  roles:\n    - Admin\n    - { name: x }\n  'e mail': a@b.c\n  note: |\n    long\n  none:\n";

  test.each<[name: string, path: Path, part: NodePlace["part"], span: string]>([
    ["the value of a key", ["kind"], "value", "1:7+6"],
    ["the key itself", ["kind"], "key", "1:1+4"],
    ["an entry of a list", ["spec", "roles", 0], "value", "4:7+5"],
    ["a key inside an entry", ["spec", "roles", 1, "name"], "key", "5:9+4"],
    ["a quoted key, with its quotes", ["spec", "e mail"], "key", "6:3+8"],
    ["a block text, at its mark", ["spec", "note"], "value", "7:9+1"],
    ["a value that is not there, at its key", ["spec", "none"], "value", "9:3+4"],
    ["a key that does not exist, at what should hold it", ["spec", "email"], "value", "2:1+4"],
    ["a way that ends early, at its last step", ["spec", "roles", 0, "x", "y"], "value", "4:7+5"],
    ["an entry beyond the end of a list, at the list's key", ["spec", "roles", 7], "value", "3:3+5"],
    ["the root, at its first line", [], "value", "1:1+12"],
    ["a key that the root lacks, at the root", ["metadata"], "value", "1:1+12"],
  ])("%s", (_name, path, part, span) => {
    expect(spanOfNode(text, path, part)).toBe(span);
  });

  test("is found in its own document", () => {
    const several = "# none here\n---\na: 1\n---\na: 2\n";
    expect(locatePlace({ file, document: 1, path: ["a"], part: "value" }, several)).toMatchObject({
      line: 5,
      column: 4,
    });
  });

  test("is found where a line end or a character was refused before it", () => {
    expect(spanOfNode("a: \0x\rb: 2", ["b"])).toBe("2:4+1");
  });

  test("of a document that does not exist is the start of the file", () => {
    expect(locatePlace({ file, document: 3, path: [], part: "value" }, "a: 1\n")).toMatchObject({ line: 1, column: 1 });
  });
});

describe("what is shown", () => {
  test("a file without a text has a first position and no line", () => {
    expect(createLocator(new Map())({ file, start: 0, end: 0 })).toEqual({ file, line: 1, column: 1, width: 1 });
  });

  test("secrets are stars, and everything else stays where it is", () => {
    const token = `ghp_${"aB3".repeat(12)}`;
    const span = spanAt(`a: ${token} # é\n`, 44, 45);
    expect(span.text).toBe(`a: ${"*".repeat(40)} # é`);
    expect(span.column).toBe(45);
  });

  test("whatever stands beside a key that promises a secret is stars", () => {
    expect(spanAt("password: hunter2\n", 0, 8).text).toBe("password: *******");
  });

  test("the lines of a private key are stars", () => {
    const privateKey = ["PRIVATE", "KEY"].join(" ");
    const key = `-----BEGIN ${privateKey}-----\n  c2VjcmV0\n  -----END ${privateKey}-----\n`;
    expect(spanAt(`a: |\n  ${key}`, 40, 41).text).toMatch(/^\*+$/);
  });
});
