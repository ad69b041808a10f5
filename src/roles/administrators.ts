import type { Entity } from "../model/entity.ts";
import type { State } from "../model/state.ts";
import { administrationRolesOf, isAccepted, isOwner, textsIn } from "./holdings.ts";

/** Handles of the accepted people who hold Owner or Admin. */
export function administratorsOf(state: State): readonly string[] {
  const found: string[] = [];
  for (const entity of state.entitiesOf("Member")) if (isAdministrator(state, entity)) found.push(entity.name);
  return found.toSorted();
}

/** Whether this form of a member counts as an administrator: accepted, and Owner or Admin. */
export function isAdministrator(state: State, member: Entity | undefined): boolean {
  if (member === undefined || !isAccepted(member)) return false;
  return isOwner(state, member.name) || textsIn(member.fields["administrationRoles"]).includes("Admin");
}

/** Handles of everybody who holds or is invited to Owner or Admin. */
export function appointedAdministratorsOf(state: State): readonly string[] {
  const found: string[] = [];
  for (const { name } of state.entitiesOf("Member")) {
    const roles = administrationRolesOf(state, name);
    if (roles.includes("Owner") || roles.includes("Admin")) found.push(name);
  }
  return found.toSorted();
}
