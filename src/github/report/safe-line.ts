import { visibleText } from "../../render/text/visible-text.ts";

// The runner takes a line for a command when it begins with `::`, spaces before it or not, and when `##[` stands
// anywhere in it (GitHub Actions, "Workflow commands"). `visibleText` breaks the second.
const command = /^(\s*):(?=:)/;

/** A line for the log of a run that is no workflow command and holds no hidden character, whatever it is made of. */
export function safeLine(text: string): string {
  return visibleText(text).replace(command, "$1\\u{3a}");
}

/** Text of several lines for the log: each made safe, the breaks between them kept. */
export function safeLines(text: string): string {
  return text.split(/\r?\n/).map(safeLine).join("\n");
}
