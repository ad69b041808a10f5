/** How text for a terminal is drawn. Found out by the command line, given to every renderer. */
export interface Style {
  readonly colour: boolean;
  /** Columns of the terminal; narrower ones than 20 are treated as 20. */
  readonly width: number;
}

/** What a stretch of text means; the colour follows from it. */
export type Ink = "added" | "changed" | "removed" | "heading" | "dim" | "error" | "warning";

// Parameters of "Select Graphic Rendition" (ECMA-48, section 8.3.117).
const parameters: Readonly<Record<Ink, string>> = {
  added: "32",
  changed: "33",
  removed: "31",
  heading: "1",
  dim: "2",
  error: "1;31",
  warning: "1;33",
};

/** The text in its colour, or as it is when colours are off or nothing is meant. */
export function paint(text: string, ink: Ink | undefined, style: Style): string {
  if (!style.colour || ink === undefined || text === "") return text;
  return `\u001b[${parameters[ink]}m${text}\u001b[0m`;
}
