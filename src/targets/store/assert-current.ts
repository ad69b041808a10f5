import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { snapshotDigest } from "../snapshot-digest.ts";
import type { ApplyRequest } from "../target.ts";
import { type Connection, textIn } from "./driver.ts";
import { readHistory, type StoredState } from "./stored-state.ts";
import { type Reading, toSnapshot } from "./to-snapshot.ts";

/** Throws `plan-used` for a plan that was applied before, and `stale` when anything was written since it was made. */
export async function assertUnmoved(connection: Connection, { planId, readSet, founds }: ApplyRequest): Promise<void> {
  await assertUnused(connection, planId);
  const { lineage, serial } = await readHistory(connection);
  const counts = { planned: readSet.serial, live: serial };
  if (lineage !== readSet.lineage) throw stale({ reason: "lineage", ...counts });
  if (serial !== readSet.serial) throw stale({ reason: "serial", ...counts });
  if (founds !== (lineage === "")) throw stale({ reason: founds ? "founded" : "not-founded", ...counts });
}

/** Throws `stale` when somebody changed the organization without that being counted. */
export function assertUntampered(state: StoredState, { readSet }: ApplyRequest, reading: Reading): void {
  const digest = snapshotDigest(toSnapshot(state, reading));
  if (digest !== readSet.digest) throw stale({ reason: "content", planned: readSet.serial, live: state.serial });
}

async function assertUnused(connection: Connection, planId: string | undefined): Promise<void> {
  if (planId === undefined) return;
  const used = await connection.get("SELECT applied_at FROM applied_plans WHERE plan_id = ?", [planId]);
  if (used !== undefined) throw new Failure("plan-used", exitCodes.stale, { at: textIn(used, "applied_at") });
}

function stale(args: { readonly reason: string; readonly planned: number; readonly live: number }): Failure {
  return new Failure("stale", exitCodes.stale, args);
}
