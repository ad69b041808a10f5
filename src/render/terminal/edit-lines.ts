import type { EditSign, EditView, LinesView, ScalarView } from "../describe/edit.ts";
import type { DiffLine } from "../describe/line-diff.ts";
import { displayWidth } from "../text/display-width.ts";
import { visibleText } from "../text/visible-text.ts";
import { hanging, inked, line } from "./line.ts";
import type { Line } from "./line.ts";
import type { Ink, Style } from "./style.ts";

const widestName = 24;
const leastWidthToAlign = 60;

/** Where the edits of one change are drawn. */
export interface EditLayout {
  readonly indent: number;
  /** Columns kept for names, so that values stand below each other. */
  readonly nameWidth: number;
  readonly width: number;
}

/** How wide the column of names is: values are aligned where the terminal has room and names are of a size. */
export function nameColumn(views: readonly EditView[], style: Style): number {
  if (style.width < leastWidthToAlign) return 0;
  const widths = views.filter(({ form }) => form === "scalar").map(({ name }) => displayWidth(visibleText(name)));
  return Math.max(0, ...widths.filter((width) => width <= widestName));
}

/** One field's edit. */
export function editLines(view: EditView, layout: EditLayout): readonly Line[] {
  return view.form === "scalar" ? scalarLines(view, layout) : treeOfLines(view, layout);
}

const inks: Readonly<Record<EditSign | " ", Ink>> = { "+": "added", "~": "changed", "-": "removed", " ": "dim" };

function scalarLines(
  { sign, name, before, after }: ScalarView,
  { indent, nameWidth, width }: EditLayout,
): readonly Line[] {
  const padding = " ".repeat(Math.max(0, nameWidth - displayWidth(visibleText(name))));
  const head = [inked(inks[sign], sign), ` ${name}:`];
  if (before === undefined) return [line(indent, ...head, ` ${padding}${after ?? ""}`)];
  if (after === undefined) return [line(indent, ...head, ` ${padding}${before}`)];
  const text = `${name}: ${padding}${before} -> ${after}`;
  const fits = indent + 2 + displayWidth(visibleText(text)) <= width;
  if (fits) return [line(indent, ...head, ` ${padding}${before}`, inked("dim", " -> "), after)];
  return [
    line(indent, ...head),
    diffRow({ sign: "-", text: before }, indent + 2),
    diffRow({ sign: "+", text: after }, indent + 2),
  ];
}

function treeOfLines({ sign, name, lines }: LinesView, { indent }: EditLayout): readonly Line[] {
  return [line(indent, inked(inks[sign], sign), ` ${name}:`), ...lines.map((each) => diffRow(each, indent + 2))];
}

// Wrapped rows keep the depth that the text has in its tree.
function diffRow({ sign, text, note }: DiffLine, indent: number): Line {
  const depth = text.length - text.trimStart().length;
  const ink = note === true ? "dim" : inks[sign];
  return hanging(indent, indent + depth + 4, [inked(ink, `${sign} ${text}`)]);
}
