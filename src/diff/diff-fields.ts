import type { FieldRule, Kind } from "../kinds/kind.ts";
import type { Edit } from "../model/change.ts";
import {
  canonicalJson,
  compareText,
  isJsonObject,
  type Json,
  type JsonObject,
  sameJson,
  textOf,
} from "../model/json.ts";
import { formatPointer } from "../model/place.ts";

/** The fields that differ, in the order of the kind's fields. Against nothing, every field counts as new. */
export function diffFields(kind: Kind, before: JsonObject | undefined, after: JsonObject | undefined): readonly Edit[] {
  return Object.entries(kind.fields).flatMap(([field, rule]) => {
    if (rule.writeOnly === true && before !== undefined) return [];
    return diffField(rule, field, { before: before?.[field], after: after?.[field] });
  });
}

interface Sides {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

function diffField(rule: FieldRule, field: string, sides: Sides): readonly Edit[] {
  if (rule.compare === "set") return diffValue([field], { before: sorted(sides.before), after: sorted(sides.after) });
  return rule.compare === "entries" ? diffEntries(rule, field, sides) : diffValue([field], sides);
}

function diffValue(path: readonly string[], { before, after }: Sides): readonly Edit[] {
  return sameJson(before, after) ? [] : [{ path: formatPointer(path), before, after }];
}

function diffEntries(rule: FieldRule, field: string, { before, after }: Sides): readonly Edit[] {
  const [former, later] = [entriesOf(rule, before), entriesOf(rule, after)];
  const names = [...new Set([...former.keys(), ...later.keys()])].toSorted(compareText);
  return names.flatMap((name) => {
    const sides = { before: sortedTexts(former.get(name)), after: sortedTexts(later.get(name)) };
    return diffValue([field, name], sides);
  });
}

// A list's entry is shown under its identifying property; when one other property is left, as that alone.
function entriesOf({ key }: FieldRule, value: Json | undefined): ReadonlyMap<string, Json | undefined> {
  if (isJsonObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || key === undefined) return new Map();
  return new Map(value.flatMap((entry) => (isJsonObject(entry) ? [entryOf(entry, key)] : [])));
}

function entryOf(entry: JsonObject, key: string): [string, Json | undefined] {
  const rest = Object.entries(entry).filter(([name]) => name !== key);
  const [only, ...others] = rest;
  return [textOf(entry[key]), only !== undefined && others.length === 0 ? only[1] : Object.fromEntries(rest)];
}

function sortedTexts(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? sorted(value) : value;
}

function sorted(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return value;
  // Canonical, so that the order of an item's keys means as little as the order of the items.
  const texts = value.map((item: Json) => [typeof item === "string" ? item : canonicalJson(item), item] as const);
  return texts.toSorted(([one], [other]) => compareText(one, other)).map(([, item]) => item);
}
