import type { Span } from "../../model/place.ts";
import { hanging, inked } from "./line.ts";
import type { Line } from "./line.ts";
import type { Ink } from "./style.ts";
import { windowAround } from "./text-window.ts";

/** How an excerpt is drawn. */
export interface ExcerptStyle {
  /** Colour of the carets. */
  readonly ink: Ink;
  /** Columns of the terminal. */
  readonly width: number;
}

/**
 * The line a span stands on, and carets under the code points it means. A line too long for the terminal is shown as a
 * window around the carets. Nothing when the line must not be shown.
 */
export function excerptLines(span: Span, { ink, width }: ExcerptStyle): readonly Line[] {
  if (span.text === undefined) return [];
  const number = String(span.line);
  const gutter = " ".repeat(number.length + 2);
  const seen = windowAround(span.text, span, width - gutter.length - 2);
  const carets = " ".repeat(seen.offset) + "^".repeat(seen.length);
  return [
    hanging(0, 0, [inked("dim", `${gutter}|`)]),
    hanging(0, 0, [inked("dim", ` ${number} | `), seen.text]),
    hanging(0, 0, [inked("dim", `${gutter}| `), inked(ink, carets)]),
  ];
}

/** Columns before the text of an excerpt's line, for lines that belong below it. */
export function gutterWidth(span: Span | undefined): number {
  return span === undefined ? 2 : String(span.line).length + 2;
}
