import type { Entity } from "../model/entity.ts";
import { isJsonList, isJsonObject, type Json } from "../model/json.ts";

/**
 * What a custom role permits, taken apart as far as it can be compared: one part for each action of a category, so that
 * one action more takes nothing away. A module's access list is the service's own and stays whole.
 */
export function rulePartsOf(role: Entity | undefined): readonly Json[] {
  const rules = role?.fields["rules"];
  return isJsonList(rules) ? rules.flatMap(partsOf) : [];
}

function partsOf(rule: Json): readonly Json[] {
  if (!isJsonObject(rule) || rule["category"] === undefined) return [rule];
  const actions = rule["actions"];
  return isJsonList(actions) ? actions.map((action) => ({ ...rule, actions: [action] })) : [rule];
}
