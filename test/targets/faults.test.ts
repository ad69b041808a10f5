import { describe, expect, test } from "vitest";

import { fileCarrier } from "../../src/targets/mail/file-carrier.ts";
import type { Connection, Driver } from "../../src/targets/store/driver.ts";
import { DriverError } from "../../src/targets/store/driver.ts";
import { openStore } from "../../src/targets/store/open-store.ts";
import { hexFrom } from "../../src/targets/store/random-hex.ts";
import { SqliteDriver } from "../../src/targets/store/sqlite/sqlite-driver.ts";
import type { Target } from "../../src/targets/target.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { openSqliteWorld, type SqliteWorld } from "../support/sqlite-world.ts";
import { targetKinds } from "../support/target-kinds.ts";
import { applyTo, founding, newMember, newNote, remove, requestFor, update } from "../support/target-world.ts";

// The store over a real database whose statements fail where a test says so.

const random = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));

function storeOver(driver: Driver, { folder }: SqliteWorld): Target {
  return openStore({
    driver,
    formats: { dialect: driver.dialect },
    name: "sqlite:faulty",
    kinds: targetKinds,
    now: () => new Date(),
    random,
    hex: hexFrom(random),
    openCarrier: () => fileCarrier(`${folder}/data/outbox`),
    sender: { name: "", address: "charter@localhost" },
  });
}

/** The driver, with something done before each statement of every write. */
function watched(driver: Driver, before: (sql: string) => void): Driver {
  const watch = (connection: Connection): Connection => ({
    run: (sql, values) => (before(sql), connection.run(sql, values)),
    runEach: (sql, rows) => (before(sql), connection.runEach(sql, rows)),
    all: (sql, values) => (before(sql), connection.all(sql, values)),
    get: (sql, values) => (before(sql), connection.get(sql, values)),
    readFormat: () => connection.readFormat(),
    writeFormat: (version) => connection.writeFormat(version),
  });
  return {
    dialect: driver.dialect,
    read: (work) => driver.read(work),
    write: (timeoutMs, work) => driver.write(timeoutMs, (connection) => work(watch(connection))),
    isWritten: () => driver.isWritten(),
    interruptWriter: (fence) => driver.interruptWriter(fence),
    close: () => driver.close(),
  };
}

async function worldWithPeople(): Promise<SqliteWorld> {
  const world = await openSqliteWorld();
  await applyTo(world.target, founding);
  await applyTo(world.target, [newMember("ben"), newNote("Old"), newNote("Plan")]);
  return world;
}

const everyKindOfChange = [
  newMember("cy"),
  update({
    kind: "Project",
    fields: { title: "Storefront", product: "personalize", members: [{ member: "cy", roles: ["Project Owner"] }] },
  }),
  update({ kind: "Note", project: "storefront", fields: { title: "Plan", text: "new" } }),
  remove("Note/storefront/old"),
  remove("Member/ben"),
];

describe("an apply that is interrupted", () => {
  test("leaves nothing behind, at whichever statement it fails", async () => {
    const world = await worldWithPeople();
    const before = await world.target.read();
    const request = requestFor(before, everyKindOfChange, { planId: "one", lockTimeoutMs: 0 });
    let survived = 0;
    for (let failing = 1; ; failing += 1) {
      let count = 0;
      const driver = watched(new SqliteDriver(world.file), (sql) => {
        count += 1;
        if (count === failing) throw new DriverError("failed", `no more after ${sql}`);
      });
      const store = storeOver(driver, world);
      const outcome = await store.apply(request).catch((error: unknown) => error);
      await store.close();
      if (!(outcome instanceof Error)) break;
      survived += 1;
      expect(outcome).toMatchObject({ code: "store-failed", exitCode: 20 });
      expect(await world.target.read()).toEqual(before);
    }
    expect(survived).toBeGreaterThan(15);
    const statuses = (await world.target.invitations.list()).map(({ email, status }) => `${email} ${status}`);
    expect(statuses).toEqual(["ben@acme.test revoked", "cy@acme.test pending"]);
    expect((await world.target.audit.verify()).intact).toBe(true);
    await world.close();
  });

  test("starts over when somebody took the lease in between", async () => {
    const world = await worldWithPeople();
    let taken = 0;
    const driver = watched(new SqliteDriver(world.file), () => undefined);
    const stealing: Driver = {
      ...driver,
      write: async (timeoutMs, work) => {
        const result = await driver.write(timeoutMs, work);
        if (taken === 0) asForeigner(world.file, (database) => database.exec("UPDATE lease SET fence = fence + 1"));
        taken += 1;
        return result;
      },
    };
    const store = storeOver(stealing, world);
    expect((await applyTo(store, [newNote("One")])).applied).toEqual(["Note/storefront/one"]);
    expect(taken).toBeGreaterThan(2);
    await store.close();
    await world.close();
  });

  test("gives up, writing nothing, when the lease is lost and its time is over", async () => {
    const world = await worldWithPeople();
    const before = await world.target.read();
    const driver = new SqliteDriver(world.file);
    const stealing: Driver = {
      dialect: driver.dialect,
      read: (work) => driver.read(work),
      write: async (timeoutMs, work) => {
        const result = await driver.write(timeoutMs, work);
        asForeigner(world.file, (database) => database.exec("UPDATE lease SET fence = fence + 1, holder = 'eve'"));
        return result;
      },
      isWritten: () => driver.isWritten(),
      interruptWriter: (fence) => driver.interruptWriter(fence),
      close: () => driver.close(),
    };
    const store = storeOver(stealing, world);
    await expect(applyTo(store, [newNote("One")], { lockTimeoutMs: 0 })).rejects.toMatchObject({
      code: "locked",
      args: { holder: "eve" },
    });
    expect(await world.target.read()).toEqual(before);
    await store.close();
    await world.close();
  });
});
