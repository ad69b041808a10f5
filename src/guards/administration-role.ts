import { administrationRolesOf, textsIn } from "../roles/holdings.ts";
import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** Every person in the organization holds at least one Administration role; being Owner counts as one. */
export const administrationRole: Guard = {
  code: "administration-role",
  checkStep: ({ change, before, after, state }) => {
    if (change.kind !== "Member" || after === undefined) return [];
    if (administrationRolesOf(state, after.name).length > 0) return [];
    // Whoever has none live is not worse off, and can still be given one.
    if (before !== undefined && textsIn(before.fields["administrationRoles"]).length === 0) return [];
    return [refusal("administration-role", [change.address], { member: after.name })];
  },
};
