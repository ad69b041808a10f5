import type { Change } from "../model/change.ts";
import type { Entity } from "../model/entity.ts";
import type { State } from "../model/state.ts";
import type { Dependencies } from "./dependencies.ts";

/** What the search works on. */
export interface OrderProblem {
  readonly initial: State;
  readonly changes: readonly Change[];
  readonly dependencies: Dependencies;
  /** Whether a guard refuses the state that a change leaves. */
  readonly isUnsafe: (change: Change, before: Entity | undefined, state: State) => boolean;
}

/** Whether no state between the changes breaks a guard. */
export function isSafeOrder({ initial, changes, isUnsafe }: OrderProblem, positions: readonly number[]): boolean {
  if (positions.length === 0) return true;
  const state = initial.fork();
  return positions.every((position) => {
    const change = changes[position];
    if (change === undefined) return false;
    const before = state.replace(change.address, change.after);
    return !isUnsafe(change, before, state);
  });
}

/** Beyond so many changes, or so many tries, only the orders made by rule are looked at. */
const searchLimits = { changes: 200, tries: 20_000 };

/**
 * Looks for an order in which every state is safe, trying earlier positions of `preferred` first. Complete for plans whose
 * orders can be tried within the limits; every plan of up to six changes is.
 */
export function searchSafeOrder(problem: OrderProblem, preferred: readonly number[]): readonly number[] | undefined {
  if (preferred.length > searchLimits.changes) return undefined;
  const search = new Search(problem, preferred);
  return search.run() ? search.taken : undefined;
}

class Search {
  readonly taken: number[] = [];
  readonly #problem: OrderProblem;
  readonly #preferred: readonly number[];
  readonly #state: State;
  readonly #deadEnds = new Set<string>();
  #tries = 0;

  constructor(problem: OrderProblem, preferred: readonly number[]) {
    this.#problem = problem;
    this.#preferred = preferred;
    this.#state = problem.initial.fork();
  }

  run(): boolean {
    if (this.taken.length === this.#preferred.length) return true;
    const set = [...this.taken].toSorted((one, other) => one - other).join();
    // The same changes made in another order leave the same state: what failed once fails again.
    if (this.#deadEnds.has(set)) return false;
    for (const position of this.#preferred) {
      if (this.#tries >= searchLimits.tries) return false;
      if (this.#isReady(position) && this.#takes(position)) return true;
    }
    this.#deadEnds.add(set);
    return false;
  }

  #isReady(position: number): boolean {
    if (this.taken.includes(position)) return false;
    return (this.#problem.dependencies[position] ?? []).every((earlier) => this.taken.includes(earlier));
  }

  #takes(position: number): boolean {
    const change = this.#problem.changes[position];
    if (change === undefined) return false;
    this.#tries += 1;
    const before = this.#state.replace(change.address, change.after);
    this.taken.push(position);
    if (!this.#problem.isUnsafe(change, before, this.#state) && this.run()) return true;
    this.taken.pop();
    this.#state.replace(change.address, before);
    return false;
  }
}
