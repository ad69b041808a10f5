/** A part of a comment made of rows, and whether all of them are in it. */
export interface TablePart {
  readonly blocks: readonly string[];
  readonly complete: boolean;
}

/** A titled table. Cells are markdown already, on one line and without a pipe. Nothing for no rows. */
export function tablePart(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const lines = [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`### ${title}`, lines.join("\n")];
}
