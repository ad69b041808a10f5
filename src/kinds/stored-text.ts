import type { JsonObject } from "../model/json.ts";

/** The text a stored body holds under a key; empty when it holds none. */
export function storedText(body: JsonObject, key: string): string {
  const value = body[key];
  return typeof value === "string" ? value : "";
}

/**
 * The stored body with these texts. A text that already reads the same is left as it is stored, so that an absent
 * description does not turn into an empty one. Texts that are `undefined` are not managed.
 */
export function withStoredTexts(
  previous: JsonObject | undefined,
  texts: Readonly<Record<string, string | undefined>>,
): JsonObject {
  const written = Object.entries(texts).filter(
    ([key, text]) => text !== undefined && (previous === undefined || storedText(previous, key) !== text),
  );
  return { ...previous, ...Object.fromEntries(written) };
}
