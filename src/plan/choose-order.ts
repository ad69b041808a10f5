import type { Change } from "../model/change.ts";
import type { Finding } from "../model/finding.ts";
import { findDependencies, type KeyOf } from "./dependencies.ts";
import { type Order, orderChanges } from "./order-changes.ts";
import { clearingPhaseOf, phaseOf } from "./phase.ts";
import { isSafeOrder, type OrderProblem, searchSafeOrder } from "./safe-order.ts";

/** The changes in the order they will be made. When they wait for each other in a circle, a finding says so. */
export interface ChosenOrder {
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
}

/** What the choice depends on. */
export interface OrderQuestion extends Omit<OrderProblem, "dependencies"> {
  readonly keyOf: KeyOf;
  readonly actor: string | undefined;
}

/** Chooses an order that keeps every dependency and, when there is one, every guard in every state between. */
export function chooseOrder(question: OrderQuestion): ChosenOrder {
  const { changes, keyOf, actor } = question;
  const dependencies = findDependencies(changes, keyOf);
  const problem = { ...question, dependencies };
  const preferred = orderChanges(changes, dependencies, (change) => phaseOf(change, actor));
  if ("cycle" in preferred) return circular(changes, preferred.cycle);
  if (isSafeOrder(problem, preferred.positions)) return inOrder(changes, preferred.positions);
  // A full project has room for something new only after something old has gone.
  const clearing: Order = orderChanges(changes, dependencies, (change) => clearingPhaseOf(change, actor));
  if ("positions" in clearing && isSafeOrder(problem, clearing.positions)) return inOrder(changes, clearing.positions);
  return inOrder(changes, searchSafeOrder(problem, preferred.positions) ?? preferred.positions);
}

function inOrder(changes: readonly Change[], positions: readonly number[]): ChosenOrder {
  return { changes: positions.flatMap((position) => changes[position] ?? []), findings: [] };
}

function circular(changes: readonly Change[], cycle: readonly number[]): ChosenOrder {
  const addresses = cycle.flatMap((position) => changes[position]?.address ?? []);
  const finding: Finding = {
    code: "order-cycle",
    severity: "error",
    args: { addresses },
    addresses: [...addresses].toSorted(),
  };
  return { changes, findings: [finding] };
}
