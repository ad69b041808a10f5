import type { DecidedChange } from "../../model/plan.ts";
import { describeEdit } from "../describe/edit.ts";
import { groupByProject, symbolOf } from "../describe/plan.ts";
import type { ChangeGroup, ChangeSymbol } from "../describe/plan.ts";
import { plainText } from "../sentences/phrase.ts";
import { whoCouldSentence } from "../sentences/plan-text.ts";
import { editLines, nameColumn } from "./edit-lines.ts";
import { hanging, inked, line } from "./line.ts";
import type { Line, Piece } from "./line.ts";
import { sentenceLines } from "./phrase-pieces.ts";
import type { Ink, Style } from "./style.ts";

const indent = 6;

/** The changes of a plan, one section for each project. */
export function changeSections(changes: readonly DecidedChange[], style: Style): readonly (readonly Line[])[] {
  return groupByProject(changes).map((group) => groupLines(group, style));
}

function groupLines({ project, changes }: ChangeGroup, style: Style): readonly Line[] {
  const heading =
    project === undefined
      ? [inked("heading", "organization")]
      : [inked("heading", "project "), inked("heading", project)];
  return [line(0, ...heading), ...changes.flatMap((change) => changeLines(change, style))];
}

function changeLines(change: DecidedChange, style: Style): readonly Line[] {
  const views = change.edits.map(describeEdit);
  const layout = { indent, nameWidth: nameColumn(views, style), width: style.width };
  return [titleLine(change), ...denialLines(change), ...views.flatMap((view) => editLines(view, layout))];
}

const symbolInks: Readonly<Record<ChangeSymbol, Ink>> = {
  "+": "added",
  "~": "changed",
  "-": "removed",
  "-/+": "removed",
};

function titleLine(change: DecidedChange): Line {
  const symbol = symbolOf(change);
  const sign = inked(symbolInks[symbol], symbol.padStart(3));
  return hanging(0, indent, [sign, " ", change.address, ...sourcePieces(change)]);
}

function sourcePieces({ source }: DecidedChange): readonly Piece[] {
  return source === undefined ? [] : [inked("dim", `  ${source.file}:${source.line}`)];
}

function denialLines({ decision }: DecidedChange): readonly Line[] {
  if (decision.allowed) return [];
  return [
    ...sentenceLines(decision.reason, { text: "denied", ink: "error", indent }),
    line(indent + 2, plainText(whoCouldSentence(decision.whoCan))),
  ];
}
