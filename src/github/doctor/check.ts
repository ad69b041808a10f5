import type { MessageArguments } from "../../model/diagnostic.ts";

/** What the token showed of something, or the permission that it lacks. */
export type Seen<Value> =
  | { readonly seen: true; readonly value: Value }
  | { readonly seen: false; readonly needs: string };

/** One thing that must hold in a repository, and whether it does. Each `problem` and `cannot-see` has a sentence by its code. */
export interface SetupCheck {
  /** Lower-case words with hyphens, such as `reviews-required`. */
  readonly check: string;
  readonly verdict: "ok" | "problem" | "cannot-see";
  readonly code: string;
  readonly args: MessageArguments;
}

/** A check whose answer is known. The sentence of a problem has the code `setup-` and the name of the check. */
export function judged(check: string, holds: boolean, args: MessageArguments = {}): SetupCheck {
  return { check, verdict: holds ? "ok" : "problem", code: `setup-${check}`, args: holds ? {} : args };
}

/** A check whose answer the token does not show. */
export function unseen(check: string, needs: string): SetupCheck {
  return { check, verdict: "cannot-see", code: "setup-not-visible", args: { needs } };
}

/** A check of something that the token may not show. */
export function judgedIfSeen<Value>(check: string, fact: Seen<Value>, judge: (value: Value) => SetupCheck): SetupCheck {
  return fact.seen ? judge(fact.value) : unseen(check, fact.needs);
}
