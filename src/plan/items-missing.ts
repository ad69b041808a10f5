import { isJsonList, type Json } from "../model/json.ts";

/** Items of one list that another lacks; anything that is not a list has none. */
export function itemsMissing(from: Json | undefined, to: Json | undefined): readonly Json[] {
  if (!isJsonList(from)) return [];
  const kept = new Set<Json>(isJsonList(to) ? to : []);
  return from.filter((item: Json) => !kept.has(item));
}
