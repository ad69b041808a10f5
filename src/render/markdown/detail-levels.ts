import type { Plan } from "../../model/plan.ts";

/** How much of a plan a comment shows. */
export interface DetailLevel {
  /** The changes with their fields, their titles alone, or nothing beyond the decisions. */
  readonly changes: "fields" | "titles" | "none";
  /** Whether the steps to do by hand are shown. */
  readonly hand: boolean;
  /** Most rows of the tables of decisions and of access. */
  readonly rows: number;
}

/** From everything to the least, in the order in which detail is given up. */
export const detailLevels: readonly DetailLevel[] = [
  { changes: "fields", hand: true, rows: Infinity },
  { changes: "titles", hand: true, rows: Infinity },
  { changes: "none", hand: true, rows: Infinity },
  { changes: "none", hand: false, rows: Infinity },
  { changes: "none", hand: false, rows: 100 },
  { changes: "none", hand: false, rows: 20 },
  { changes: "none", hand: false, rows: 5 },
];

/** What a level leaves out of a plan, in words. */
export function leftOut({ changes, effects, byHand }: Plan, level: DetailLevel): readonly string[] {
  return [
    ...(level.changes !== "fields" && changes.length > 0 ? ["field diffs"] : []),
    ...(level.changes === "none" && changes.length > 0 ? ["the list of changes"] : []),
    ...(!level.hand && byHand.length > 0 ? ["steps by hand"] : []),
    ...rowsLeftOut(changes.length - level.rows, "decisions"),
    ...rowsLeftOut(effects.length - level.rows, "people whose access changes"),
  ];
}

function rowsLeftOut(count: number, noun: string): readonly string[] {
  return count > 0 ? [`${count} ${noun}`] : [];
}
