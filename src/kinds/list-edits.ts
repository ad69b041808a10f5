import type { Json } from "../model/json.ts";

/** Items that one list of texts has and another lacks; anything that is not a list counts as empty. */
export function itemsBeyond(one: Json | undefined, other: Json | undefined): readonly string[] {
  const others = new Set(textList(other));
  return textList(one).filter((item) => !others.has(item));
}

/** The texts of a list; nothing for anything else. */
export function textList(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
