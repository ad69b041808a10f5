import { describe, expect, test } from "vitest";

import { createLocator } from "../../src/load/locate.ts";
import { parseManifest } from "../../src/load/parse-manifest.ts";

describe("a slip in the syntax is one problem, in plain words, where it is", () => {
  test.each<[name: string, text: string, position: string, reason: RegExp]>([
    ["a missing colon", "a: 1\nrole Admin\nb: 2\n", "2:1", /`:` is missing after this key/],
    ["a missing colon on the last line", "a: 1\nrole Admin\n", "2:1", /`:` is missing after this key/],
    ["a missing colon on the first line", "hello world\na: 1\n", "1:1", /`:` is missing after this key/],
    ["a missing space after a colon", "a: 1\nb:2\nc: 3\n", "2:2", /a space is missing after `:`/],
    ["a line indented less than its neighbours", "a:\n  b: 1\n c: 2\n", "3:2", /indentation/],
    ["a line indented deeper than its neighbours", "a:\n  b: 1\n    c: 2\nd: 1\n", "3:5", /indented deeper/],
    ["a first line indented deeper", " a: 1\nb: 2\n", "2:1", /indentation/],
    ["a list indented less than its first entry", "a:\n  - x\n - y\n", "3:2", /indentation/],
    ["a key among the entries of a list", "a:\n  - x\n  b: 1\n", "3:3", /indentation/],
    ["an entry of a list among keys", "a:\n  b: 1\n  - x\n", "3:3", /entry of a list/],
    ["a colon inside a value", "title: Hello: world\nb: 1\n", "1:8", /must be quoted/],
    ["a missing comma between quoted entries", 'a: ["x" "y"]\n', "1:9", /`,` is missing/],
    ["a missing comma between keys", "a: {x: 1 y: 2}\n", "1:8", /`,` is missing/],
    ["a comma too many", "a: [1,, 2]\n", "1:7", /`,` too many/],
    ["text after a quoted value", 'a: "x" y\nb: 1\n', "1:8", /text after the value/],
    ["a closing bracket too many", "a: [1]]\nb: 1\n", "1:7", /closing bracket too many/],
    ["a list on the line of its key", "a: - x\n", "1:4", /line below its key/],
    ["text on the line of a block mark", "a: |x\n", "1:5", /line below `\|`/],
    ["a block text that ends too early", "a: |\n    x\n  y\n", "3:3", /indentation/],
    ["an escape nobody knows", 'a: "\\q"\n', "1:5", /escape/],
    ["a comment without a space before it", 'a: "x"#c\n', "1:7", /before `#`/],
    ["a document on the line of its marker", "--- a: 1\n", "1:5", /line after `---`/],
    ["a key over two lines", '"a\n b": 1\n', "1:1", /must stand on one line/],
    ["a merge conflict", "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "2:1", /merge conflict/],
  ])("%s", (_name, text, position, reason) => {
    const { documents, diagnostics } = parseManifest("a.yaml", text);
    const locate = createLocator(new Map([["a.yaml", text]]));
    const [found] = diagnostics;
    expect(diagnostics).toHaveLength(1);
    expect(documents).toEqual([]);
    expect(found?.code).toBe("yaml-syntax");
    expect(found?.args["reason"]).toMatch(reason);
    const { line, column } = locate(found?.place ?? { file: "", start: 0, end: 0 });
    expect(`${line}:${column}`).toBe(position);
  });

  test("tabs are said once, though an editor writes them on every line", () => {
    const { diagnostics } = parseManifest("a.yaml", "a:\n\tb: 1\n\tc: 2\n\td: 3\n");
    expect(diagnostics.map(({ code }) => code)).toEqual(["tab-indent"]);
  });

  test("tabs inside brackets are said to be tabs, not an open bracket", () => {
    const { diagnostics } = parseManifest("a.yaml", "a: {\n\tb: 1\n}\nc: 2\n");
    expect(diagnostics.map(({ code }) => code)).toEqual(["tab-indent"]);
  });

  test("slips on different lines are different problems", () => {
    const { diagnostics } = parseManifest("a.yaml", 'a: "\\q"\nb: @x\nrole Admin\nc: 1\n');
    expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax", "reserved-start", "yaml-syntax"]);
  });
});
