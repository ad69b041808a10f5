import type { Address } from "../model/address.ts";
import type { State } from "../model/state.ts";
import { isAccepted } from "../roles/holdings.ts";
import type { Guard, Whole } from "./guard.ts";
import { refusal } from "./refusal.ts";

/**
 * People who lose any right, and objects that are deleted, stay within a budget: the larger of a number and a share of
 * what there is live before the plan. An exact number that was agreed to beforehand lifts it.
 */
export const lossBudget: Guard = {
  code: "loss-budget",
  checkWhole: (whole) => {
    const people = losers(whole);
    const objects = deletedObjects(whole);
    const total = people.length + objects.length;
    const budgets = {
      people: budgetFor(whole, countAccepted(whole.initial)),
      objects: budgetFor(whole, countObjects(whole.initial)),
    };
    const within = people.length <= budgets.people && objects.length <= budgets.objects;
    if (whole.allowLoss !== undefined && whole.allowLoss !== total) {
      return [refusal("loss-budget", [...people, ...objects], { cause: "mismatch", allowed: whole.allowLoss, total })];
    }
    if (within || whole.allowLoss === total) return [];
    const args = {
      people: people.length,
      objects: objects.length,
      total,
      peopleBudget: budgets.people,
      objectBudget: budgets.objects,
    };
    return [refusal("loss-budget", [...people, ...objects], args)];
  },
};

function losers({ effects }: Whole): readonly Address[] {
  const names = effects.filter(({ loses }) => loses.length > 0).map(({ member }) => `Member/${member}`);
  return [...new Set(names)];
}

function deletedObjects({ changes }: Whole): readonly Address[] {
  return changes.filter(({ action, kind }) => action === "delete" && kind !== "Member").map(({ address }) => address);
}

function budgetFor({ policy }: Whole, count: number): number {
  const { atLeast, percent } = policy.lossBudget;
  return Math.max(atLeast, Math.floor((count * percent) / 100));
}

function countAccepted(state: State): number {
  let count = 0;
  for (const member of state.entitiesOf("Member")) if (isAccepted(member)) count += 1;
  return count;
}

function countObjects(state: State): number {
  return state.size - state.countOf("Member");
}
