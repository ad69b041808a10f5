import type { Change } from "../model/change.ts";
import { compareText } from "../model/json.ts";
import type { Dependencies } from "./dependencies.ts";

/** Positions in an order that keeps every dependency, or the changes that wait for each other. */
export type Order = { readonly positions: readonly number[] } | { readonly cycle: readonly number[] };

/**
 * Orders changes by phase and address, each after what it depends on. The same input gives the same order everywhere.
 */
export function orderChanges(
  changes: readonly Change[],
  dependencies: Dependencies,
  phaseOf: (change: Change) => number,
): Order {
  const phases = changes.map(phaseOf);
  const compare = (one: number, other: number): number =>
    (phases[one] ?? 0) - (phases[other] ?? 0) ||
    compareText(changes[one]?.address ?? "", changes[other]?.address ?? "") ||
    one - other;
  const wanted = changes.map((_, position) => position).toSorted(compare);
  const walk = new Walk(dependencies, compare);
  for (const position of wanted) {
    const cycle = walk.visit(position);
    if (cycle !== undefined) return { cycle };
  }
  return { positions: walk.done };
}

// Depth first with a stack of its own: chains of renames may be longer than the call stack is deep.
class Walk {
  readonly done: number[] = [];
  readonly #state = new Map<number, "open" | "done">();
  readonly #dependencies: Dependencies;
  readonly #compare: (one: number, other: number) => number;

  constructor(dependencies: Dependencies, compare: (one: number, other: number) => number) {
    this.#dependencies = dependencies;
    this.#compare = compare;
  }

  visit(start: number): readonly number[] | undefined {
    const stack = this.#state.has(start) ? [] : [this.#open(start)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.waiting.shift();
      if (next === undefined) {
        this.#state.set(top.position, "done");
        this.done.push(top.position);
        stack.pop();
      } else if (this.#state.get(next) === "open") {
        return stack.map(({ position }) => position).slice(stack.findIndex(({ position }) => position === next));
      } else if (!this.#state.has(next)) stack.push(this.#open(next));
    }
    return undefined;
  }

  #open(position: number): { readonly position: number; readonly waiting: number[] } {
    this.#state.set(position, "open");
    return { position, waiting: [...(this.#dependencies[position] ?? [])].toSorted(this.#compare) };
  }
}
