import { Scalar } from "yaml";

import { manifestLimits } from "./limits.ts";
import { classifyPlain } from "./plain-number.ts";
import { findEscapedCharacter } from "./scan-text.ts";
import { findSecrets, isSecretUnder } from "./secrets.ts";
import type { Stretch, TextProblem } from "./text-problem.ts";

/** A scalar with the key it stands under and its place in the text. */
export interface PlacedScalar extends Stretch {
  readonly scalar: Scalar;
  readonly key: string;
  readonly text: string;
}

/** Everything that is wrong with a value. Usually nothing. */
export function checkScalar(placed: PlacedScalar): readonly TextProblem[] {
  const { scalar } = placed;
  if (scalar.type === Scalar.PLAIN && isAmbiguous(scalar)) return [ambiguousNumber(placed)];
  if (typeof scalar.value !== "string") return [];
  const value = scalar.value;
  const found = checkText(value, placed);
  if (scalar.type === Scalar.QUOTE_DOUBLE) return [...found, ...checkEscapes(value, placed)];
  return found;
}

const noProblems: readonly TextProblem[] = [];

function isAmbiguous({ source, value }: Scalar): boolean {
  const text = source ?? "";
  return typeof value === "number" ? classifyPlain(text) !== "number" : classifyPlain(text) === "ambiguous";
}

function ambiguousNumber({ scalar, start, end }: PlacedScalar): TextProblem {
  return { code: "ambiguous-number", start, end, args: { value: scalar.source } };
}

function checkText(value: string, placed: PlacedScalar): readonly TextProblem[] {
  const { key, start, end } = placed;
  if (isTooLong(value)) return [{ code: "scalar-too-long", start, end, args: { limit: manifestLimits.scalarBytes } }];
  if (value.includes("${")) return checkInterpolation(value, placed);
  if (!isSecretUnder(key, value)) return noProblems;
  return [{ code: "secret-in-manifest", start, end, args: { looksLike: "secret", key } }];
}

function isTooLong(value: string): boolean {
  if (value.length * 3 <= manifestLimits.scalarBytes) return false;
  return new TextEncoder().encode(value).length > manifestLimits.scalarBytes;
}

// People know `${…}` from workflows and shells; here it would be taken letter by letter.
function checkInterpolation(value: string, { text, start, end }: PlacedScalar): readonly TextProblem[] {
  const [expression] = /\$\{\{[^}\n]{0,80}(?:\}\})?|\$\{\w[^}\n]{0,80}\}?/.exec(value) ?? [];
  if (expression === undefined) return noProblems;
  // Written with escapes it stands nowhere, and the whole value is meant.
  const at = text.slice(start, end).indexOf(expression);
  const found = at === -1 ? { start, end } : { start: start + at, end: start + at + expression.length };
  return [{ code: "interpolation-not-supported", ...found, args: { expression } }];
}

// The text scan cannot see through `"\u202e"` or `"\x67hp_…"`.
function checkEscapes(value: string, { text, start, end }: PlacedScalar): readonly TextProblem[] {
  if (!text.slice(start, end).includes("\\")) return noProblems;
  const character = findEscapedCharacter(value);
  if (character !== undefined) return [{ ...character, start, end }];
  const [secret] = findSecrets(value);
  if (secret === undefined || findSecrets(text.slice(start, end)).length > 0) return noProblems;
  return [{ code: "secret-in-manifest", start, end, args: { looksLike: secret.looksLike } }];
}
