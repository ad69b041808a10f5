import type { Address } from "../../model/address.ts";
import type { Plan } from "../../model/plan.ts";
import { entriesOf } from "../../plan/plan-entries.ts";
import { sha256 } from "../../targets/sha256.ts";
import type { ReviewedChanges } from "../report/reviewed-changes.ts";

/** A digest of each change at the given addresses: of what is done to which live object, whoever may do it. */
export function digestsOf(plan: Pick<Plan, "changes">, addresses: ReadonlySet<Address>): ReviewedChanges {
  const entries = [...entriesOf({ plan, uids: new Map() })].filter(([address]) => addresses.has(address));
  return new Map(entries.map(([address, { text }]) => [address, sha256(text)]));
}
