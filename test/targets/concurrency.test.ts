import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startStoreChild } from "../support/run-store-child.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore, openEmbedded } from "../support/store-worlds.ts";
import { applyTo, founding, newMember, newNote, requestFor } from "../support/target-world.ts";

describe.each(everyStore)("in $database", ({ open }) => {
  let world: StoreWorld;
  beforeEach(async () => {
    world = await open();
    await applyTo(world.target, founding);
  });
  afterEach(() => world.close());

  describe("while somebody else writes", () => {
    test("an apply gives up when its time is over, and writes nothing", async () => {
      const request = requestFor(await world.target.read(), [newNote("One")], { lockTimeoutMs: 100 });
      const other = await world.beginWriting();
      const started = performance.now();
      await expect(world.target.apply(request)).rejects.toMatchObject({ code: "locked", exitCode: 25, args: {} });
      expect(performance.now() - started).toBeGreaterThan(90);
      await other.end("ROLLBACK");
      expect((await world.target.read()).objects).toHaveLength(3);
    });

    test("an apply that gives up names who holds the lease", async () => {
      const request = requestFor(await world.target.read(), [newNote("One")], { lockTimeoutMs: 0 });
      await world.foreign("UPDATE lease SET holder = 'eve@acme.test', since = '2026-01-01T00:00:00.000Z'");
      const other = await world.beginWriting();
      await expect(world.target.apply(request)).rejects.toMatchObject({
        code: "locked",
        args: { id: "1", holder: "eve@acme.test", since: "2026-01-01T00:00:00.000Z" },
      });
      await other.end("ROLLBACK");
    });

    test("an apply waits for the other to end", async () => {
      const request = requestFor(await world.target.read(), [newNote("One")]);
      const other = await world.beginWriting();
      setTimeout(() => void other.end("ROLLBACK"), 150);
      expect((await world.target.apply(request)).applied).toEqual(["Note/storefront/one"]);
    });

    test("what the other wrote meanwhile makes the plan stale", async () => {
      const request = requestFor(await world.target.read(), [newNote("One")]);
      const other = await world.beginWriting();
      await other.run("UPDATE objects SET body = '{}' WHERE kind = 'Organization'");
      setTimeout(() => void other.end("COMMIT"), 100);
      await expect(world.target.apply(request)).rejects.toMatchObject({ code: "stale" });
    });

    test("reading goes on, and sees the state before", async () => {
      const before = await world.target.read();
      const other = await world.beginWriting();
      await other.run("DELETE FROM objects");
      expect(await world.target.read()).toEqual(before);
      await other.end("ROLLBACK");
    });

    test("a lease that a crashed run left behind holds nobody up", async () => {
      await world.foreign(
        "UPDATE lease SET fence = fence + 1, holder = 'eve@acme.test', since = '2026-01-01T00:00:00.000Z'",
      );
      await applyTo(world.target, [newNote("One")], { lockTimeoutMs: 0 });
      expect(await world.rows("lease")).toMatchObject([{ holder: "" }]);
    });

    test("each apply raises the fencing number, and a refused one writes no lease", async () => {
      const fence = async (): Promise<number> => Number((await world.rows("lease"))[0]?.["fence"]);
      const request = requestFor(await world.target.read(), [newNote("One")]);
      const before = await fence();
      await world.target.apply(request);
      expect(await fence()).toBe(before + 1);
      await expect(world.target.apply(request)).rejects.toMatchObject({ code: "stale" });
      expect(await fence()).toBe(before + 1);
    });
  });

  describe("several processes", () => {
    test("of several plans for the same state exactly one is applied, the others are stale", async () => {
      const children = ["a", "b", "c"].map(() => startStoreChild(world, { job: "applyOnSignal" }));
      const countReady = (): number => readdirSync(world.folder).filter((name) => name.startsWith("ready")).length;
      await expect.poll(countReady, { timeout: 10_000 }).toBe(3);
      writeFileSync(path.join(world.folder, "go"), "");
      const ends = await Promise.all(children.map(({ ended }) => ended));
      expect(ends.map(({ stdout }) => stdout).toSorted()).toEqual(["applied\n", "stale\n", "stale\n"]);
      expect(ends.map(({ exitCode }) => String(exitCode)).toSorted()).toEqual(["0", "24", "24"]);
      expect((await world.target.read()).objects).toHaveLength(4);
      expect((await world.target.audit.verify()).intact).toBe(true);
    });

    test("nothing but the result is printed", async () => {
      writeFileSync(path.join(world.folder, "go"), "");
      const { stderr, stdout } = await startStoreChild(world, { job: "applyOnSignal" }).ended;
      expect({ stderr, stdout }).toEqual({ stderr: "", stdout: "applied\n" });
    });
  });
});

test("a disk that fills up leaves the organization as it was, and says so", async () => {
  const world = await openEmbedded();
  await applyTo(world.target, founding);
  const before = await world.target.read();
  // One block is 1,024 bytes; the signal that would end the process is turned into an error.
  const shell = "trap '' XFSZ; ulimit -f 1000;";
  const { stdout, exitCode } = await startStoreChild(world, { job: "applyMuch", shell }).ended;
  expect({ stdout, exitCode }).toEqual({ stdout: "store-failed\n", exitCode: 20 });
  expect(await world.target.read()).toEqual(before);
  expect((await world.target.audit.verify()).intact).toBe(true);
  await applyTo(world.target, [newMember("ben")]);
  await world.close();
});
