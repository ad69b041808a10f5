/** Does something once and tells how long it took, in milliseconds. */
export type Task = () => number;

/**
 * Runs tasks in turn, so many rounds, and gives the median of each. In turn, because a machine is faster at one time than
 * at another, and a ratio must not show that.
 */
export function interleave<Name extends string>(
  rounds: number,
  tasks: Readonly<Record<Name, Task>>,
): Record<Name, number> {
  const names = Object.keys(tasks) as Name[]; // the keys of a record
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, list] of measured) list.push(tasks[name]());
  }
  return Object.fromEntries([...measured].map(([name, list]) => [name, median(list)])) as Record<Name, number>;
}

/** The middle of some numbers, in order. */
export function median(list: readonly number[]): number {
  const sorted = list.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
