import { formatVersion } from "../render/json/format-version.ts";
import { jsonText } from "../render/json/json-text.ts";

/** An answer as one JSON document, led by the version of its format; harmless on a terminal, whatever names are in it. */
export function answerJson(answer: object): string {
  // Answers are plain JSON; their interfaces only lack an index signature.
  return `${jsonText({ formatVersion, ...answer })}\n`;
}
