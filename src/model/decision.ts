import type { MessageArguments } from "./diagnostic.ts";

/** Allowed or denied for one change, and why. */
export interface Decision {
  readonly allowed: boolean;
  /** The table or rule that decided, such as `personalize-matrix`. */
  readonly rule: string;
  /** Handle of the member whose live role allowed the change; absent when denied. */
  readonly by?: string | undefined;
  /** The live role that gave the right, or the actor's live roles when none did. */
  readonly role?: string | undefined;
  /** Code and arguments of the sentence that explains the decision. */
  readonly reason: Reason;
  /** Handles of the people who could make the change, sorted. */
  readonly whoCan: readonly string[];
}

/** A sentence about a decision, chosen by code when it is shown. */
export interface Reason {
  readonly code: string;
  readonly args: MessageArguments;
}
