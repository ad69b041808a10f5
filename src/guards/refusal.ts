import type { Address } from "../model/address.ts";
import type { MessageArguments } from "../model/diagnostic.ts";
import type { Finding } from "../model/finding.ts";

/** A finding that refuses the plan. */
export function refusal(code: string, addresses: readonly Address[], args: MessageArguments = {}): Finding {
  return { code, severity: "error", args, addresses: [...addresses].toSorted() };
}
