import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";

import { openPostgresWorld } from "../support/postgres-world.ts";
import { startFaultProxy } from "../support/postgres/fault-proxy.ts";
import { sqlIn } from "../support/postgres/message-frames.ts";
import { sharedPostgres } from "../support/postgres/shared-postgres.ts";
import { type Child, startStoreChild } from "../support/run-store-child.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore } from "../support/store-worlds.ts";
import { applyTo, founding, newNote, requestFor } from "../support/target-world.ts";

const longAgo = "2026-01-01T00:00:00.000Z";

describe.each(everyStore)("the lock in $database", ({ open }) => {
  let world: StoreWorld;
  beforeEach(async () => {
    world = await open();
    await applyTo(world.target, founding);
  });
  afterEach(() => world.close());

  test("is free when nobody applies", async () => {
    expect(await world.target.lock.status()).toEqual({ id: "1", state: "free" });
  });

  test("is nowhere while there is no organization", async () => {
    const other = await open();
    const missing = { code: "store-missing", exitCode: 20 };
    await expect(other.target.lock.status()).rejects.toMatchObject(missing);
    await expect(other.target.lock.release("1")).rejects.toMatchObject(missing);
    await other.close();
  });

  test("is writing while somebody writes, and looking at it holds nobody up", async () => {
    const other = await world.beginWriting();
    const began = performance.now();
    expect(await world.target.lock.status()).toEqual({ id: "1", state: "writing" });
    expect(performance.now() - began).toBeLessThan(2000);
    await other.end("ROLLBACK");
    expect(await world.target.lock.status()).toMatchObject({ state: "free" });
  });

  test("stays free however many look at it at once", async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => world.again()));
    const seen = await Promise.all(opened.map((target) => target.lock.status()));
    expect(seen).toEqual(opened.map(() => ({ id: "1", state: "free" })));
  });

  test("was left behind by a holder that died before the work, and can be released once", async () => {
    await world.foreign("UPDATE lease SET fence = 7, holder = 'eve@acme.test', since = ?", [longAgo]);
    const left = { id: "7", state: "abandoned", holder: "eve@acme.test", since: longAgo };
    expect(await world.target.lock.status()).toEqual(left);
    expect(await world.target.lock.release("7")).toEqual({ id: "8", state: "free" });
    await expect(world.target.lock.release("7")).rejects.toMatchObject({
      code: "lock-other",
      exitCode: 20,
      args: { id: "7", held: "8" },
    });
    await applyTo(world.target, [newNote("One")], { lockTimeoutMs: 0 });
  });

  test("of a holder that is about to write is released as well", async () => {
    const since = new Date().toISOString();
    await world.foreign("UPDATE lease SET fence = 7, holder = 'eve@acme.test', since = ?", [since]);
    const request = requestFor(await world.target.read(), [newNote("One")], { lockTimeoutMs: 100 });
    await expect(world.target.apply(request)).rejects.toMatchObject({
      code: "locked",
      exitCode: 25,
      args: { id: "7", holder: "eve@acme.test", since },
    });
    expect(await world.target.lock.release("7")).toMatchObject({ state: "free" });
    await world.target.apply(request);
  });

  test.each(["", "0", "01", "1 ", "-1", "9", "1; DROP TABLE lease", "٧"])(
    "is not released by another id: %j",
    async (id) => {
      await world.foreign("UPDATE lease SET holder = 'eve@acme.test', since = ?", [longAgo]);
      await expect(world.target.lock.release(id)).rejects.toMatchObject({ code: "lock-other", exitCode: 20 });
      expect(await world.rows("lease")).toMatchObject([{ holder: "eve@acme.test" }]);
    },
  );
});

describe.each(everyStore)("a holder in $database that sleeps in the middle of an apply", ({ open, database }) => {
  test("is named to those who wait, for as long as they allow, and readers do not wait", async () => {
    const { world, close } = await sleepingHolder(open);
    const before = await world.target.read();
    const began = performance.now();
    const late = applyTo(world.target, [newNote("Late")], { lockTimeoutMs: 300 });
    await expect(late).rejects.toMatchObject({ code: "locked", exitCode: 25 });
    expect(performance.now() - began).toBeGreaterThan(290);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(await world.target.read()).toEqual(before);
    expect((await world.target.audit.verify()).intact).toBe(true);
    await close();
  });

  const fate =
    database === "SQLite" ? "cannot be ended from here" : "loses the lock by a release, and wakes up to a refusal";

  test(
    fate,
    async () => {
      const { world, child, close } = await sleepingHolder(open);
      const before = await world.target.read();
      const { id } = await world.target.lock.status();
      if (database === "SQLite") {
        await expect(world.target.lock.release(id)).rejects.toMatchObject({ code: "lock-not-ended", exitCode: 25 });
        expect(await world.target.lock.status()).toMatchObject({ id, state: "writing" });
        return close();
      }
      expect(await world.target.lock.release(id)).toMatchObject({ state: "free" });
      await applyTo(world.target, [newNote("Meanwhile")], { lockTimeoutMs: 0 });
      child.wake();
      const { stdout, exitCode, stderr } = await child.ended;
      expect({ said: stdout.split("\n").at(-2), exitCode, stderr }).toEqual({
        said: "store-failed",
        exitCode: 20,
        stderr: "",
      });
      const after = await world.target.read();
      expect(after.objects).toHaveLength(before.objects.length + 1);
      expect((await world.target.audit.verify()).intact).toBe(true);
      await close();
    },
    60_000,
  );
});

test("a holder whose network fails between the lock and the work leaves a lock behind that can be released", async () => {
  const server = await sharedPostgres();
  const proxy = await startFaultProxy(server);
  const world = await openPostgresWorld(server);
  onTestFinished(() => world.close());
  await applyTo(world.target, founding);
  const through = await world.openAt(`${proxy.url(world.url)}?connect_timeout=1`);
  const request = requestFor(await world.target.read(), [newNote("One")]);
  let begun = 0;
  const cut = proxy.cutWhen((message) => {
    if (sqlIn(message)?.includes("FOR UPDATE NOWAIT") === true) begun += 1;
    return begun === 2;
  }, "before");
  const gone = cut.then(() => proxy.close());
  await expect(through.apply(request)).rejects.toMatchObject({ code: "store-failed", exitCode: 20 });
  await gone;
  const { id, state, holder } = await world.target.lock.status();
  expect({ id, holder }).toEqual({ id: "2", holder: "ada@acme.test" });
  expect(state).toMatch(/announced|abandoned/);
  expect(await world.target.lock.release("2")).toMatchObject({ id: "3", state: "free" });
  await world.target.apply(request);
  expect((await world.target.read()).objects).toHaveLength(4);
});

interface Sleeping {
  readonly world: StoreWorld;
  readonly child: Child;
  readonly close: () => Promise<void>;
}

// Stops a process again and again until it is caught in the middle of an apply.
async function sleepingHolder(open: () => Promise<StoreWorld>): Promise<Sleeping> {
  const world = await open();
  await applyTo(world.target, founding);
  const child = startStoreChild(world, { job: "applyForever" });
  const close = async (): Promise<void> => {
    child.kill();
    await child.ended;
    await world.close();
  };
  onTestFinished(() => child.kill());
  await child.spoke;
  for (let attempt = 0; attempt < 300; attempt += 1) {
    child.stop();
    await sleep(5);
    if ((await world.target.lock.status()).state === "writing") return { world, child, close };
    child.wake();
    await sleep(Math.random() * 60);
  }
  throw new Error("the holder was never caught writing");
}
