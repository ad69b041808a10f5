import type { Failure } from "../../model/failure.ts";
import { sentenceLines } from "./phrase-pieces.ts";
import { printLines } from "./print-lines.ts";
import type { Style } from "./style.ts";

/** A failure for a terminal: what went wrong, and what to do. Its cause stays out, since it may hold a secret. */
export function renderFailure(failure: Failure, style: Style): string {
  return printLines(sentenceLines(failure, { text: "error", ink: "error", indent: 0 }), style);
}
