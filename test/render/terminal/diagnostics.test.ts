import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import type { Place, Span } from "../../../src/model/place.ts";
import { renderDiagnostics } from "../../../src/render/terminal/diagnostics.ts";
import { displayWidth } from "../../../src/render/text/display-width.ts";
import { hostileText } from "../hostile-text.ts";

const style = { colour: false, width: 100 };

function unknownKey(file: string, start = 0): Diagnostic {
  return {
    code: "unknown-key",
    severity: "error",
    args: { key: "rolse", known: [] },
    place: { file, start, end: start },
  };
}

function spanOf(text: string, column: number, width: number): (place: Place) => Span {
  return ({ file }) => ({ file, line: 7, column, width, text });
}

/** The line of an excerpt and the carets below it, without the gutter. */
function excerpt(text: string, column: number, width: number): readonly string[] {
  const rows = renderDiagnostics([unknownKey("a.yaml")], spanOf(text, column, width), { colour: false, width: 46 });
  return rows
    .split("\n")
    .slice(3, 5)
    .map((row) => row.slice(5));
}

test("a problem shows its sentence, its place, the line with carets, related places and advice", () => {
  const problem: Diagnostic = {
    code: "unknown-reference",
    severity: "error",
    args: { kind: "Role", name: "editr", nearest: "editor", known: ["editor", "owner", "viewer"] },
    place: { file: "members/ada.yaml", start: 0, end: 5 },
    related: [{ file: "members/ben.yaml", start: 0, end: 5 }],
  };
  const rendered = renderDiagnostics([problem], spanOf("  administrationRoles: [editr]", 25, 5), style);
  expect(rendered).toMatchInlineSnapshot(`
    "error: role \`editr\` does not exist
      --> members/ada.yaml:7:25
       |
     7 |   administrationRoles: [editr]
       |                         ^^^^^
       note: see also members/ben.yaml:7:25
       help: did you mean \`editor\`? known roles: editor, owner, viewer

    1 error in 1 file
    "
  `);
});

test("problems stand in the order of files, lines and columns, those without a file last", () => {
  const spans: Record<number, [number, number]> = { 0: [9, 1], 1: [2, 8], 2: [2, 3] };
  const locate = (place: Place): Span => {
    const [line, column] = spans["start" in place ? place.start : 0] ?? [1, 1];
    return { file: place.file, line, column, width: 1 };
  };
  const diagnostics = [
    { ...unknownKey("b.yaml"), place: undefined },
    unknownKey("b.yaml", 1),
    unknownKey("a.yaml", 0),
    unknownKey("a.yaml", 1),
    unknownKey("a.yaml", 2),
  ];
  const places = renderDiagnostics(diagnostics, locate, style).match(/(?<=--> ).*/g);
  expect(places).toEqual(["a.yaml:2:3", "a.yaml:2:8", "a.yaml:9:1", "b.yaml:2:8"]);
});

test("a place that cannot be worked out is shown as its file", () => {
  expect(renderDiagnostics([unknownKey("a.yaml")], () => undefined, style)).toContain("\n --> a.yaml\n");
});

test("after a hundred problems the rest is counted", () => {
  const many = Array.from({ length: 123 }, () => unknownKey("a.yaml"));
  const rows = renderDiagnostics(many, () => undefined, style).split("\n");
  expect(rows.filter((row) => row.startsWith("error:"))).toHaveLength(100);
  expect(rows.slice(-4)).toEqual(["and 23 more", "", "123 errors in 1 file", ""]);
});

test("the summary counts errors, warnings and files", () => {
  const warning: Diagnostic = { ...unknownKey("c.yaml"), severity: "warning" };
  const rendered = renderDiagnostics([unknownKey("a.yaml"), unknownKey("b.yaml"), warning], () => undefined, style);
  expect(rendered).toMatch(/\n2 errors, 1 warning in 3 files\n$/);
});

test("no problem gives no text", () => {
  expect(renderDiagnostics([], () => undefined, style)).toBe("");
});

test.each([
  ["a tab before the target", { text: "\tkey: x", column: 2, width: 3 }, ["    key: x", "    ^^^"]],
  ["wide characters before the target", { text: "名前: x", column: 5, width: 1 }, ["名前: x", "      ^"]],
  ["a wide target", { text: "a: 名前", column: 4, width: 2 }, ["a: 名前", "   ^^^^"]],
  ["an accent of its own before the target", { text: "e\u0301: x", column: 5, width: 1 }, ["e\u0301: x", "   ^"]],
  [
    "an invisible character as the target",
    { text: "ro\u200ble", column: 3, width: 1 },
    ["ro\\u{200b}le", "  ^^^^^^^^"],
  ],
  ["an escape sequence in the line", { text: "\u001b[31mx", column: 6, width: 1 }, ["\\u{1b}[31mx", "          ^"]],
  ["a target behind the last character", { text: "key:", column: 5, width: 1 }, ["key: ", "    ^"]],
  ["an empty line", { text: "", column: 1, width: 1 }, [" ", "^"]],
] as const)("carets stand right below %s", (_name, { text, column, width }, rows) => {
  expect(excerpt(text, column, width)).toEqual(rows);
});

test("a long line is shown as a window around the target", () => {
  const line = `${"a".repeat(200)}TARGET${"b".repeat(200)}`;
  expect(excerpt(line, 201, 6)).toEqual([
    `…${"a".repeat(13)}TARGET${"b".repeat(20)}…`,
    `${" ".repeat(14)}${"^".repeat(6)}`,
  ]);
});

test("a target longer than the window is marked up to its edge", () => {
  const [line = "", carets = ""] = excerpt("x".repeat(300), 1, 300);
  expect(line).toBe(`${"x".repeat(39)}…`);
  expect(carets).toBe("^".repeat(39));
});

test("whatever the line, carets and text stay within the width", () => {
  const anyLine = fc.array(hostileText, { maxLength: 8 }).map((texts) => texts.join("").replaceAll("\n", " "));
  fc.assert(
    fc.property(anyLine, fc.nat(200), fc.integer({ min: 1, max: 50 }), (text, column, width) => {
      const rendered = renderDiagnostics([unknownKey("a.yaml")], spanOf(text, column + 1, width), {
        colour: false,
        width: 50,
      });
      for (const row of rendered.split("\n")) {
        expect(displayWidth(row)).toBeLessThanOrEqual(50);
        expect(row).not.toMatch(/\p{Cc}/u);
      }
      expect(rendered).toContain("^");
    }),
  );
});
