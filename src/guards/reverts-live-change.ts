import { effectsOf } from "../roles/effects.ts";
import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/**
 * What nobody here asked for gives nobody rights back: somebody took them away in the organization itself, perhaps for a good
 * reason, and a pull request about something else must not undo that.
 */
export const revertsLiveChange: Guard = {
  code: "reverts-live-change",
  checkWhole: ({ initial, changes, unasked }) => {
    const carriedOver = changes.filter(({ address }) => unasked.has(address));
    if (carriedOver.length === 0) return [];
    const after = initial.fork();
    for (const { address, after: entity } of carriedOver) after.replace(address, entity);
    const gaining = effectsOf({ initial, final: after, changes: carriedOver }).filter(({ gains }) => gains.length > 0);
    return gaining.map(({ member, gains }) => {
      return refusal("reverts-live-change", [`Member/${member}`], { member, gains });
    });
  },
};
