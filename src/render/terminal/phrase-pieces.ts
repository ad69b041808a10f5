import { plainText } from "../sentences/phrase.ts";
import type { Phrase } from "../sentences/phrase.ts";
import { sentenceFor } from "../sentences/sentence-for.ts";
import type { Coded } from "../sentences/sentence-for.ts";
import { hanging, inked, line } from "./line.ts";
import type { Line } from "./line.ts";
import type { Ink } from "./style.ts";

/** A sentence behind a label, `error: …`, and its advice below. */
export function sentenceLines(coded: Coded, label: Label): readonly Line[] {
  const { message, help } = sentenceFor(coded);
  return [labelled(label, message), ...helpLines(help, label.indent + 2)];
}

/** The word that introduces a sentence. */
export interface Label {
  readonly text: string;
  readonly ink: Ink;
  readonly indent: number;
}

/** A message behind its label; it continues two columns further in. */
export function labelled(label: Label, message: Phrase): Line {
  return line(label.indent, inked(label.ink, label.text), `: ${plainText(message)}`);
}

/** The advice on a line of its own, continued below its first word; nothing when there is none. */
export function helpLines(help: Phrase | undefined, indent: number): readonly Line[] {
  if (help === undefined || help.length === 0) return [];
  return [hanging(indent, indent + 6, [inked("dim", "help: "), plainText(help)])];
}
