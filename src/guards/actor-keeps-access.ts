import { isAdministrator } from "../roles/administrators.ts";
import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** The actor does not lose Owner or Admin by their own plan. */
export const actorKeepsAccess: Guard = {
  code: "actor-keeps-access",
  checkWhole: ({ initial, final, actor, policy }) => {
    const name = actor.member;
    if (!policy.actorKeepsAccess || name === undefined) return [];
    if (!isAdministrator(initial, initial.findMember(name))) return [];
    if (isAdministrator(final, final.findMember(name))) return [];
    return [refusal("actor-keeps-access", [`Member/${name}`], { member: name })];
  },
};
