/** A part of a comment made of rows, and whether all of them are in it. */
export interface TablePart {
  readonly blocks: readonly string[];
  readonly complete: boolean;
}

/** A titled table. Cells are markdown already, on one line. Nothing for no rows. */
export function tablePart(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return rows.length === 0 ? [] : [`### ${title}`, tableText(headings, rows)];
}

/** A table without a title. A pipe in a cell stays in its cell, in a code span too. */
export function tableText(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(withinCell).join(" | ")} |`).join("\n");
}

// GitHub Flavored Markdown, section 4.10: `\|` is a pipe of the cell, in a code span too. Parsers disagree about a pipe
// with backslashes before it, so that one is written out.
function withinCell(cell: string): string {
  return cell.replaceAll(/(\\*)\|/g, (_pipe, slashes: string) => (slashes === "" ? "\\|" : `${slashes}\\u{7c}`));
}
