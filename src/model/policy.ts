import type { Address } from "./address.ts";
import type { Severity } from "./diagnostic.ts";

/** The guards' settings that a plan is judged by. */
export interface Policy {
  /** How many accepted people must hold Owner or Admin. */
  readonly minAdmins: number;
  readonly projectOwner: boolean;
  readonly actorKeepsAccess: boolean;
  readonly lossBudget: LossBudget;
  readonly quota: Severity;
  /** Objects that may be neither removed nor weakened. */
  readonly protected: readonly Address[];
}

/** How much may be lost in one plan: the larger of a number and a share. */
export interface LossBudget {
  readonly atLeast: number;
  readonly percent: number;
}

/** The settings of an organization that says nothing about guards. */
export const defaultPolicy: Policy = {
  minAdmins: 2,
  projectOwner: true,
  actorKeepsAccess: true,
  lossBudget: { atLeast: 3, percent: 10 },
  quota: "error",
  protected: [],
};
