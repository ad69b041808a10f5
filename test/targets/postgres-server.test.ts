import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { saysCommit, serverThatClaims, startFaultProxy, type FaultProxy } from "../support/postgres/fault-proxy.ts";
import { hasPgBouncer } from "../support/postgres/pgbouncer.ts";
import { startPooler, type PoolerOptions } from "../support/postgres/pooler.ts";
import { startPostgres, type PostgresServer } from "../support/postgres/postgres-server.ts";
import { askForServer } from "../support/postgres/shared-postgres.ts";
import { offerSharedServer } from "../support/postgres/shared-server.ts";

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres({ durable: true, tls: { host: "localhost" } });
});

afterAll(() => server.stop());

describe("a server of the tests", () => {
  test("gives a database to an owner who is no superuser, by TCP and by the Unix socket", async () => {
    const database = await server.createDatabase();
    const sql =
      "SELECT current_user AS role, rolsuper, inet_client_addr()::text AS address FROM pg_roles WHERE rolname = current_user";
    const [byTcp, bySocket] = [await open(database.url), await open(database.socketUrl)];
    const owner = { role: database.name, rolsuper: false };
    expect((await byTcp.query(sql)).rows).toEqual([{ ...owner, address: "127.0.0.1/32" }]);
    expect((await bySocket.query(sql)).rows).toEqual([{ ...owner, address: null }]);
    await database.drop();
    await expect(open(database.url)).rejects.toThrow("password authentication failed");
  });

  test("asks for a password everywhere", async () => {
    const { url, socketUrl } = await server.createDatabase();
    for (const each of [url, socketUrl]) {
      const wrong = each.replace(/:[0-9a-f]+@/, ":wrong@");
      await expect(open(wrong)).rejects.toThrow("password authentication failed");
    }
  });

  test("encrypts with a certificate for the host it was asked for, and for no other", async () => {
    const { url } = await server.createDatabase();
    const ca = server.certificate?.authority;
    const client = await open(url.replace("127.0.0.1", "localhost"), { ssl: { ca } });
    const { rows } = await client.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    expect(rows).toEqual([{ ssl: true }]);
    await expect(open(url, { ssl: { ca } })).rejects.toThrow("does not match certificate");
    await expect(open(url.replace("127.0.0.1", "localhost"), { ssl: true })).rejects.toThrow("certificate");
  });

  test("ends every connection to a database", async () => {
    const database = await server.createDatabase();
    const clients = [await open(database.url), await open(database.url)];
    expect(await server.terminateBackends(database.name)).toBe(2);
    for (const client of clients) await expect(client.query("SELECT 1")).rejects.toThrow();
  });

  test("recovers after a kill what was committed, and nothing else", async () => {
    const { url } = await server.createDatabase();
    const client = await open(url);
    await client.query("CREATE TABLE note (text text); INSERT INTO note VALUES ('committed')");
    await client.query("BEGIN; INSERT INTO note VALUES ('open')");
    // This one hears of a death only when it ends.
    const busy = await open(url);
    const work = busy.query("SELECT count(*) FROM generate_series(1, 10000000000)").catch(() => "broken");
    await sleep(50);
    await server.kill();
    expect(await work).toBe("broken");
    await expect(open(url)).rejects.toThrow("ECONNREFUSED");
    await server.start();
    expect(readFileSync(server.logFile, "utf8")).toContain("automatic recovery in progress");
    expect((await (await open(url)).query("SELECT text FROM note")).rows).toEqual([{ text: "committed" }]);
  });

  test("ends with the process that started it, however that ends", async () => {
    const module = new URL("../support/postgres/postgres-server.ts", import.meta.url).href;
    const program = `import { startPostgres } from "${module}"; const { folder, port } = await startPostgres(); console.log(JSON.stringify({ folder, port }));`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface(child.stdout), "line");
    const { folder, port } = JSON.parse(line);
    expect(existsSync(folder)).toBe(true);
    child.kill("SIGKILL");
    await expect.poll(() => existsSync(folder), { timeout: 5000 }).toBe(false);
    await expect(open(`postgresql://nobody:x@127.0.0.1:${port}/postgres`)).rejects.toThrow("ECONNREFUSED");
  });

  test("is started for the first who asks, and shared with the others", async () => {
    const shared = await offerSharedServer();
    const [first, second] = await Promise.all([askForServer(shared.port), askForServer(shared.port)]);
    const { name } = await first.createDatabase();
    const databases = await second.query({ sql: "SELECT datname FROM pg_database WHERE datname = $1", values: [name] });
    expect(databases).toEqual([{ datname: name }]);
    await shared.close();
    await expect(open(first.adminUrl)).rejects.toThrow("ECONNREFUSED");
    expect(existsSync(first.socketFolder)).toBe(false);
  });
});

describe.each<Required<Pick<PoolerOptions, "program">>>([
  { program: "proxy" },
  ...(hasPgBouncer ? [{ program: "pgbouncer" } as const] : []),
])("a pooler by transaction ($program)", ({ program }) => {
  test("gives a client another session for its next transaction, with what others left there", async () => {
    const pooled = await pooledUrl(program);
    const client = await open(pooled);
    await client.query("BEGIN");
    // PgBouncer opens its second connection when somebody needs it.
    await backendOf(await open(pooled));
    await client.query("COMMIT");
    const pids = [await backendOf(client), await backendOf(client), await backendOf(client)];
    expect(pids[0]).not.toBe(pids[1]);
    expect(pids[0]).toBe(pids[2]);
    await client.query("SET statement_timeout = 4321");
    const timeouts = [await timeoutOf(client), await timeoutOf(client)];
    expect(timeouts.toSorted()).toEqual(["0", "4321ms"]);
  });

  test("keeps one session for a whole transaction, an aborted one too", async () => {
    const client = await open(await pooledUrl(program));
    await client.query("BEGIN");
    const pids = [await backendOf(client), await backendOf(client)];
    expect(pids[0]).toBe(pids[1]);
    await expect(client.query("SELECT 1 / $1::int", [0])).rejects.toThrow("division by zero");
    await expect(client.query("SELECT $1::int", [1])).rejects.toThrow("current transaction is aborted");
    await client.query("ROLLBACK");
    expect((await client.query("SELECT $1::int AS one", [1])).rows).toEqual([{ one: 1 }]);
  });

  test("lets a third client wait for one of two connections", async () => {
    const url = await pooledUrl(program);
    const [first, second, third] = [await open(url), await open(url), await open(url)];
    await first.query("BEGIN");
    await second.query("BEGIN");
    let isAnswered = false;
    const answer = third.query("SELECT 1").then(() => (isAnswered = true));
    await sleep(50);
    expect(isAnswered).toBe(false);
    await first.query("COMMIT");
    await answer;
    await second.query("COMMIT");
  });

  test("rolls back what a client leaves open, and goes on", async () => {
    const url = await pooledUrl(program);
    const leaving = await open(url);
    await leaving.query("CREATE TABLE note (text text)");
    await leaving.query("BEGIN");
    await leaving.query("INSERT INTO note VALUES ('left')");
    await leaving.end();
    const client = await open(url);
    for (let time = 0; time < 4; time += 1) {
      expect((await client.query("SELECT count(*)::int FROM note")).rows).toEqual([{ count: 0 }]);
    }
  });

  test("connects anew after the server was killed", async () => {
    const url = await pooledUrl(program);
    const client = await open(url);
    await client.query("BEGIN");
    const lost = client.query("SELECT pg_sleep(10)").catch(String);
    await server.kill();
    expect(await lost).toMatch(/server conn crashed|Connection terminated|terminating connection|closed/);
    await server.start();
    expect(await backendOf(await open(url))).toBeGreaterThan(0);
  });

  test.each([
    ["options", { options: "-c search_path=other" }],
    ["statement_timeout", { statement_timeout: 1000 }],
  ])("refuses the startup parameter %s", async (name, settings) => {
    await expect(open(await pooledUrl(program), settings)).rejects.toThrow(`unsupported startup parameter: ${name}`);
  });
});

describe("a network that breaks", () => {
  test.each([
    ["before", "a simple", { text: "COMMIT" }, 0],
    ["after", "a simple", { text: "COMMIT" }, 1],
    ["before", "a prepared", { name: "end", text: "COMMIT" }, 0],
    ["after", "a prepared", { name: "end", text: "COMMIT" }, 1],
  ] as const)("breaks %s %s commit reaches the server", async (moment, _, commit, committed) => {
    const { url } = await server.createDatabase();
    const proxy = await openProxy(await startFaultProxy(server));
    const client = await open(proxy.url(url));
    await client.query("CREATE TABLE note (text text)");
    await client.query("BEGIN");
    await client.query("INSERT INTO note VALUES ($1)", ["x"]);
    const cut = proxy.cutWhen(saysCommit, moment);
    await expect(client.query({ ...commit })).rejects.toThrow("Connection terminated unexpectedly");
    await cut;
    const again = await open(proxy.url(url));
    expect((await again.query("SELECT count(*)::int FROM note")).rows).toEqual([{ count: committed }]);
  });

  test("breaks all connections at once", async () => {
    const { url } = await server.createDatabase();
    const proxy = await openProxy(await startFaultProxy(server));
    const clients = [await open(proxy.url(url)), await open(proxy.url(url))];
    expect(proxy.countConnections()).toBe(2);
    proxy.cutAll();
    for (const client of clients) await expect(client.query("SELECT 1")).rejects.toThrow();
  });

  test("shows the server as an older one", async () => {
    const { url } = await server.createDatabase();
    const proxy = await openProxy(await serverThatClaims(server, 120_004));
    const client = await open(proxy.url(url));
    const { rows } = await client.query(
      "SELECT current_setting('server_version_num') AS text, current_setting('server_version_num')::int AS number",
    );
    expect(rows).toEqual([{ text: "120004", number: 120_004 }]);
  });
});

async function open(connectionString: string, settings: object = {}): Promise<Client> {
  const client = new Client({ connectionString, ...settings });
  client.on("error", () => undefined);
  onTestFinished(() => client.end().catch(() => undefined));
  await client.connect();
  return client;
}

async function openProxy(proxy: FaultProxy): Promise<FaultProxy> {
  onTestFinished(() => proxy.close());
  return proxy;
}

async function pooledUrl(program: "proxy" | "pgbouncer"): Promise<string> {
  const pooler = await startPooler(server, { program });
  onTestFinished(() => pooler.close());
  const { url } = await server.createDatabase();
  return pooler.url(url);
}

async function backendOf(client: Client): Promise<number> {
  return (await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
}

async function timeoutOf(client: Client): Promise<string> {
  return (await client.query("SELECT current_setting('statement_timeout') AS timeout")).rows[0].timeout;
}
