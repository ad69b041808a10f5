import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/**
 * Nothing is deleted that a remaining object refers to. A person's seats go with the person, as the service does it ("Remove
 * Users from Organization").
 */
export const stillUsed: Guard = {
  code: "still-used",
  checkStep: ({ change, state }) => {
    if (change.action !== "delete" || change.kind === "Member") return [];
    const users = [...state.referrersOf(change.address)].toSorted();
    return users.length === 0 ? [] : [refusal("still-used", [change.address], { address: change.address, users })];
  },
};
