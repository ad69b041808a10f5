import { longestRun, shownDatum } from "./code-span.ts";
import type { DataStyle } from "./code-span.ts";

/**
 * Lines as a fenced block that none of them can end: its fence is longer than any run of backticks in it. Each line is
 * data and is made visible; it should start with a sign of `diff`, so that GitHub colours it.
 */
export function diffFence(lines: readonly string[], style: DataStyle): readonly string[] {
  return fence("diff", lines, style);
}

/** Lines as a fenced block without colours, such as an excerpt of a file. */
export function textFence(lines: readonly string[], style: DataStyle): readonly string[] {
  return fence("text", lines, style);
}

function fence(language: string, lines: readonly string[], style: DataStyle): readonly string[] {
  const shown = lines.map((line) => shownDatum(line, style));
  const longest = shown.reduce((most, line) => Math.max(most, longestRun(line)), 0);
  const marks = "`".repeat(Math.max(3, longest + 1));
  return [`${marks}${language}`, ...shown, marks];
}
