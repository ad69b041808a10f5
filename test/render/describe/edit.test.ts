import { expect, test } from "vitest";

import type { Json } from "../../../src/model/json.ts";
import { describeEdit } from "../../../src/render/describe/edit.ts";

/** The rows of an edit as a terminal shows them, without indentation of their own. */
function rows(before: Json | undefined, after: Json | undefined): readonly string[] {
  const view = describeEdit({ path: "/field", before, after });
  if (view.form === "scalar") return [`${view.sign} ${view.before ?? ""} -> ${view.after ?? ""}`];
  return view.lines.map(({ sign, text, note }) => (note === true ? `(${text})` : `${sign} ${text}`));
}

const cases: readonly (readonly [string, readonly [Json | undefined, Json | undefined], readonly string[]])[] = [
  ["texts stand in quotes", ["A", 'B "b" \\'], ['~ "A" -> "B \\"b\\" \\\\"']],
  ["numbers and booleans stand as they are", [1, true], ["~ 1 -> true"]],
  ["a new list stands on one line", [undefined, ["Admin", "Member"]], ["+  -> [Admin, Member]"]],
  ["an emptied list loses its items", [["a"], []], ["- a"]],
  [
    "items that go and come are listed",
    [
      ["a", "b"],
      ["b", "c"],
    ],
    ["- a", "+ c", "(1 unchanged)"],
  ],
  [
    "items that stay may change places",
    [
      ["a", "b", "c"],
      ["c", "a", "d"],
    ],
    ["- b", "+ d", "(2 unchanged, in another order)"],
  ],
  [
    "equal items are matched one to one",
    [
      ["a", "a"],
      ["a", "b"],
    ],
    ["- a", "+ b", "(1 unchanged)"],
  ],
  [
    "a changed order alone is shown as such",
    [
      ["a", "b"],
      ["b", "a"],
    ],
    ["- a", "  b", "+ a"],
  ],
  ["text of several lines is compared by line", ["a\nb\n", "a\nc\n"], ["  a", "- b", "+ c", "  "]],
  ["a new tree stands under plus signs", [undefined, { all: [{ a: 1 }] }], ["+ all:", "+   - a: 1"]],
  ["a removed tree stands under minus signs", [{ a: { b: [] } }, undefined], ["- a:", "-   b: []"]],
  ["text that could be misread is quoted", [undefined, { a: "yes", b: "x: y" }], ['+ a: "yes"', '+ b: "x: y"']],
];

test.each(cases)("%s", (_name, [before, after], expected) => {
  expect(rows(before, after)).toEqual(expected);
});

test("unchanged lines far from a change are counted", () => {
  const numbered = Array.from({ length: 12 }, (_item, at) => ({ at }));
  const changed = numbered.with(6, { at: 60 });
  expect(rows(numbered, changed)).toEqual([
    "(… 4 unchanged lines)",
    "  - at: 4",
    "  - at: 5",
    "- - at: 6",
    "+ - at: 60",
    "  - at: 7",
    "  - at: 8",
    "(… 3 unchanged lines)",
  ]);
});

test("a field's name is the way to it", () => {
  expect(describeEdit({ path: "/version/variants/0/a~1b", before: 1, after: 2 }).name).toBe("version.variants.0.a/b");
});

test("a comparison that would take too long ends with a line that says so", () => {
  const before = Array.from({ length: 8000 }, (_item, at) => `old ${at}`).join("\n");
  const after = Array.from({ length: 8000 }, (_item, at) => `new ${at}`).join("\n");
  expect(rows(before, after)).toEqual(["(too many lines differ to be shown: 8,000 before, 8,000 after)"]);
});
