import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** A plan that was narrowed to some kinds holds everything its changes refer to. */
export const leftOut: Guard = {
  code: "left-out",
  checkStep: ({ change, before, after, state }) => {
    // What was missing before, such as a project's maker who has left, is nothing that this plan leaves out.
    const known = new Set(before?.references);
    const missing = (after?.references ?? []).filter(
      (address) => !address.startsWith("Role/") && !known.has(address) && !state.has(address),
    );
    return missing.length === 0 ? [] : [refusal("left-out", [change.address], { address: change.address, missing })];
  },
};
