import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { edit } from "../support/acme-world.ts";
import { closeWorld, type CliWorld, openWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { serverThatClaims } from "../support/postgres/fault-proxy.ts";
import type { PostgresAccess, TestDatabase } from "../support/postgres/postgres-access.ts";
import { type PostgresServer, startPostgres } from "../support/postgres/postgres-server.ts";
import { sharedPostgres } from "../support/postgres/shared-postgres.ts";

// Every password here begins like this, and nothing that anybody may see holds it.
const canary = "canary7f";
const examples = path.join(import.meta.dirname, "../../examples");

let world: CliWorld;
let plain: PostgresAccess;
let encrypted: PostgresServer;
let inPlain: TestDatabase;
let inEncrypted: TestDatabase;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = openWorld({});
  cpSync(path.join(examples, "acme"), path.join(world.folder, "acme"), { recursive: true });
  cpSync(path.join(examples, "acme"), path.join(world.folder, "changed"), { recursive: true });
  [plain, encrypted] = [await sharedPostgres(), await startPostgres({ tls: { host: "localhost" } })];
  [inPlain, inEncrypted] = [await createDatabase(plain), await createDatabase(encrypted)];
  edit(world, "changed/organization.yaml", ["title: Acme", "title: Acme of Postgres"]);
  await found(urlOf(inPlain));
  await found(urlOf(inEncrypted));
});

afterAll(async () => {
  for (const close of closing) await close();
  await inPlain.drop();
  await encrypted.stop();
  closeWorld(world);
});

async function createDatabase(server: PostgresAccess): Promise<TestDatabase> {
  const database = await server.createDatabase();
  await server.query({ sql: `ALTER ROLE ${database.name} PASSWORD '${canary}'` });
  return database;
}

async function found(target: string): Promise<void> {
  const outbox = { CHARTER_OUTBOX: "outbox" };
  const end = await world.run(["apply", "acme", "-y", "--target", target], { variables: outbox });
  if (end.exitCode !== 0) throw new Error(end.stderr);
}

interface Place {
  readonly password?: string;
  readonly user?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly options?: string;
}

function urlOf({ url, name }: TestDatabase, place: Place = {}): string {
  const {
    password = canary,
    user = name,
    host = "127.0.0.1",
    port = new URL(url).port,
    database = name,
    options = "",
  } = place;
  const login = password === "" ? user : `${user}:${password}`;
  return `postgres://${login}@${host}:${port}/${database}${options === "" ? "" : `?${options}`}`;
}

let rolesMade = 0;

let lastRole: Promise<unknown> = Promise.resolve();

// The server does not take grants on the same things from several at once.
function roleWith(...grants: readonly string[]): Promise<string> {
  const role = lastRole.then(() => makeRole(grants));
  lastRole = role;
  return role;
}

/** A role that may do what is granted to it, and nothing else. */
async function makeRole(grants: readonly string[]): Promise<string> {
  const role = `limited_${inPlain.name}_${(rolesMade += 1)}`;
  const { name: database } = inPlain;
  await plain.query({ sql: `CREATE ROLE ${role} LOGIN PASSWORD '${canary}'` });
  for (const grant of grants) {
    await plain.query({ sql: `${grant.replace("DATABASE", `DATABASE ${database}`)} TO ${role}`, database });
  }
  closing.push(async () => void (await plain.query({ sql: `DROP OWNED BY ${role}; DROP ROLE ${role}`, database })));
  return urlOf(inPlain, { user: role });
}

const connectTo = "GRANT CONNECT ON DATABASE";
const useSchema = "GRANT USAGE ON SCHEMA charter";
const readAll = "GRANT SELECT ON ALL TABLES IN SCHEMA charter";
const changeAll = "GRANT UPDATE, DELETE ON ALL TABLES IN SCHEMA charter";

interface Situation {
  readonly target: string;
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

const reading = ["audit", "verify"];
const applying = ["apply", "changed", "-y"];

type Arrange = () => Situation | Promise<Situation>;

const refusals: readonly (readonly [title: string, code: string, exitCode: number, arrange: Arrange])[] = [
  ["a host that there is not", "postgres-unreachable", 26, () => at({ host: "nowhere.invalid" })],
  ["a port where nobody listens", "postgres-unreachable", 26, () => at({ port: 1 })],
  ["a wrong password", "postgres-login", 20, () => at({ password: `${canary}-wrong` })],
  ["no password at all", "postgres-login", 20, () => at({ password: "" })],
  ["a user that there is not", "postgres-login", 20, () => at({ user: "nobody_at_all" })],
  ["a database that there is not", "postgres-database-missing", 20, () => at({ database: "no_such_database" })],
  ["a login that may not connect", "postgres-may-not-connect", 20, async () => ({ target: await roleWith() })],
  [
    "a login that may not look into the schema",
    "store-forbidden",
    20,
    async () => ({ target: await roleWith(connectTo) }),
  ],
  [
    "a login that may not read the tables",
    "store-forbidden",
    20,
    async () => ({ target: await roleWith(connectTo, useSchema) }),
  ],
  [
    "a login that may not read one of the tables",
    "store-forbidden",
    20,
    async () => {
      const others = ["history", "objects", "lease", "audit", "store_format"].map((table) => `charter.${table}`);
      const target = await roleWith(connectTo, useSchema, `GRANT SELECT ON ${others.join(", ")}`);
      return { target, words: ["plan", "changed"] };
    },
  ],
  [
    "a login that may read and not apply",
    "store-forbidden",
    20,
    async () => ({ target: await roleWith(connectTo, useSchema, readAll), words: applying }),
  ],
  [
    "a login that may change and not insert",
    "store-forbidden",
    20,
    async () => ({ target: await roleWith(connectTo, useSchema, readAll, changeAll), words: applying }),
  ],
  [
    "a login that may not make the tables",
    "store-forbidden",
    20,
    async () => ({ target: `${await roleWith(connectTo)}?schema=fresh`, words: ["apply", "acme", "-y"] }),
  ],
  [
    "a server that is too old",
    "postgres-too-old",
    20,
    async () => {
      const old = await serverThatClaims(plain, 140_012);
      closing.push(old.close);
      return { target: old.url(urlOf(inPlain)) };
    },
  ],
  [
    "a database that is not in UTF8",
    "postgres-encoding",
    20,
    async () => {
      const database = `ascii_${inPlain.name}`;
      const words = "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc";
      await plain.query({ sql: `CREATE DATABASE ${database} OWNER ${inPlain.name} ${words}` });
      closing.unshift(async () => void (await plain.query({ sql: `DROP DATABASE ${database}` })));
      return at({ database });
    },
  ],
  ["a server without TLS where it is required", "postgres-without-tls", 20, () => at({ options: "sslmode=require" })],
  [
    "a server without TLS where it is verified",
    "postgres-without-tls",
    20,
    () => at({ options: "sslmode=verify-full" }),
  ],
  [
    "a certificate for another host",
    "postgres-certificate-name",
    20,
    () => tls({ options: `sslmode=verify-full&sslrootcert=${authority()}` }),
  ],
  [
    "a certificate of an authority that nobody knows",
    "postgres-certificate",
    20,
    () => tls({ host: "localhost", options: "sslmode=verify-full" }),
  ],
  [
    "a certificate of another authority",
    "postgres-certificate",
    20,
    () =>
      tls({ host: "localhost", options: `sslmode=verify-ca&sslrootcert=${encrypted.certificate?.certificateFile}` }),
  ],
  [
    "a file of an authority that is not there",
    "postgres-file",
    20,
    () => tls({ options: "sslmode=verify-ca&sslrootcert=missing.pem" }),
  ],
  ["a setting that there is not", "postgres-option", 20, () => at({ options: "sslmod=require" })],
  ["a port that is no number", "postgres-url", 20, () => ({ target: `postgres://ada:${canary}@h:x/d` })],
];

function at(place: Place): Situation {
  return { target: urlOf(inPlain, place) };
}

function tls(place: Place): Situation {
  return { target: urlOf(inEncrypted, place) };
}

function authority(): string {
  return encrypted.certificate?.authorityFile ?? "";
}

describe.concurrent("a server that will not have us", () => {
  test.each(refusals)("is told apart, and no password is told: %s", async (_, code, exitCode, arrange) => {
    const { target, words = reading, variables = {} } = await arrange();
    const end = await world.run([...words, "--target", target, "--format", "json"], { variables });
    expect({ exitCode: end.exitCode, error: expectJson("failure", end.stdout).error.code }).toEqual({
      exitCode,
      error: code,
    });
    expect(end.stdout + end.stderr).not.toContain("canary");
    expect(end.stdout).toMatch(/"help": "\w/);
  });
});

const ways: readonly (readonly [title: string, arrange: Arrange])[] = [
  ["without TLS by default on this machine", () => at({})],
  ["without TLS where it is preferred", () => at({ options: "sslmode=prefer" })],
  ["without TLS where it is switched off", () => tls({ options: "sslmode=disable" })],
  ["with TLS where it is preferred", () => tls({ options: "sslmode=prefer" })],
  ["with TLS and a certificate of whomever", () => tls({ options: "sslmode=require" })],
  ["with the authority, whatever the host", () => tls({ options: `sslmode=verify-ca&sslrootcert=${authority()}` })],
  [
    "with the authority and the right host",
    () => tls({ host: "localhost", options: `sslmode=verify-full&sslrootcert=${authority()}` }),
  ],
  ["by a Unix socket", () => ({ target: inPlain.socketUrl.replace(/:[^:@/]+@/, `:${canary}@`) })],
  ["with PGPASSWORD", () => ({ ...at({ password: "" }), variables: { PGPASSWORD: canary } })],
  [
    "with a password file",
    () => {
      const file = path.join(world.folder, "passwords");
      writeFileSync(file, `127.0.0.1:*:${inPlain.name}:${inPlain.name}:${canary}\n`, { mode: 0o600 });
      return { ...at({ password: "" }), variables: { PGPASSFILE: file } };
    },
  ],
  [
    "with the password file of the home folder",
    () => {
      writeFileSync(path.join(world.variables["HOME"] ?? "", ".pgpass"), `*:*:*:${inEncrypted.name}:${canary}\n`, {
        mode: 0o600,
      });
      return tls({ password: "" });
    },
  ],
  [
    "with everything from the environment",
    () => ({
      target: "postgres://",
      variables: {
        PGHOST: "127.0.0.1",
        PGPORT: new URL(inPlain.url).port,
        PGUSER: inPlain.name,
        PGDATABASE: inPlain.name,
        PGPASSWORD: canary,
      },
    }),
  ],
  ["as somebody who may only read", async () => ({ target: await roleWith(connectTo, useSchema, readAll) })],
];

describe.concurrent("a server is reached", () => {
  test.each(ways)("%s, and no password is told", async (_, arrange) => {
    const { target, variables = {} } = await arrange();
    const end = await world.run(["plan", "changed", "--target", target, "--detailed-exitcode"], { variables });
    expect({ exitCode: end.exitCode, stderr: end.stderr }).toEqual({ exitCode: 2, stderr: "" });
    expect(end.stdout).not.toContain("canary");
  });
});

test("nothing that was written holds a password: tables, mails and plans", async () => {
  const target = urlOf(inPlain);
  expect((await world.charter("plan", "changed", "--out", "plan.json", "--target", target)).exitCode).toBe(0);
  const { rows } = await rowsOf(inPlain.name);
  expect(rows).toContain("ada@acme.test");
  const mails = readdirSync(path.join(world.folder, "outbox")).map((file) => world.read(`outbox/${file}`));
  expect(mails.length).toBeGreaterThan(1);
  const plan = readFileSync(path.join(world.folder, "plan.json"), "utf8");
  for (const text of [rows, ...mails, plan]) expect(text).not.toContain("canary");
});

test("a whole job: apply, plan, look at the lock, the log and the invitations", async () => {
  const database = await createDatabase(plain);
  const variables = { CHARTER_TARGET: urlOf(database), CHARTER_OUTBOX: "whole" };
  const run = (...words: readonly string[]) => world.run(words, { variables });
  expect((await run("apply", "acme", "-y")).exitCode).toBe(0);
  expect(await run("plan", "acme", "--detailed-exitcode")).toMatchObject({ exitCode: 0, stderr: "" });
  const status = await run("lock", "status");
  expect(status).toMatchObject({ exitCode: 0, stdout: "The lock is free.\n" });
  expect((await run("lock", "release", "99")).exitCode).toBe(20);
  expect((await run("audit", "verify")).exitCode).toBe(0);
  const listed = await run("invitations", "list", "--format", "json");
  expect(listed.exitCode).toBe(0);
  expect(listed.stdout).toContain('"sent"');
  await database.drop();
});

async function rowsOf(database: string): Promise<{ readonly rows: string }> {
  const tables = await plain.query<{ name: string }>({
    sql: "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'charter'",
    database,
  });
  const contents = await Promise.all(
    tables.map(({ name }) => plain.query({ sql: `SELECT * FROM charter.${name}`, database })),
  );
  return { rows: JSON.stringify(contents) };
}
