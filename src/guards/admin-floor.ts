import { administratorsOf, appointedAdministratorsOf, isAdministrator } from "../roles/administrators.ts";
import type { Guard, Step, Whole } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** At least `minAdmins` accepted people hold Owner or Admin. A new organization must at least invite that many. */
export const adminFloor: Guard = {
  code: "admin-floor",
  checkStep: ({ change, before, after, state, policy }: Step) => {
    if (change.kind !== "Member" || !isAdministrator(state, before) || isAdministrator(state, after)) return [];
    const left = administratorsOf(state);
    if (left.length >= policy.minAdmins) return [];
    return [refusal("admin-floor", [change.address], { left: left.length, people: left, least: policy.minAdmins })];
  },
  checkWhole: ({ founds, final, policy }: Whole) => {
    const appointed = appointedAdministratorsOf(final);
    if (!founds || appointed.length >= policy.minAdmins) return [];
    const addresses = appointed.map((name) => `Member/${name}`);
    return [
      refusal("admin-floor", addresses, {
        left: appointed.length,
        people: appointed,
        least: policy.minAdmins,
        cause: "founding",
      }),
    ];
  },
};
