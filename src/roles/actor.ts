import type { Actor } from "../model/actor.ts";
import { textOf } from "../model/json.ts";
import type { State } from "../model/state.ts";
import { administrationRolesOf, isAccepted } from "./holdings.ts";

/** Looks a person up in the live state by e-mail. A stranger, or somebody who has not accepted, has no roles. */
export function findActor(state: State, email: string): Actor {
  const wanted = email.trim().toLowerCase();
  for (const member of state.entitiesOf("Member")) {
    if (textOf(member.fields["email"]).toLowerCase() !== wanted) continue;
    const liveRoles = isAccepted(member) ? administrationRolesOf(state, member.name) : [];
    return { email: wanted, member: member.name, liveRoles };
  }
  return { email: wanted, liveRoles: [] };
}
