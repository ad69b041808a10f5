import type { Edit } from "../../model/change.ts";
import type { Json } from "../../model/json.ts";
import { diffItems } from "./item-diff.ts";
import { diffLineLists, signed } from "./line-diff.ts";
import type { DiffLine } from "./line-diff.ts";
import { isScalar, printScalar, quoteText, treeLines } from "./tree-lines.ts";

// A list that appears or goes stands on one line up to this length.
const shortList = 60;

/** How one field's edit is shown: two short values side by side, or lines of difference. */
export type EditView = ScalarView | LinesView;

/** Two values that fit on a line; one is absent when the field appears or goes. */
export interface ScalarView {
  readonly form: "scalar";
  readonly sign: EditSign;
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A text of several lines, a list or a tree. */
export interface LinesView {
  readonly form: "lines";
  readonly sign: EditSign;
  readonly name: string;
  readonly lines: readonly DiffLine[];
}

/** Whether the field appears, changes or goes. */
export type EditSign = "+" | "~" | "-";

/** Works out how an edit is shown, the same in every format. The texts may still hold unseen characters. */
export function describeEdit({ path, before, after }: Edit): EditView {
  const sign = signOf(before, after);
  const name = nameOf(path);
  if (isShortPair(before, after)) return { form: "scalar", sign, name, before: textOf(before), after: textOf(after) };
  return { form: "lines", sign, name, lines: diffValues(before, after) };
}

function signOf(before: Json | undefined, after: Json | undefined): EditSign {
  if (before === undefined) return "+";
  return after === undefined ? "-" : "~";
}

// `/version/variants/0/name` reads as `version.variants.0.name`.
function nameOf(pointer: string): string {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")).join(".") || "(whole)";
}

function isShortPair(before: Json | undefined, after: Json | undefined): boolean {
  if (before !== undefined && after !== undefined) return isShort(before) && isShort(after);
  const value = before ?? after;
  return value === undefined || isShort(value) || (isItemList(value) && shortText(value).length <= shortList);
}

function isShort(value: Json): boolean {
  return isScalar(value) ? !isText(value) : Object.keys(value ?? {}).length === 0;
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value.includes("\n");
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : shortText(value);
}

function shortText(value: Json): string {
  if (typeof value === "string") return quoteText(value);
  return isItemList(value) ? `[${value.map(printScalar).join(", ")}]` : treeLines(value).join("");
}

function diffValues(before: Json | undefined, after: Json | undefined): readonly DiffLine[] {
  if (before === undefined) return signed("+", linesOf(after));
  if (after === undefined) return signed("-", linesOf(before));
  if (isItemList(before) && isItemList(after)) return diffItems(before.map(printScalar), after.map(printScalar));
  return diffLineLists(linesOf(before), linesOf(after));
}

function linesOf(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  return isText(value) ? value.split("\n") : treeLines(value);
}

function isItemList(value: Json): value is readonly (string | number | boolean | null)[] {
  return Array.isArray(value) && value.every((item: Json) => isScalar(item));
}
