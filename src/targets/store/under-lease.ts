import { setTimeout as sleep } from "node:timers/promises";

import type { ApplyRequest } from "../target.ts";
import { assertUnmoved } from "./assert-current.ts";
import type { Connection } from "./driver.ts";
import { isAnnounced, readLease, releaseLease, takeLease } from "./lease.ts";
import { lockedFailure, writeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";

const pollMs = 50;
// A lease that nobody gives back makes everybody wait for its grace to pass.
const retreatTimeoutMs = 1000;

/**
 * Works alone on the store, under a lease that tells others who it is. The lease is written first, by itself; the work
 * happens in a second transaction, and only if nobody took the lease in between. Who finds it taken, or lost it, starts
 * over while there is time.
 */
export async function underLease<Result>(
  context: StoreContext,
  request: ApplyRequest,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const deadline = performance.now() + request.lockTimeoutMs;
  const left = (): number => Math.max(0, deadline - performance.now());
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each round begins when the one before has failed
    const fence = await announce(context, request, left());
    // oxlint-disable-next-line no-await-in-loop
    const done = fence === undefined ? undefined : await workFenced(context, { fence, timeoutMs: left() }, work);
    if (done !== undefined) return done.result;
    // oxlint-disable-next-line no-await-in-loop
    if (left() === 0) throw await lockedFailure(context);
    // oxlint-disable-next-line no-await-in-loop
    await sleep(Math.min(pollMs * (1 + Math.random()), left()));
  }
}

// Refuses already what cannot be carried out, so that a refused plan does not even write a lease. `undefined` while
// another holder is about to begin.
async function announce(context: StoreContext, request: ApplyRequest, timeoutMs: number): Promise<number | undefined> {
  const { dialect } = context.driver;
  return writeStore(context, timeoutMs, async (connection) => {
    await assertUnmoved(connection, request);
    const lease = await readLease(connection, dialect);
    if (lease !== undefined && isAnnounced(lease)) return undefined;
    return takeLease(connection, dialect, request.actor);
  });
}

// `undefined` when somebody else took the lease.
async function workFenced<Result>(
  context: StoreContext,
  { fence, timeoutMs }: { readonly fence: number; readonly timeoutMs: number },
  work: (connection: Connection) => Promise<Result>,
): Promise<{ readonly result: Result } | undefined> {
  try {
    return await writeStore(context, timeoutMs, async (connection) => {
      if (!(await releaseLease(connection, fence))) return undefined;
      return { result: await work(connection) };
    });
  } catch (error) {
    await writeStore(context, retreatTimeoutMs, (connection) => releaseLease(connection, fence)).catch(() => undefined);
    throw error;
  }
}
