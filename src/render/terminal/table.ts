import { displayWidth } from "../text/display-width.ts";
import { visibleText } from "../text/visible-text.ts";
import { hanging, inked, line } from "./line.ts";
import type { Line } from "./line.ts";
import { printLines } from "./print-lines.ts";
import type { Ink, Style } from "./style.ts";

/** One column of a table. */
export interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => string;
  readonly ink?: (row: Row) => Ink | undefined;
}

const gap = "  ";

// Columns by which a block's further lines stand further in than its first.
const inset = 2;

/**
 * A table for a terminal, columns as wide as their widest value. Where it is wider than the terminal, each row becomes
 * a block of labelled lines instead. Nothing for no rows.
 */
export function renderTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], style: Style): string {
  if (rows.length === 0) return "";
  const widths = columns.map(({ heading, value }) => widestOf([heading, ...rows.map(value)]));
  const total = widths.reduce((sum, width) => sum + width, gap.length * (columns.length - 1));
  const lines =
    total <= style.width ? tableLines(rows, columns, widths) : rows.flatMap((row) => blockLines(row, columns));
  return printLines(lines, style);
}

function tableLines<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  widths: readonly number[],
): readonly Line[] {
  const heading = columns.map(({ heading: text }, at) => inked("heading", pad(text, columnWidth(widths, at))));
  const body = rows.map((row) =>
    line(0, ...columns.map((column, at) => inked(column.ink?.(row), pad(column.value(row), columnWidth(widths, at))))),
  );
  return [line(0, ...heading), ...body];
}

// Nothing follows the last column, so it needs no padding.
function columnWidth(widths: readonly number[], at: number): number {
  return at === widths.length - 1 ? 0 : (widths[at] ?? 0) + gap.length;
}

function blockLines<Row>(row: Row, columns: readonly Column<Row>[]): readonly Line[] {
  const labelWidth = widestOf(columns.map(({ heading }) => heading)) + inset + gap.length;
  // What is empty says nothing, except what the block is about.
  const said = columns.filter((column, at) => at === 0 || column.value(row) !== "");
  return said.map((column, at) => {
    const indent = at === 0 ? 0 : inset;
    const label = inked("dim", pad(column.heading, labelWidth - indent));
    return hanging(indent, labelWidth, [label, inked(column.ink?.(row), column.value(row))]);
  });
}

function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, displayWidth(visibleText(text))), 0);
}

function pad(text: string, width: number): string {
  const visible = visibleText(text);
  return visible + " ".repeat(Math.max(0, width - displayWidth(visible)));
}
