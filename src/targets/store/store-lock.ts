import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { LockStatus, TargetLock } from "../target-lock.ts";
import type { Connection } from "./driver.ts";
import { isAnnounced, type Lease, readLease } from "./lease.ts";
import { interruptWriter, isWritten, readStore, writeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";

// A transaction that was ended lets go at once.
const releaseTimeoutMs = 5000;

/** The lease of a store, to be looked at and to be taken from a holder that died. */
export function storeLock(context: StoreContext): TargetLock {
  return {
    status: async () => statusOf(context),
    release: async (id) => release(context, id),
  };
}

async function statusOf(context: StoreContext): Promise<LockStatus> {
  const lease = await readHolder(context);
  const { fence, holder, since } = lease;
  const state = (await isWritten(context)) ? "writing" : stateOf(lease);
  return { id: String(fence), state, ...(holder !== "" && { holder, since }) };
}

function stateOf(lease: Lease): LockStatus["state"] {
  if (lease.holder === "") return "free";
  return isAnnounced(lease) ? "announced" : "abandoned";
}

async function readHolder(context: StoreContext): Promise<Lease> {
  const lease = await readStore(context, async (one) => readLease(one, context.driver.dialect));
  if (lease !== undefined) return lease;
  throw new Failure("store-missing", exitCodes.usage, { target: context.name });
}

async function release(context: StoreContext, id: string): Promise<LockStatus> {
  const { fence } = await readHolder(context);
  assertSame(id, fence);
  if ((await isWritten(context)) && !(await interruptWriter(context, fence))) {
    throw new Failure("lock-not-ended", exitCodes.locked, { id });
  }
  await writeStore(context, releaseTimeoutMs, async (connection) => {
    const lease = await readLease(connection, context.driver.dialect);
    assertSame(id, lease?.fence ?? 0);
    await forget(connection);
  });
  return statusOf(context);
}

// A new fencing number: should the holder wake up, it finds that it is no longer the one.
async function forget(connection: Connection): Promise<void> {
  await connection.run("UPDATE lease SET fence = fence + 1, holder = '', since = '' WHERE id = 1");
}

function assertSame(id: string, fence: number): void {
  if (id === String(fence)) return;
  throw new Failure("lock-other", exitCodes.usage, { id, held: String(fence) });
}
