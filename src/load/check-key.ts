import type { ParsedNode } from "yaml";
import { isScalar, Scalar } from "yaml";

import { manifestLimits } from "./limits.ts";
import { classifyPlain } from "./plain-number.ts";
import type { Stretch, TextProblem } from "./text-problem.ts";

/** A key as text, or the reason why it is refused. */
export function checkKey(node: ParsedNode, at: Stretch): string | TextProblem {
  if (!isScalar(node) || typeof node.value !== "string") return { code: "non-string-key", ...at };
  const key = node.value;
  if (key === "<<" && node.type === Scalar.PLAIN) return { code: "merge-key-refused", ...at };
  if (node.type === Scalar.PLAIN && !readsAsText(key)) return { code: "non-string-key", ...at, args: { key } };
  if (forbidden.has(key)) return { code: "forbidden-key", ...at, args: { key } };
  if (isTooLong(key)) return { code: "key-too-long", ...at, args: { limit: manifestLimits.keyLength } };
  if (key.normalize("NFC") !== key) return { code: "key-not-nfc", ...at, args: { key } };
  return key;
}

// Keys that JavaScript programs further down the line take for something else.
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

// The parser gives every plain key as text; another reader would see a number, a boolean or nothing.
function readsAsText(key: string): boolean {
  return !/^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/.test(key) && classifyPlain(key) === "other";
}

function isTooLong(key: string): boolean {
  return key.length > manifestLimits.keyLength && [...key].length > manifestLimits.keyLength;
}
