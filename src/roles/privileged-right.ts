import { isJsonObject, type Json } from "../model/json.ts";
import type { State } from "../model/state.ts";
import type { Right, ScopedRole } from "./rights.ts";
import { rulePartsOf } from "./rule-parts.ts";
import { findShippedRole } from "./shipped-roles.ts";

/**
 * Whether a right makes a seat a privileged one: Owner, Admin or Security Manager of the organization, or a custom role of
 * the organization that decides about users, roles, teams or single sign-on ("About Administration Roles", "Create Custom
 * Roles"). What is not known is privileged.
 */
export function isPrivileged(state: State, { role, rule, administers }: Right): boolean {
  if (role.product !== "administration") return false;
  if (administers) return true;
  if (findShippedRole(role.product, role.level, role.title) !== undefined) return false;
  return rule === undefined ? isPrivilegedRole(state, role) : managesPeople(parseRule(rule));
}

function isPrivilegedRole(state: State, role: ScopedRole): boolean {
  const custom = state.findRole(role);
  return custom === undefined || rulePartsOf(custom).some(managesPeople);
}

// A right carries its rule as canonical JSON text.
function parseRule(rule: string): Json {
  return JSON.parse(rule) as Json;
}

function managesPeople(rule: Json): boolean {
  const category = isJsonObject(rule) ? rule["category"] : undefined;
  return typeof category !== "string" || peopleCategories.has(category.trim().toLowerCase());
}

const peopleCategories: ReadonlySet<string> = new Set(["users", "roles", "teams", "sso", "scim"]);
