import { formatNumber } from "../sentences/phrase.ts";
import { diffLineLists, diffNote, signed } from "./line-diff.ts";
import type { DiffLine } from "./line-diff.ts";

/**
 * What differs between two lists of single items: those that go, those that come, and how many stay. Where nothing but
 * the order differs, the order is what is shown.
 */
export function diffItems(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const old = matchItems(before, after);
  const next = matchItems(after, before);
  if (old.unmatched.length === 0 && next.unmatched.length === 0) return diffLineLists(before, after);
  const lines = [...signed("-", old.unmatched), ...signed("+", next.unmatched)];
  return old.matched.length === 0 ? lines : [...lines, keptNote(old.matched, next.matched)];
}

interface Match {
  readonly matched: readonly string[];
  readonly unmatched: readonly string[];
}

// Each item of the second list answers for one equal item of the first.
function matchItems(items: readonly string[], others: readonly string[]): Match {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  const matched: string[] = [];
  const unmatched: string[] = [];
  for (const item of items) {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    (count > 0 ? matched : unmatched).push(item);
  }
  return { matched, unmatched };
}

function keptNote(before: readonly string[], after: readonly string[]): DiffLine {
  const order = before.join("\n") === after.join("\n") ? "" : ", in another order";
  return diffNote(`${formatNumber(before.length)} unchanged${order}`);
}
