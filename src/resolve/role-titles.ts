import type { RoleScope } from "../kinds/kind.ts";
import type { Address } from "../model/address.ts";
import { type JsonObject, textOf } from "../model/json.ts";
import { findShippedRole, shippedRolesOf } from "../roles/shipped-roles.ts";

/** The custom roles that can be referred to, by scope and title. */
export type CustomRoles = ReadonlyMap<string, Address>;

/** A key that is equal for the same title in the same place. */
export function roleKey(scope: RoleScope, project: string | undefined, title: string): string {
  return [scope.product, scope.level, scope.level === "project" ? project : "", title].join("\n");
}

/** The same key, from a Role's own fields. */
export function roleKeyOf({ product, level, project, title }: JsonObject): string {
  return [product, level, level === "project" ? project : "", title].map(textOf).join("\n");
}

/** How a mentioned title can be given: shipped and assignable, shipped but not assignable, or perhaps a custom role. */
export function titleStanding(scope: RoleScope, title: string): "assignable" | "not-assignable" | "custom" {
  const shipped = findShippedRole(scope.product, scope.level, title);
  if (shipped === undefined) return "custom";
  return shipped.assignable ? "assignable" : "not-assignable";
}

/** Titles that can be given in a place: shipped ones, then custom ones. */
export function assignableTitles(
  scope: RoleScope,
  project: string | undefined,
  custom: CustomRoles,
): readonly string[] {
  const prefix = roleKey(scope, project, "");
  const shipped = shippedRolesOf(scope.product, scope.level).filter(({ assignable }) => assignable);
  const titles = [...custom.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return [...shipped.map(({ title }) => title), ...titles.toSorted()];
}
