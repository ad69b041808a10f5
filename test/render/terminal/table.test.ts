import { expect, test } from "vitest";

import type { Column } from "../../../src/render/terminal/table.ts";
import { renderTable } from "../../../src/render/terminal/table.ts";

interface Row {
  readonly title: string;
  readonly product: string;
}

const columns: readonly Column<Row>[] = [
  { heading: "TITLE", value: ({ title }) => title, ink: () => "changed" },
  { heading: "PRODUCT", value: ({ product }) => product },
];
const rows: readonly Row[] = [
  { title: "Content Manager", product: "cms" },
  { title: "編集者", product: "assets" },
];

test("columns are as wide as their widest value", () => {
  expect(renderTable(rows, columns, { colour: false, width: 80 })).toBe(
    ["TITLE            PRODUCT", "Content Manager  cms", "編集者           assets", ""].join("\n"),
  );
});

test("a table wider than the terminal becomes blocks of labelled lines", () => {
  expect(renderTable(rows, columns, { colour: false, width: 23 })).toBe(
    ["TITLE      Content", "           Manager", "  PRODUCT  cms", "TITLE      編集者", "  PRODUCT  assets", ""].join(
      "\n",
    ),
  );
});

test("values take the colour of their meaning", () => {
  const [, first] = renderTable(rows, columns, { colour: true, width: 80 }).split("\n");
  expect(first).toBe("\u001b[33mContent Manager  \u001b[0mcms");
});

test("no row gives no text", () => {
  expect(renderTable([], columns, { colour: false, width: 80 })).toBe("");
});

test("an escape sequence in a value is shown and not sent", () => {
  const hostile = [{ title: "\u001b[2J", product: "cms" }];
  expect(renderTable(hostile, columns, { colour: false, width: 80 })).toContain("\\u{1b}[2J  cms");
});
