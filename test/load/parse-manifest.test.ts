import { describe, expect, test } from "vitest";

import { parseManifest } from "../../src/load/parse-manifest.ts";
import { firstProblemIn, problemsIn, valuesIn } from "./problems-in.ts";

function list(length: number): string {
  return Array.from({ length }, () => "1").join(",");
}

const githubToken = `ghp_${"aB3".repeat(12)}`;

describe("the bad inputs of the threat model are refused where they stand", () => {
  test.each<[name: string, text: string, problems: readonly string[]]>([
    ["C01 an empty file", "", ["empty-document 1:1"]],
    ["C02 a file with only a comment", "# hi\n", ["empty-document 1:1"]],
    ["C03 a null at the root", "~\n", ["root-not-mapping 1:1"]],
    ["C03 a text at the root", "hello\n", ["root-not-mapping 1:1"]],
    ["C03 a list at the root", "- a: 1\n", ["root-not-mapping 1:1"]],
    ["C06 a byte order mark in a key", "a: 1\nb\uFEFF: 2\n", ["invisible-character 2:2"]],
    ["C09 a NUL in a string", 'a: "x\0y"\n', ["control-character 1:6"]],
    ["C09 a NUL written as an escape", 'a: "x\\0y"\n', ["control-character 1:4"]],
    ["C10 lone CR line ends, said once", "a: 1\rb: 2\rc: 3\r", ["line-break-cr 1:5"]],
    ["C24 a key twice", "role: Member\nrole: Owner\n", ["duplicate-key 2:1"]],
    ["C25 a key twice, once escaped", 'role: Member\n"\\u0072ole": Owner\n', ["duplicate-key 2:1"]],
    ["C26 a number as key", '1: a\n"1": b\n', ["non-string-key 1:1"]],
    ["C28 a key in composed and in decomposed form", "caf\u00E9: 1\ncafe\u0301: 1\n", ["key-not-nfc 2:1"]],
    ["C29 a zero-width space in a key", "ro\u200Ble: Owner\n", ["invisible-character 1:3"]],
    ["C31 a merge key", "b: &b {role: Owner}\nm:\n  <<: *b\n", ["anchor-refused 1:4", "merge-key-refused 3:3"]],
    ["C32 a version directive", "%YAML 1.1\n---\nadmin: yes\n", ["directive-refused 1:1"]],
    ["C34 a tag directive", "%TAG ! tag:evil,2000:\n---\na: 1\n", ["directive-refused 1:1"]],
    ["C34 a directive between documents", "a: 1\n---\n%YAML 1.1\n---\nb: 2\n", ["directive-refused 3:1"]],
    ["C35 a tag", "a: !Owner x\n", ["tag-refused 1:4"]],
    ["C35 a tag of another language", 'a: !!js/function "x"\n', ["tag-refused 1:4"]],
    ["C35 a tag that changes nothing", "a: !!str x\n", ["tag-refused 1:4"]],
    ["C37 an anchor that holds itself", "a: &a [*a]\n", ["anchor-refused 1:4"]],
    ["C39 an alias of nothing", "a: *nope\n", ["alias-refused 1:4"]],
    [
      "C40 aliases of aliases",
      "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
      ["anchor-refused 1:4", "anchor-refused 2:4"],
    ],
    ["C41 nesting beyond 32 levels", "[".repeat(600), ["too-deep 1:33"]],
    ["C42 nesting that would exhaust the stack", "[".repeat(5_000), ["too-deep 1:33"]],
    ["C41 nesting in blocks", `a:\n  ${"- ".repeat(40)}x\n`, ["too-deep 2:65"]],
    ["C43 a list as key", "? [a, b]\n: 1\n", ["non-string-key 1:3"]],
    ["C44 a tab as indentation", "a:\n\tb: 1\n", ["tab-indent 2:1"]],
    ["C46 a bracket that never closes", "a: [1, 2\n", ["unclosed-flow 1:4"]],
    ["C46 brackets that never close, said once and of the innermost", "a: [1, [2, {b: 3\n", ["unclosed-flow 1:12"]],
    ["C46 a bracket that a brace closes", "a: [1, {b: 2]\n", ["unclosed-flow 1:8"]],
    ["C46 a brace that never closes", "a:\n  - {x: 1\n  - {y: 2}\n", ["unclosed-flow 2:5"]],
    ["C47 a quote that never closes", 'a: "abc\n', ["unclosed-quote 1:4"]],
    ["C47 an apostrophe that never closes", "a: 'abc\nb: 1\n", ["unclosed-quote 1:4"]],
    ["C47 a quote that closes only with an escaped one", 'a: "abc\\"\n', ["unclosed-quote 1:4"]],
    ["C47 an apostrophe that closes only with a doubled one", "a: 'abc''", ["unclosed-quote 1:4"]],
    ["a space that is none as indentation", "a:\n\u00A0\u00A0b: 1\n", ["invisible-character 2:1"]],
    ["C49 a reserved character", "owner: @team\n", ["reserved-start 1:8"]],
    ["C49 a backquote", "owner: `team`\n", ["reserved-start 1:8"]],
    ["C51 a character that reverses the text after it", "name: x\u202Ey\n", ["bidi-character 1:8"]],
    ["C51 the same as an escape", 'name: "x\\u202Ey"\n', ["bidi-character 1:7"]],
    ["C55 an exponent that is no number", "uid: 0e12345\n", ["ambiguous-number 1:6"]],
    ["C56 more digits than a number holds", "uid: 12345678901234567890\n", ["ambiguous-number 1:6"]],
    ["C57 a leading zero", "n: 0123\n", ["ambiguous-number 1:4"]],
    ["C59 a key with nothing after it", "spec:\n  role:\n", ["null-not-allowed 2:3"]],
    ["C59 a null that is written", "role: null\n", ["null-not-allowed 1:7"]],
    ["C59 an entry of a list with nothing in it", "roles:\n  - a\n  - ~\n", ["null-not-allowed 3:5"]],
    ["C67 a key that changes the prototype", "__proto__: {role: Owner}\n", ["forbidden-key 1:1"]],
    [
      "C67 a key that names the constructor",
      "a: {constructor: 1, prototype: 2}\n",
      ["forbidden-key 1:5", "forbidden-key 1:21"],
    ],
    ["C72 an expression of a workflow", "role: ${{ secrets.X }}\n", ["interpolation-not-supported 1:7"]],
    ["C72 a variable inside a text", 'path: "at ${HOME}/x"\n', ["interpolation-not-supported 1:11"]],
    ["C72 a variable written with an escape", 'path: "\\x24{HOME}"\n', ["interpolation-not-supported 1:7"]],
    ["C72 an expression of a chart", "role: {{ .Values.role }}\n", ["interpolation-not-supported 1:7"]],
    ["C73 a token as value", `note: ${githubToken}\n`, ["secret-in-manifest 1:7"]],
    ["C73 a token written with an escape", `note: "\\x67${githubToken.slice(1)}"\n`, ["secret-in-manifest 1:7"]],
    ["C73 a token that its key gives away", "authtoken: blt0123456789abcdef\n", ["secret-in-manifest 1:12"]],
    ["C73 a token in a comment", `a: 1 # ${githubToken}\n`, ["secret-in-manifest 1:8"]],
  ])("%s", (_name, text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });
});

describe("limits", () => {
  test.each<[name: string, text: string, problems: readonly string[]]>([
    ["32 levels are accepted", `a: ${"[".repeat(31)}${"]".repeat(31)}\n`, []],
    ["33 levels are refused", `a: ${"[".repeat(32)}${"]".repeat(32)}\n`, ["too-deep 1:35"]],
    ["a key of 256 characters is accepted", `${"k".repeat(256)}: 1\n`, []],
    ["a key of 257 characters is refused", `${"k".repeat(257)}: 1\n`, ["key-too-long 1:1"]],
    ["a key of 2,000 characters is refused for the same reason", `${"k".repeat(2_000)}: 1\n`, ["key-too-long 1:1"]],
    ["keys are counted in characters, not in code units", `${"\u{1F600}".repeat(256)}: 1\n`, []],
    ["a value of 64 KiB is accepted", `a: ${"x".repeat(65_536)}\n`, []],
    ["a value beyond 64 KiB is refused", `a: ${"x".repeat(65_537)}\n`, ["scalar-too-long 1:4"]],
    ["values are counted in bytes", `a: ${"\u00E9".repeat(32_769)}\n`, ["scalar-too-long 1:4"]],
    // The map, its key and the list are nodes as well.
    ["200,001 nodes are refused", `a: [${list(199_998)}]\n`, ["too-many-nodes 1:399999"]],
  ])("%s", (_name, text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });

  test.each<[name: string, text: string]>([
    ["entries of a list that hold nothing", `a:\n${"-\n".repeat(200_001)}`],
    ["commas with nothing between them", `a: [${",".repeat(200_001)}]\n`],
  ])("%s count as nodes", (_name, text) => {
    expect(firstProblemIn(text).code).toBe("too-many-nodes");
    expect(problemsIn(text)).toHaveLength(1);
  });

  test("a document with more than a hundred mistakes in its structure is not looked at further", () => {
    const mistakes = (count: number): string => Array.from({ length: count }, (_, at) => `k${at}: !t x\n`).join("");
    expect(problemsIn(`${mistakes(100)}a: 0123\n`)).toHaveLength(101);
    expect(problemsIn(`${mistakes(101)}a: 0123\n`)).toHaveLength(101);
  });

  test("nodes are counted over all documents of a file", () => {
    const half = `a: [${list(100_000)}]\n`;
    expect(problemsIn(half)).toEqual([]);
    expect(problemsIn(`${half}---\n${half}`)).toEqual(["too-many-nodes 3:199993"]);
  });
});

describe("what is accepted", () => {
  test.each<[name: string, text: string, values: readonly unknown[]]>([
    ["yes and no stay texts", "a: yes\nb: no\nc: on\n", [{ a: "yes", b: "no", c: "on" }]],
    ["true and false are booleans", "a: true\nb: False\n", [{ a: true, b: false }]],
    ["numbers that come back as they were written", "a: 0\nb: -12\nc: 1.5\n", [{ a: 0, b: -12, c: 1.5 }]],
    ["a quoted number is a text", "a: '0123'\n", [{ a: "0123" }]],
    ["dates and versions are texts", "a: 2024-01-01\nb: 1.2.3\n", [{ a: "2024-01-01", b: "1.2.3" }]],
    ["block texts", "a: |\n  x\n  y\nb: >-\n  x\n  y\n", [{ a: "x\ny\n", b: "x y" }]],
    ["JSON", '{"a": 1, "b": [true, "x"]}', [{ a: 1, b: [true, "x"] }]],
    ["a leading byte order mark", "\uFEFFa: 1\n", [{ a: 1 }]],
    ["CRLF line ends", "a: |\r\n  x\r\n  y\r\nb: 1\r\n", [{ a: "x\ny\n", b: 1 }]],
    ["emoji sequences", "a: 👩‍💻 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿\n", [{ a: "👩‍💻 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿" }]],
    ["a joiner where the script needs it", "a: می\u200Cخواهم\n", [{ a: "می\u200Cخواهم" }]],
    ["a quoted key that looks like a number", '"1": a\n', [{ 1: "a" }]],
    ["a quoted key that looks like a merge key", '"<<": a\n', [{ "<<": "a" }]],
    ["a space that does not break, inside a text", "a: x\u00A0y\n", [{ a: "x\u00A0y" }]],
    ["an empty text and an empty list", "a: ''\nb: []\nc: {}\n", [{ a: "", b: [], c: {} }]],
    ["a dollar sign and single braces", "a: $5 {x} $HOME\n", [{ a: "$5 {x} $HOME" }]],
    ["several documents", "a: 1\n---\nb: 2\n", [{ a: 1 }, { b: 2 }]],
    ["a comment before the first document", "# c\n---\na: 1\n", [{ a: 1 }]],
    ["a trailing document marker", "a: 1\n---\n", [{ a: 1 }]],
    ["a trailing document marker with a comment", "a: 1\n---\n# end\n", [{ a: 1 }]],
    ["a trailing end marker", "a: 1\n...\n", [{ a: 1 }]],
  ])("%s", (_name, text, values) => {
    expect(valuesIn(text)).toEqual(values);
  });

  test("the members of a value are its own, whatever their names are", () => {
    expect(valuesIn("toString: 1\nhasOwnProperty: 2\n")).toEqual([{ toString: 1, hasOwnProperty: 2 }]);
  });
});

describe("documents", () => {
  test("carry their number in the file and the position of their root", () => {
    const text = "# people\n---\na: 1\n---\n\n  b: 2\n";
    expect(parseManifest("people.yaml", text).documents).toEqual([
      { file: "people.yaml", document: 0, value: { a: 1 }, line: 3, column: 1 },
      { file: "people.yaml", document: 1, value: { b: 2 }, line: 6, column: 3 },
    ]);
  });

  test("an empty one between two others is a mistake, and the others are kept", () => {
    const { documents } = parseManifest("a.yaml", "a: 1\n---\n---\nb: 2\n");
    expect(problemsIn("a: 1\n---\n---\nb: 2\n")).toEqual(["empty-document 2:1"]);
    expect(documents.map(({ document, value }) => [document, value])).toEqual([
      [0, { a: 1 }],
      [2, { b: 2 }],
    ]);
  });

  test("one with a problem is left out, and the others are kept", () => {
    const { documents } = parseManifest("a.yaml", "a: 1\n---\nb: &b 2\n---\nc: 3\n");
    expect(documents.map(({ document }) => document)).toEqual([0, 2]);
  });

  test("one with a key without a value is kept, so that what else is wrong with it can be said", () => {
    const { documents, diagnostics } = parseManifest("a.yaml", "b:\n");
    expect(documents.map(({ value }) => value)).toEqual([{ b: null }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["null-not-allowed"]);
  });

  test("none is kept of a text that could mislead its reader", () => {
    expect(parseManifest("a.yaml", "a: 1\n---\nb: x\u200By\n").documents).toEqual([]);
  });
});

describe("what a problem says", () => {
  test("a second key points at the first one", () => {
    expect(firstProblemIn("role: Member\nrole: Owner\n")).toEqual({
      code: "duplicate-key",
      severity: "error",
      args: { key: "role" },
      place: { file: "a.yaml", start: 13, end: 17 },
      related: [{ file: "a.yaml", start: 0, end: 4 }],
    });
  });

  test("an anchor points at its aliases", () => {
    expect(firstProblemIn("a: &x 1\nb: *x\nc: *x\n").related).toEqual([
      { file: "a.yaml", start: 11, end: 13 },
      { file: "a.yaml", start: 17, end: 19 },
    ]);
  });

  test.each<[text: string, args: object]>([
    ["a\u200Bb: 1\n", { character: "U+200B" }],
    ["a: 0123\n", { value: "0123" }],
    ["a: ${HOME}\n", { expression: "${HOME}" }],
    ["a: @x\n", { character: "@" }],
    ["a: !x y\n", { tag: "!x" }],
    ["%YAML 1.1\n---\na: 1\n", { directive: "%YAML" }],
    ["a: {b: 1\n", { bracket: "{" }],
    ["a: 'b\n", { quote: "'" }],
    ["a:\n", { key: "a" }],
    ["- a\n", { found: "list" }],
    ["12\n", { found: "number" }],
    [`a: ${"[".repeat(40)}`, { limit: 32 }],
    [`note: ${githubToken}\n`, { looksLike: "GitHub token" }],
  ])("%j carries %j", (text, args) => {
    expect(firstProblemIn(text).args).toEqual(args);
  });

  test("a secret is never repeated, not even by a problem beside it", () => {
    const text = `${githubToken}: 1\n${githubToken}: 2\n`;
    const { diagnostics } = parseManifest("a.yaml", text);
    expect(diagnostics.map(({ code }) => code)).toContain("duplicate-key");
    expect(JSON.stringify(diagnostics)).not.toContain(githubToken);
  });
});

describe("several problems", () => {
  test("are all reported, in the order of the text", () => {
    const text = "a: 0123\nb:\nc: !x y\nd: x\u200Bz\ne: @f\n";
    expect(problemsIn(text)).toEqual([
      "ambiguous-number 1:4",
      "null-not-allowed 2:1",
      "tag-refused 3:4",
      "invisible-character 4:5",
      "reserved-start 5:4",
    ]);
  });

  test("a merge conflict over several documents is one problem", () => {
    const text = "a: 1\n<<<<<<< HEAD\nb: 2\n---\nc: 3\n=======\nd: 4\n>>>>>>> topic\n";
    expect(problemsIn(text)).toEqual(["yaml-syntax 2:1"]);
  });

  test("neighbouring characters of one sort are one problem", () => {
    expect(problemsIn("a: x\u200B\u200C\u200Bz \u200B\n")).toEqual([
      "invisible-character 1:5",
      "invisible-character 1:10",
    ]);
  });

  test("whatever follows a quote that never closes is not judged", () => {
    expect(problemsIn('a: 0123\nb: "x\nc:\nd: [1\n')).toEqual(["ambiguous-number 1:4", "unclosed-quote 2:4"]);
    expect(problemsIn("a: [1\nb: 0123\n")).toEqual(["unclosed-flow 1:4"]);
  });
});
