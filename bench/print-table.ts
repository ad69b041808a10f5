/** One thing that was measured. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** Absent for what is only worth knowing. */
  readonly goal?: string;
}

/** Prints rows in columns. */
export function printTable(rows: readonly Row[]): void {
  for (const { what, measured, goal = "" } of rows) {
    console.log(`${what.padEnd(68)} ${measured.padStart(10)}  ${goal === "" ? "" : `goal ${goal}`}`.trimEnd());
  }
  console.log("");
}

/** A ratio as it is shown. */
export function ratio(measured: number, base: number): string {
  return (measured / base).toFixed(2);
}

/** A duration as it is shown. */
export function duration(milliseconds: number): string {
  return milliseconds < 10_000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
