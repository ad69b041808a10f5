import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { Failure } from "../../src/model/failure.ts";
import { archivedTables } from "../../src/targets/store/archive/archived-tables.ts";
import { summarizeArchive } from "../../src/targets/store/archive/summarize-archive.ts";
import { describeArchive, linesOf, streamOf } from "../archive-contract.ts";
import { openPostgresWorld } from "../support/postgres-world.ts";
import { sharedPostgres } from "../support/postgres/shared-postgres.ts";
import { tokenIn } from "../support/sqlite-world.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore, openEmbedded, type StoreKind } from "../support/store-worlds.ts";
import { applyTo, find, founding, newMember, newNote } from "../support/target-world.ts";

interface Pair {
  readonly name: string;
  readonly from: StoreKind;
  readonly to: StoreKind;
}

const pairs: readonly Pair[] = everyStore.flatMap((from) =>
  everyStore.map((to) => ({ name: `from ${from.database} to ${to.database}`, from, to })),
);

// Two of the same kind would take as long again, and say little more.
for (const { name, from, to } of pairs.filter((pair) => pair.from !== pair.to)) {
  describeArchive(name, { openFrom: from.open, openTo: to.open });
}

async function between({ from, to }: Pair, work: (from: StoreWorld, to: StoreWorld) => Promise<void>): Promise<void> {
  const [one, other] = [await from.open(), await to.open()];
  try {
    await work(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

describe.each(pairs)("$name", (pair) => {
  test("mails that could not leave are sent once, by whoever works with the copy", () =>
    between(pair, async (from, to) => {
      const smtpUrl = `smtp://127.0.0.1:${await closedPort()}`;
      await applyTo(from.target, founding);
      await applyTo(await from.again({ smtpUrl }), [newMember("ben"), newMember("lin")]);
      await to.target.archive.restore(from.target.archive.read());
      expect((await to.target.invitations.list()).map(({ mail }) => mail)).toEqual(["failed", "failed"]);
      expect((await to.target.deliverMail()).map(({ delivery }) => delivery)).toEqual(["written", "written"]);
      expect(await to.target.deliverMail()).toEqual([]);
      const mails = await to.mails();
      expect(mails).toHaveLength(2);
      // As a mail program joins what the encoding broke (RFC 2045, "Quoted-Printable", soft line breaks).
      for (const token of mails.map((mail) => tokenIn(mail.replaceAll("=\r\n", "")))) {
        expect(await to.target.invitations.accept(token)).toMatchObject({ already: false });
      }
    }));

  test("the serial is the source's, even where somebody wrote past Charter", () =>
    between(pair, async (from, to) => {
      await applyTo(from.target, [...founding, newNote("One"), newNote("Two")]);
      await from.foreign("UPDATE objects SET revision = 0; UPDATE seats SET revision = 0");
      const { serial } = await from.target.read();
      await to.target.archive.restore(from.target.archive.read());
      expect((await to.target.read()).serial).toBe(serial);
    }));

  test("the number of the lease's holder never goes back", () =>
    between(pair, async (from, to) => {
      await applyTo(from.target, founding);
      await from.foreign("UPDATE lease SET fence = 41");
      await applyTo(from.target, [newNote("One")]);
      await to.target.archive.restore(from.target.archive.read());
      expect(await to.rows("lease")).toMatchObject([{ holder: "" }]);
      expect(Number((await to.rows("lease"))[0]?.["fence"])).toBe(42);
    }));

  test("keys of any alphabet stand in the order of their bytes", () =>
    between(pair, async (from, to) => {
      await applyTo(from.target, founding);
      const ids = ["b", "B", "a", "_", "é", "z", "\uFFFD", "\u{1F600}", "10", "9", "a-b", "ab"];
      for (const id of ids) {
        const sql = "INSERT INTO applied_plans (plan_id, plan_digest, applied_at) VALUES (?, ?, ?)";
        await from.foreign(sql, [id, "", ""]);
      }
      const bytes = ids.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
      expect(await planIds(from)).toEqual(bytes);
      await to.target.archive.restore(from.target.archive.read());
      expect(await planIds(to)).toEqual(bytes);
    }));
});

async function planIds({ target }: StoreWorld): Promise<readonly unknown[]> {
  const rows = (await linesOf(target)).map((line) => JSON.parse(line));
  return rows.filter(({ table }) => table === "applied_plans").map(({ row }) => row.plan_id);
}

describe.each(everyStore)("on $database", ({ open }) => {
  test("every column of every table is in an archive, and no other", async () => {
    const world = await open();
    await applyTo(world.target, founding);
    await applyTo(world.target, [newMember("ben")], { planId: "plan-1" });
    for (const { name, columns } of archivedTables) {
      const [row] = await world.rows(name);
      expect([name, Object.keys(row ?? {}).toSorted()]).toEqual([name, Object.keys(columns).toSorted()]);
    }
    await world.close();
  });

  test("a target that somebody else filled is refused, even without an organization", async () => {
    const [world, source] = [await open(), await open()];
    await applyTo(source.target, founding);
    const refusal = applyTo(world.target, founding, { founds: false });
    await expect(refusal).rejects.toMatchObject({ code: "stale" });
    // A store that was made and holds nothing.
    await world.target.archive.restore(source.target.archive.read());
    await world.foreign("UPDATE history SET lineage = ''; DELETE FROM objects; DELETE FROM seats");
    const again = world.target.archive.restore(source.target.archive.read());
    await expect(again).rejects.toMatchObject({ code: "archive-target-taken" });
    await Promise.all([world.close(), source.close()]);
  });
});

describe("a connection that the server ends", () => {
  const endAll =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

  test("while an archive is read, ends the reading: no line comes twice", async () => {
    const world = await openPostgresWorld(await sharedPostgres());
    await applyTo(world.target, [...founding, newNote("One")]);
    const lines: string[] = [];
    const reading = (async () => {
      for await (const line of world.target.archive.read()) {
        if (lines.length === 0) await world.ask(endAll);
        lines.push(line);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: "live-unreadable", exitCode: 26 });
    expect(new Set(lines).size).toBe(lines.length);
    expect((await linesOf(world.target)).length).toBeGreaterThan(lines.length);
    await world.close();
  });

  test("while an archive is taken in, leaves nothing behind", async () => {
    const [from, world] = [await openEmbedded(), await openPostgresWorld(await sharedPostgres())];
    await applyTo(from.target, [...founding, newNote("One")]);
    const lines = await linesOf(from.target);
    async function* disturbed() {
      yield* lines.slice(0, 4);
      await world.ask(endAll);
      yield* lines.slice(4);
    }
    await expect(world.target.archive.restore(disturbed())).rejects.toBeInstanceOf(Failure);
    expect((await world.target.read()).lineage).toBe("");
    await world.target.archive.restore(streamOf(lines));
    expect((await linesOf(world.target)).slice(1, -1)).toEqual(lines.slice(1, -1));
    await Promise.all([from.close(), world.close()]);
  });
});

test.each(everyStore)(
  "on $database, an archive that an earlier Charter wrote is taken in as it is",
  async ({ open }) => {
    const text = readFileSync(path.join(import.meta.dirname, "format-1.archive"), "utf8");
    const lines = text.trimEnd().split("\n");
    const world = await open();
    await world.target.archive.restore(streamOf(lines));
    expect((await linesOf(world.target)).slice(1, -1)).toEqual(lines.slice(1, -1));
    expect(await world.target.audit.verify()).toMatchObject({ intact: true, head: { count: 2 } });
    expect(find(await world.target.read(), "Note", "One").fields).toEqual({ title: "One", text: "äöü" });
    await world.close();
  },
);

test("the same organization has the same lines on every database", async () => {
  const [first, ...others] = await Promise.all(everyStore.map(({ open }) => open()));
  if (first === undefined) throw new Error("there is no database");
  await applyTo(first.target, [...founding, newMember("ben"), newNote("One"), newNote("Two")]);
  const lines = await linesOf(first.target);
  for (const { target } of others) {
    await target.archive.restore(streamOf(lines));
    expect((await linesOf(target)).slice(1, -1)).toEqual(lines.slice(1, -1));
    expect((await summarizeArchive(target.archive.read())).tables).toHaveLength(7);
  }
  await Promise.all([first, ...others].map((world) => world.close()));
});

// A port that nobody listens on: it was free a moment ago.
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
