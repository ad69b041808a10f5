/** A value as JSON knows it: what manifests hold, and what the live state is made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; an absent key and a key holding `undefined` mean the same. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Whether a value is a JSON object: neither a list nor `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON list; unlike `Array.isArray` it keeps the type of the items. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A text as it is, nothing as the empty text, anything else as JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * JSON text with sorted keys and no spaces: two values that mean the same give the same text on every machine.
 * Absent keys are left out. Follows RFC 8785 for the values Charter uses (no lone surrogates reach it).
 */
export function canonicalJson(value: Json | undefined): string {
  if (isJsonList(value)) return canonicalList(value);
  return isJsonObject(value) ? canonicalObject(value) : JSON.stringify(value ?? null);
}

// Texts are put together by hand: every object a target holds passes through here at each plan.
function canonicalList(list: readonly Json[]): string {
  let text = "[";
  for (const item of list) text += text === "[" ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `${text}]`;
}

function canonicalObject(object: JsonObject): string {
  let text = "{";
  // Without a comparator the order is by code unit.
  for (const key of Object.keys(object).toSorted()) {
    const value = object[key];
    if (value === undefined) continue;
    const member = `${JSON.stringify(key)}:${canonicalJson(value)}`;
    text += text === "{" ? member : `,${member}`;
  }
  return `${text}}`;
}

/** Whether two values mean the same: their canonical texts are equal. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isJsonList(one)) return isJsonList(other) && sameList(one, other);
  if (isJsonObject(one)) return isJsonObject(other) && sameObject(one, other);
  return !isJsonList(other) && !isJsonObject(other) && canonicalJson(one) === canonicalJson(other);
}

function sameList(one: readonly Json[], other: readonly Json[]): boolean {
  return one.length === other.length && one.every((item, at) => sameJson(item, other[at]));
}

function sameObject(one: JsonObject, other: JsonObject): boolean {
  const keys = presentKeys(one);
  return (
    keys.length === presentKeys(other).length &&
    // Asked for by name, so that nothing every object inherits is taken for a key.
    keys.every((key) => Object.hasOwn(other, key) && other[key] !== undefined && sameJson(one[key], other[key]))
  );
}

function presentKeys(object: JsonObject): readonly string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined);
}

/** Order by code unit, the same in every locale. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
