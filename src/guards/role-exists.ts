import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** An assigned role exists live or is created earlier in the plan. */
export const roleExists: Guard = {
  code: "role-exists",
  checkStep: ({ change, after, state }) => {
    const roles = after?.references.filter((address) => address.startsWith("Role/")) ?? [];
    const missing = roles.filter((address) => !state.has(address));
    return missing.length === 0 ? [] : [refusal("role-exists", [change.address, ...missing], { roles: missing })];
  },
};
