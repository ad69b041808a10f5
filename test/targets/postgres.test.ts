import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { openPostgresWorld, type PostgresWorld } from "../support/postgres-world.ts";
import { hasPgBouncer } from "../support/postgres/pgbouncer.ts";
import type { Pooler } from "../support/postgres/pooler-contract.ts";
import { startPooler, type PoolerOptions } from "../support/postgres/pooler.ts";
import type { PostgresAccess, TestDatabase } from "../support/postgres/postgres-access.ts";
import { sharedPostgres } from "../support/postgres/shared-postgres.ts";
import { applyTo, find, founding, newMember, newNote, requestFor, update } from "../support/target-world.ts";
import { describeTarget } from "../target-contract.ts";

let server: PostgresAccess;
let common: TestDatabase;
beforeAll(async () => {
  server = await sharedPostgres();
  common = await server.createDatabase();
});

async function openWorld(...[options]: readonly [Parameters<typeof openPostgresWorld>[1]?]): Promise<PostgresWorld> {
  const world = await openPostgresWorld(server, { database: common, ...options });
  onTestFinished(() => world.close());
  return world;
}

describeTarget("a shared organization", async () => openPostgresWorld(server, { database: common }));

const programs: readonly Required<Pick<PoolerOptions, "program">>[] = [
  { program: "proxy" },
  ...(hasPgBouncer ? [{ program: "pgbouncer" } as const] : []),
];

describe.each(programs)("through a pooler by transaction ($program)", ({ program }) => {
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await startPooler(await sharedPostgres(), { program, poolSize: 2 });
  });
  afterAll(() => pooler.close());

  describeTarget("a shared organization", async () => {
    return openPostgresWorld(server, { database: common, way: pooler.url });
  });

  test("several clients share two connections, and none meets what another left there", async () => {
    const world = await openWorld({ way: pooler.url });
    await applyTo(world.target, founding);
    const clients = await Promise.all([1, 2, 3, 4, 5].map(() => world.again()));
    const rounds = clients.map(async (client, writer) => {
      for (let round = 0; round < 4; round += 1) {
        const note = newNote(`Note ${writer} ${round}`);
        while (!(await isApplied(client.read().then((live) => client.apply(requestFor(live, [note])))))) continue;
        await client.audit.verify();
        await client.invitations.list();
      }
    });
    await Promise.all(rounds);
    const { objects } = await world.target.read();
    expect(objects.filter(({ kind }) => kind === "Note")).toHaveLength(20);
    expect((await world.target.audit.verify()).head.count).toBe(21);
    // What a session keeps would be met by its next user.
    const kept = "SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = 'advisory' AND database = $1::oid";
    const [own] = await world.ask("SELECT oid FROM pg_database WHERE datname = current_database()");
    expect(await world.ask(kept, [own?.["oid"]])).toEqual([{ locks: 0 }]);
  });
});

// Whether an apply was carried out; a plan that is stale is made again.
async function isApplied(apply: Promise<unknown>): Promise<boolean> {
  try {
    await apply;
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "stale" });
    return false;
  }
}

describe("the tables", () => {
  test("are not made by reading", async () => {
    const world = await openWorld();
    await world.target.read();
    await world.target.audit.verify();
    await world.target.invitations.list();
    await world.target.deliverMail();
    await expect(world.target.lock.status()).rejects.toMatchObject({ code: "store-missing" });
    expect(await tablesOf(world)).toEqual([]);
  });

  test("are in the schema that the URL names, and one database holds several organizations", async () => {
    const world = await openWorld();
    const other = await world.openAt(world.url.replace(world.schema, "blog"));
    await applyTo(world.target, [...founding, newNote("One")]);
    await applyTo(other, founding);
    expect([await countNotes(world.target), await countNotes(other)]).toEqual([1, 0]);
    const schemas = "SELECT schemaname FROM pg_tables WHERE tablename = 'objects' ORDER BY schemaname = 'blog'";
    expect(await world.ask(schemas)).toEqual([{ schemaname: world.schema }, { schemaname: "blog" }]);
  });

  test("are made once when several found the organization at the same moment, and one founds it", async () => {
    const world = await openWorld();
    const founders = await Promise.all([1, 2, 3, 4].map(() => world.again()));
    // Read once: whoever reads after the founding would rightly add to it.
    const request = requestFor(await world.target.read(), founding);
    const applies = await Promise.allSettled(founders.map((one) => one.apply(request)));
    const codes = applies.map((one) =>
      one.status === "fulfilled" ? "applied" : (one.reason as { code: string }).code,
    );
    expect(codes.toSorted()).toEqual(["applied", "stale", "stale", "stale"]);
    expect((await world.target.read()).objects).toHaveLength(3);
  });

  test("of a refused founding are not left behind", async () => {
    const world = await openWorld();
    await expect(applyTo(world.target, founding, { founds: false })).rejects.toMatchObject({ code: "stale" });
    expect(await tablesOf(world)).toEqual([]);
  });

  test("of another program are left alone", async () => {
    const world = await openWorld();
    const { schema, database } = world;
    await world.ask(`CREATE SCHEMA ${schema} AUTHORIZATION ${database.name}; CREATE TABLE ${schema}.users (id int)`);
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-foreign", exitCode: 20 });
    await expect(world.target.apply(requestFor(nothing, founding))).rejects.toMatchObject({ code: "store-foreign" });
    expect(await tablesOf(world)).toEqual(["users"]);
  });

  test("of a newer Charter are neither read nor written", async () => {
    const world = await openWorld();
    await applyTo(world.target, founding);
    const request = requestFor(await world.target.read(), [newNote("One")]);
    await world.foreign("UPDATE store_format SET version = 99");
    const newer = { code: "store-newer", exitCode: 20, args: { found: 99 } };
    await expect(world.target.read()).rejects.toMatchObject(newer);
    await expect(world.target.apply(request)).rejects.toMatchObject(newer);
  });

  test.each(["store_format", "history", "lease"])("whose %s lost its row are damaged, not empty", async (table) => {
    const world = await openWorld();
    await applyTo(world.target, founding);
    const request = requestFor(await world.target.read(), [newNote("One")]);
    await world.foreign(`DELETE FROM ${table}`);
    await expect(world.target.apply(request)).rejects.toMatchObject({ code: "store-damaged", exitCode: 26 });
  });

  test("that lost one of them are damaged, not empty", async () => {
    const world = await openWorld();
    await applyTo(world.target, founding);
    await world.foreign("DROP TABLE seats");
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-damaged", exitCode: 26 });
  });

  test("have the names that SQLite's have", async () => {
    const world = await openWorld();
    await applyTo(world.target, [...founding, newMember("ben"), newNote("One")]);
    expect(await tablesOf(world)).toEqual([
      "applied_plans",
      "audit",
      "history",
      "invitation_seats",
      "invitations",
      "lease",
      "objects",
      "outbox",
      "seats",
      "store_format",
    ]);
  });
});

describe("somebody who writes past Charter", () => {
  test.each([
    ["an insert", "INSERT INTO objects (uid, kind, project_uid, created_by, body) VALUES ('x', 'Note', '', '', '{}')"],
    ["an update", "UPDATE objects SET body = '{}' WHERE kind = 'Note'"],
    ["a delete", "DELETE FROM objects WHERE kind = 'Note'"],
    ["a truncate", "TRUNCATE seats"],
    ["a seat that is accepted", "UPDATE seats SET status = 'accepted', invited_by = ''"],
  ])("%s is counted, so that a plan made before is stale", async (_, sql) => {
    const world = await openWorld();
    await applyTo(world.target, [...founding, newNote("One")]);
    const before = await world.target.read();
    await world.foreign(sql);
    expect((await world.target.read()).serial).toBeGreaterThan(before.serial);
    await expect(world.target.apply(requestFor(before, [newNote("Two")]))).rejects.toMatchObject({
      code: "stale",
      args: { reason: "serial" },
    });
  });

  test("a change that was hidden from the count is found by its content", async () => {
    const world = await openWorld();
    await applyTo(world.target, [...founding, newNote("One")]);
    const before = await world.target.read();
    await world.foreign(`UPDATE objects SET body = '{"title":"Two"}', revision = 77 WHERE kind = 'Note'`);
    expect((await world.target.read()).serial).toBe(before.serial);
    await expect(world.target.apply(requestFor(before, [newNote("Three")]))).rejects.toMatchObject({
      code: "stale",
      args: { reason: "content" },
    });
  });

  test("deletions of Charter itself are counted by itself, also many at once", async () => {
    const world = await openWorld();
    const notes = Array.from({ length: 50 }, (_, at) => newNote(`Note ${at}`));
    await applyTo(world.target, [...founding, ...notes]);
    const before = await world.target.read();
    await applyTo(
      world.target,
      notes.map(({ address }) => ({
        ...update({ kind: "Note", fields: {} }),
        after: undefined,
        address,
        action: "delete",
      })),
    );
    const after = await world.target.read();
    expect(after.serial).toBeGreaterThan(before.serial);
    expect(find(after, "Organization", "Acme").uid).toBe(find(before, "Organization", "Acme").uid);
    expect(await countNotes(world.target)).toBe(0);
  });
});

async function tablesOf({ ask, schema }: PostgresWorld): Promise<readonly unknown[]> {
  const rows = await ask("SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY 1", [schema]);
  return rows.map(({ tablename }) => tablename);
}

const nothing = { target: "", lineage: "", serial: 0, objects: [] };

async function countNotes(target: PostgresWorld["target"]): Promise<number> {
  return (await target.read()).objects.filter(({ kind }) => kind === "Note").length;
}
