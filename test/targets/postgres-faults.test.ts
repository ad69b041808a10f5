import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "pg";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { Failure } from "../../src/model/failure.ts";
import { openPostgresWorld, type PostgresWorld } from "../support/postgres-world.ts";
import { saysCommit, startFaultProxy, type FaultProxy } from "../support/postgres/fault-proxy.ts";
import type { Message } from "../support/postgres/message-frames.ts";
import { sqlIn } from "../support/postgres/message-frames.ts";
import type { PostgresAccess, TestDatabase } from "../support/postgres/postgres-access.ts";
import { startPostgres } from "../support/postgres/postgres-server.ts";
import { sharedPostgres } from "../support/postgres/shared-postgres.ts";
import { applyTo, find, founding, newMember, newNote, requestFor } from "../support/target-world.ts";

let server: PostgresAccess;
let common: TestDatabase;
beforeAll(async () => {
  server = await sharedPostgres();
  common = await server.createDatabase();
});

async function found(options: Parameters<typeof openPostgresWorld>[1] = {}): Promise<PostgresWorld> {
  const world = await openPostgresWorld(server, { database: common, ...options });
  onTestFinished(() => world.close());
  await applyTo(world.target, founding);
  return world;
}

async function throughProxy(): Promise<{ readonly world: PostgresWorld; readonly proxy: FaultProxy }> {
  const proxy = await startFaultProxy(server);
  onTestFinished(() => proxy.close().catch(() => undefined));
  return { world: await found({ way: proxy.url }), proxy };
}

async function titlesIn({ target }: PostgresWorld): Promise<readonly unknown[]> {
  const { objects } = await target.read();
  return objects.filter(({ kind }) => kind === "Note").map(({ fields }) => fields["title"]);
}

// The commit of the apply itself: the first one is the announcement's.
function commitOfApply(): (message: Message) => boolean {
  let writes = 0;
  return (message) => {
    if (sqlIn(message)?.includes("INSERT INTO audit") === true) writes += 1;
    return writes > 0 && saysCommit(message);
  };
}

describe("a connection that breaks", () => {
  test("before the commit reaches the server: nothing is kept, and that is said", async () => {
    const { world, proxy } = await throughProxy();
    const request = requestFor(await world.target.read(), [newNote("One")]);
    const cut = proxy.cutWhen(commitOfApply(), "before");
    await expect(world.target.apply(request)).rejects.toMatchObject({ code: "store-failed", exitCode: 20 });
    await cut;
    expect(await titlesIn(world)).toEqual([]);
    expect(await world.target.lock.status()).toMatchObject({ state: "free" });
    await world.target.apply(request);
    expect(await titlesIn(world)).toEqual(["One"]);
  });

  test("after the commit and before the answer: the server is asked, and the apply is a success", async () => {
    const { world, proxy } = await throughProxy();
    const cut = proxy.cutWhen(commitOfApply(), "after");
    const outcome = await applyTo(world.target, [newNote("One"), newMember("ben")]);
    await cut;
    expect(outcome).toMatchObject({ applied: ["Note/storefront/one", "Member/ben"], unknown: [], failed: [] });
    expect(outcome.invitations).toMatchObject([{ email: "ben@acme.test", delivery: "written" }]);
    expect(await titlesIn(world)).toEqual(["One"]);
    expect((await world.target.audit.verify()).head.count).toBe(2);
    expect(await world.mails()).toHaveLength(1);
  });

  test(
    "after the commit, and nobody answers any more: it is not known, and all changes are told as such",
    { timeout: 60_000 },
    async () => {
      const { world, proxy } = await throughProxy();
      const request = requestFor(await world.target.read(), [newNote("One"), newNote("Two")]);
      const hasty = await world.again({ patienceMs: 1000 });
      const gone = proxy.cutWhen(commitOfApply(), "after").then(() => proxy.close());
      const outcome = await hasty.apply(request);
      await gone;
      expect(outcome).toEqual({
        applied: [],
        failed: [],
        notAttempted: [],
        unknown: ["Note/storefront/one", "Note/storefront/two"],
        invitations: [],
      });
      const direct = await world.openAt(`${world.database.url}?schema=${world.schema}`);
      expect((await direct.read()).objects).toHaveLength(5);
      await expect(direct.apply(request)).rejects.toMatchObject({ code: "stale" });
    },
  );

  test("while reading: it is read again", async () => {
    const { world, proxy } = await throughProxy();
    const before = await world.target.read();
    const cut = proxy.cutWhen((message) => sqlIn(message)?.includes("FROM objects") === true, "before");
    expect(await world.target.read()).toEqual(before);
    await cut;
  });

  test("between two jobs: the next one connects again", async () => {
    const { world, proxy } = await throughProxy();
    proxy.cutAll();
    await applyTo(world.target, [newNote("One")]);
    await server.terminateBackends(common.name);
    await applyTo(world.target, [newNote("Two")]);
    expect(await titlesIn(world)).toHaveLength(2);
  });

  test("at whichever message of an apply: all of it or nothing, and the truth about it", async () => {
    const { world, proxy } = await throughProxy();
    let broken = 0;
    for (let failing = 1; ; failing += 3) {
      const before = await world.target.read();
      let messages = 0;
      const watch = (message: Message): boolean => ["Q", "S"].includes(message.type) && (messages += 1) === failing;
      void proxy.cutWhen(watch, failing % 2 === 0 ? "before" : "after");
      const request = requestFor(before, [newNote(`Note ${failing} a`), newNote(`Note ${failing} b`)]);
      const end = await world.target.apply(request).then(
        ({ applied }) => applied.length,
        (error: unknown) => (error instanceof Failure ? error.exitCode : error),
      );
      const isOver = messages < failing;
      const added = (await world.target.read()).objects.length - before.objects.length;
      expect([end, added]).toEqual(end === 2 ? [2, 2] : [20, 0]);
      if (isOver) break;
      broken += 1;
    }
    expect(broken).toBeGreaterThan(5);
    expect((await world.target.audit.verify()).intact).toBe(true);
  });
});

describe("a foreign writer", () => {
  test("who changes what an apply reads makes the plan stale, and is not overwritten", async () => {
    const world = await found();
    await applyTo(world.target, [newNote("One")]);
    const request = requestFor(await world.target.read(), [newNote("Two")]);
    const other = await openClient(world);
    await other.query("BEGIN; UPDATE objects SET body = '{\"title\":\"Theirs\"}' WHERE kind = 'Note'");
    const late = world.target.apply(request);
    setTimeout(() => void other.query("COMMIT"), 200);
    await expect(late).rejects.toMatchObject({ code: "stale", exitCode: 24 });
    expect(await titlesIn(world)).toEqual(["Theirs"]);
  });

  test.each(["serializable", "repeatable read", "read committed"])(
    "finds the store in order where the database's default is %s",
    async (level) => {
      const database = await server.createDatabase();
      await server.query({ sql: `ALTER DATABASE ${database.name} SET default_transaction_isolation = '${level}'` });
      const world = await openPostgresWorld(server, { database });
      onTestFinished(async () => (await world.close(), database.drop()));
      await applyTo(world.target, founding);
      const clients = await Promise.all([1, 2, 3].map(() => world.again()));
      const ends = await Promise.allSettled(clients.map((one, at) => applyTo(one, [newNote(`Note ${at}`)])));
      const done = ends.filter(({ status }) => status === "fulfilled").length;
      expect(done).toBeGreaterThan(0);
      expect(await titlesIn(world)).toHaveLength(done);
      for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "stale" });
    },
  );

  test("in a deadlock with an apply does not make it overwrite anything", async () => {
    const world = await found();
    await applyTo(world.target, [newNote("One")]);
    const request = requestFor(await world.target.read(), [newNote("Two")], { lockTimeoutMs: 1000 });
    const other = await openClient(world);
    await other.query("BEGIN; LOCK TABLE audit IN EXCLUSIVE MODE");
    const late = world.target.apply(request).catch((error: unknown) => String(error));
    await sleep(100);
    await other.query("UPDATE history SET serial = serial").catch(() => undefined);
    await other.query("ROLLBACK").catch(() => undefined);
    const end = await late;
    expect(await titlesIn(world)).toHaveLength(typeof end === "string" ? 1 : 2);
    expect((await world.target.audit.verify()).intact).toBe(true);
  });
});

describe("a server that refuses in the middle of an apply", () => {
  test.each([
    ["53100", "disk full", /disk is full/],
    ["25006", "a standby", /standby, or set to read only/],
    ["53200", "out of memory", /refused by the server/],
  ])("with %s, %s, leaves the organization as it was and says so", async (state, _, detail) => {
    const world = await found();
    const before = await world.target.read();
    const { schema } = world;
    await world.ask(`CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'refused by the server' USING ERRCODE = '${state}'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON ${schema}.audit FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse()`);
    const refused = applyTo(world.target, [newNote("One")]);
    await expect(refused).rejects.toMatchObject({
      code: "store-failed",
      exitCode: 20,
      args: { detail: expect.stringMatching(detail) },
    });
    expect(await world.target.read()).toEqual(before);
    expect(await world.target.lock.status()).toMatchObject({ state: "free" });
    await world.ask(`DROP TRIGGER refuse ON ${schema}.audit`);
    await applyTo(world.target, [newNote("One")]);
  });

  // Only root may mount; elsewhere the same refusal is tested above as the server words it.
  test.runIf(process.getuid?.() === 0 && canMount())("because its disk is full, keeps nothing", async () => {
    const own = await startPostgres();
    const disk = path.join(own.folder, "small-disk");
    mkdirSync(disk);
    mount("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk);
    onTestFinished(async () => {
      await own.stop();
      spawnSync("umount", ["-l", disk]);
    });
    const { uid, gid } = statSync(path.join(own.folder, "data"));
    chownSync(disk, uid, gid);
    const world = await openPostgresWorld(own);
    await applyTo(world.target, founding);
    await own.query({ sql: `CREATE TABLESPACE small LOCATION '${disk}'` });
    await world.foreign("ALTER TABLE objects SET TABLESPACE small");
    const before = await world.target.read();
    const much = Array.from({ length: 3000 }, (_, at) => newNote(`Note ${at}`, { text: "x".repeat(1000) }));
    await expect(applyTo(world.target, much)).rejects.toMatchObject({
      code: "store-failed",
      exitCode: 20,
      args: { detail: expect.stringMatching(/disk is full.*No space left on device/) },
    });
    expect(await world.target.read()).toEqual(before);
    expect((await world.target.audit.verify()).intact).toBe(true);
    await world.target.close();
  });

  test("because a statement took longer than it allows, undoes what was done", async () => {
    const world = await found();
    const before = await world.target.read();
    const [role] = [world.database.name];
    await world.ask(`ALTER ROLE ${role} SET statement_timeout = '300ms'`);
    onTestFinished(async () => void (await world.ask(`ALTER ROLE ${role} RESET statement_timeout`)));
    const other = await openClient(world);
    await other.query("BEGIN; LOCK TABLE objects IN ACCESS EXCLUSIVE MODE");
    const slow = await world.again();
    await expect(slow.apply(requestFor(before, [newNote("One")]))).rejects.toMatchObject({ exitCode: 20 });
    await other.query("ROLLBACK");
    expect(await world.target.read()).toEqual(before);
  });
});

describe("clocks that are hours off", () => {
  const hours = 3_600_000;

  test.each([-9, 9])("%i hours: the lock is kept by the server's clock, and each mail is sent once", async (off) => {
    const world = await found();
    const now = (): Date => new Date(Date.now() + off * hours);
    const wrong = await world.again({ now });
    await applyTo(wrong, [newMember("ben")]);
    await applyTo(world.target, [newMember("cy")]);
    await applyTo(wrong, [newMember("dee")], { lockTimeoutMs: 0 });
    await wrong.deliverMail();
    await world.target.deliverMail();
    const to = (await world.mails()).map((mail) => /^To: (\S+)/m.exec(mail)?.[1] ?? "");
    expect(to.toSorted()).toEqual(["ben@acme.test", "cy@acme.test", "dee@acme.test"]);
    expect(find(await world.target.read(), "Member", "dee@acme.test").facts.status).toBe("pending");
    expect((await world.target.audit.verify()).intact).toBe(true);
  });

  test("a lock that was announced a moment ago by the server's clock holds for a clock that is ahead", async () => {
    const world = await found();
    const request = requestFor(await world.target.read(), [newNote("One")], { lockTimeoutMs: 200 });
    const moment = `to_char(clock_timestamp() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    await world.foreign(`UPDATE lease SET fence = fence + 1, holder = 'eve@acme.test', since = ${moment}`);
    const ahead = await world.again({ now: () => new Date(Date.now() + 9 * hours) });
    await expect(ahead.apply(request)).rejects.toMatchObject({ code: "locked", args: { holder: "eve@acme.test" } });
  });
});

async function openClient({ database, schema }: PostgresWorld): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  client.on("error", () => undefined);
  onTestFinished(() => client.end().catch(() => undefined));
  await client.connect();
  await client.query(`SET search_path = ${schema}`);
  return client;
}

function mount(...[program, ...words]: readonly [string, ...string[]]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function canMount(): boolean {
  return spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
}
