import type { Address } from "./address.ts";
import type { MessageArguments, Severity } from "./diagnostic.ts";

/** What a guard says about a plan. An error refuses the whole plan. */
export interface Finding {
  /** The guard's code, such as `admin-floor`. */
  readonly code: string;
  readonly severity: Severity;
  readonly args: MessageArguments;
  /** The objects it is about, sorted. */
  readonly addresses: readonly Address[];
}
