import type { Place } from "./place.ts";

/** Arguments of a message: the user's own words and numbers. Secrets never enter. */
export type MessageArguments = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Whether a problem stops the run. */
export type Severity = "error" | "warning";

/**
 * A problem that a person can fix. It carries a code, arguments and a place; the sentences are chosen by code when it
 * is shown (`render/sentences`).
 */
export interface Diagnostic {
  /** Lower-case words with hyphens, such as `duplicate-key`. */
  readonly code: string;
  readonly severity: Severity;
  readonly args: MessageArguments;
  /** Absent only when the problem has no place in a file. */
  readonly place?: Place | undefined;
  /** Other places that belong to the problem, such as the first of two equal keys. */
  readonly related?: readonly Place[] | undefined;
}

/** Makes an error; the commonest diagnostic. */
export function problem(code: string, place: Place | undefined, args: MessageArguments = {}): Diagnostic {
  return { code, severity: "error", args, place };
}

/** Makes a warning: shown, but the run goes on. */
export function warning(code: string, place: Place | undefined, args: MessageArguments = {}): Diagnostic {
  return { code, severity: "warning", args, place };
}

/** Whether any of the problems stops the run. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
