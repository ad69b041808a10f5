import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";

const step = "  ";

// Text that reads the same without quotes: no YAML value of another type, no character with a meaning of its own.
const bareText = /^[A-Za-z][\w./@+-]*(?: [\w./@+-]+)*$/;
const yamlWord = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A value as indented lines in the manner of YAML, one datum a line, so that two of them can be compared by line. */
export function treeLines(value: Json): readonly string[] {
  if (isScalar(value)) return [printScalar(value)];
  if (Array.isArray(value)) return value.length === 0 ? ["[]"] : value.flatMap(listItem);
  return isJsonObject(value) ? objectLines(value) : [];
}

/** Whether a value is one word, number or text. */
export function isScalar(value: Json | undefined): value is string | number | boolean | null {
  return value === null || (value !== undefined && typeof value !== "object");
}

/** A scalar without quotes where it cannot be misread. */
export function printScalar(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  return bareText.test(value) && !yamlWord.test(value) ? value : quoteText(value);
}

/** A text in quotes, on one line. Unseen characters are left for the output to show. */
export function quoteText(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function listItem(item: Json): readonly string[] {
  return treeLines(item).map((line, at) => `${at === 0 ? "- " : step}${line}`);
}

function objectLines(object: JsonObject): readonly string[] {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined);
  return keys.length === 0 ? ["{}"] : keys.flatMap((key) => memberLines(printScalar(key), object[key] ?? null));
}

function memberLines(key: string, value: Json): readonly string[] {
  const lines = treeLines(value);
  if (isScalar(value) || isEmpty(value)) return [`${key}: ${lines.join("")}`];
  return [`${key}:`, ...lines.map((line) => `${step}${line}`)];
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
