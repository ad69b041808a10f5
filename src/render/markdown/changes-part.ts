import type { DecidedChange, Plan } from "../../model/plan.ts";
import { describeEdit } from "../describe/edit.ts";
import type { EditView } from "../describe/edit.ts";
import { groupByProject, symbolOf } from "../describe/plan.ts";
import type { ChangeGroup } from "../describe/plan.ts";
import { codeSpan } from "./code-span.ts";
import type { DataStyle } from "./code-span.ts";
import type { DetailLevel } from "./detail-levels.ts";
import { diffFence } from "./fence.ts";

/** The changes by project, folded: each with its source, and with its fields where the level has room for them. */
export function changesPart({ changes }: Plan, style: DataStyle, detail: DetailLevel["changes"]): readonly string[] {
  if (changes.length === 0 || detail === "none") return [];
  const groups = groupByProject(changes).flatMap((group) => groupBlocks(group, style, detail));
  return [`<details><summary>Changes (${changes.length})</summary>`, ...groups, "</details>"];
}

function groupBlocks(
  { project, changes }: ChangeGroup,
  style: DataStyle,
  detail: DetailLevel["changes"],
): readonly string[] {
  const heading = project === undefined ? "**Organization**" : `**Project** ${codeSpan(project, style)}`;
  return [heading, ...changes.flatMap((change) => changeBlocks(change, style, detail))];
}

function changeBlocks(change: DecidedChange, style: DataStyle, detail: DetailLevel["changes"]): readonly string[] {
  const { source, edits } = change;
  const place = source === undefined ? "" : ` at ${codeSpan(`${source.file}:${source.line}`, style)}`;
  const title = `\`${symbolOf(change)}\` ${codeSpan(change.address, style)}${place}`;
  if (detail === "titles" || edits.length === 0) return [title];
  return [title, diffFence(changeLines(change), style).join("\n")];
}

/** The fields of a change as lines of `diff`; none when it only removes or only creates. */
export function changeLines({ edits }: DecidedChange): readonly string[] {
  return edits.map(describeEdit).flatMap(viewLines);
}

function viewLines(view: EditView): readonly string[] {
  const { name } = view;
  if (view.form === "scalar") {
    return [...sideLine("-", name, view.before), ...sideLine("+", name, view.after)];
  }
  const heading = `${view.sign === "~" ? " " : view.sign} ${name}:`;
  return [heading, ...view.lines.map(({ sign, text, note }) => `${sign}   ${note === true ? `(${text})` : text}`)];
}

function sideLine(sign: "+" | "-", name: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${sign} ${name}: ${text}`];
}
