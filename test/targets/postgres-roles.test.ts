import { readFile } from "node:fs/promises";
import path from "node:path";

import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openPostgresStore } from "../../src/targets/store/postgres/open-postgres-store.ts";
import type { Target } from "../../src/targets/target.ts";
import { type PostgresServer, startPostgres } from "../support/postgres/postgres-server.ts";
import { targetKinds } from "../support/target-kinds.ts";
import { applyTo, founding, newMember, newNote } from "../support/target-world.ts";

const docs = path.join(import.meta.dirname, "../../docs");
const password = "as-good-as-any";

// Roles belong to a whole server, so these have one of their own.
let server: PostgresServer;
let database: string;
let opened: Target[];

beforeEach(async () => {
  server = await startPostgres();
  opened = [];
  database = (await server.createDatabase()).name;
  await run("postgresql-setup.sql");
  for (const role of ["owner", "writer", "reader"]) {
    await server.query({ sql: `ALTER ROLE charter_${role} PASSWORD '${password}'`, database });
  }
  await applyTo(await as("owner"), founding);
  await run("postgresql-after-founding.sql");
});
afterEach(async () => {
  await Promise.all(opened.map((target) => target.close()));
  await server.stop();
});

test("with the documented roles, the writer applies, the reader reads, and neither does more", async () => {
  await applyTo(await as("writer"), [newMember("ben"), newNote("Plan")]);
  const [writer, reader] = [await as("writer"), await as("reader")];
  expect((await reader.read()).objects).toHaveLength(5);
  expect(await reader.audit.verify()).toMatchObject({ intact: true });
  await expect(applyTo(reader, [newNote("Other")])).rejects.toMatchObject({ code: "store-forbidden", exitCode: 20 });
  expect((await writer.read()).objects).toHaveLength(5);
  await expect(asRole("writer", "UPDATE charter.audit SET content = ''")).rejects.toThrow(/permission denied/);
  await expect(asRole("writer", "DELETE FROM charter.audit")).rejects.toThrow(/permission denied/);
  await expect(asRole("reader", "SELECT mail FROM charter.outbox")).rejects.toThrow(/permission denied/);
});

test("the reader sees who holds the lock, and only the holder's role takes it away", async () => {
  expect(await (await as("reader")).lock.status()).toEqual({ id: "1", state: "free" });
  const owner = new Client({ connectionString: urlOf("owner") });
  owner.on("error", () => undefined);
  await owner.connect();
  await owner.query("BEGIN; SELECT 1 FROM charter.lease FOR UPDATE");
  expect(await (await as("reader")).lock.status()).toEqual({ id: "1", state: "writing" });
  await expect((await as("writer")).lock.release("1")).rejects.toMatchObject({ code: "store-forbidden", exitCode: 20 });
  expect(await (await as("owner")).lock.release("1")).toMatchObject({ state: "free" });
});

test("rows that a policy hides from a role are not taken for missing", async () => {
  await server.query({ sql: "ALTER TABLE charter.objects ENABLE ROW LEVEL SECURITY", database });
  await expect((await as("reader")).read()).rejects.toMatchObject({ code: "store-forbidden", exitCode: 20 });
});

async function as(role: string): Promise<Target> {
  const target = await openPostgresStore(urlOf(role), { kinds: targetKinds, folder: server.folder });
  opened.push(target);
  return target;
}

function urlOf(role: string): string {
  return `postgres://charter_${role}:${password}@127.0.0.1:${server.port}/${database}`;
}

async function run(file: string): Promise<void> {
  await server.query({ sql: await readFile(path.join(docs, file), "utf8"), database });
}

async function asRole(role: string, sql: string): Promise<unknown> {
  return server.query({ sql: `SET ROLE charter_${role}; ${sql}; RESET ROLE`, database });
}
