import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

import { withPort } from "./fault-proxy.ts";
import { readClientFrames, startupCodes, writeFrame, type Message } from "./message-frames.ts";
import { fatalError, openPooledServers, type PooledServer, type PooledServers } from "./pooled-servers.ts";
import type { Pooler } from "./pooler-contract.ts";

// What PgBouncer lets a client set when it connects (its manual, "ignore_startup_parameters"); anything else it refuses.
const allowedParameters = new Set([
  "user",
  "database",
  "client_encoding",
  "datestyle",
  "timezone",
  "standard_conforming_strings",
  "application_name",
]);

/** Finds the pool of a user and a database, if there is to be one. */
type FindPool = (user: string, database: string) => Promise<PooledServers> | undefined;

/**
 * A pooler that lends a connection for one transaction, in this process. It never cleans a connection up; the clients
 * are let in without a password, as users whose URL was asked for; it forwards no cancel request and speaks no TLS.
 */
export async function startPoolerProxy(poolSize: number): Promise<Pooler> {
  const pools = new Map<string, Promise<PooledServers>>();
  const urls = new Map<string, string>();
  const sockets = new Set<Socket>();
  const findPool: FindPool = (user, database) => {
    const name = `${user}@${database}`;
    const databaseUrl = urls.get(name);
    const pool = pools.get(name) ?? (databaseUrl && openPooledServers(databaseUrl, poolSize));
    if (!pool) return undefined;
    pools.set(name, pool);
    // The next client tries again.
    pool.catch(() => pools.delete(name));
    return pool;
  };
  const proxy = createServer((client) => {
    sockets.add(client);
    client.on("close", () => sockets.delete(client)).setNoDelay(true);
    serveClient(client, findPool);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  return {
    url: (databaseUrl) => {
      const { username, pathname } = new URL(databaseUrl);
      urls.set(`${username}@${pathname.slice(1)}`, databaseUrl);
      return withPort(databaseUrl, port);
    },
    close: async () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
      for (const pool of await Promise.allSettled(pools.values())) if (pool.status === "fulfilled") pool.value.close();
      await once(proxy, "close");
    },
  };
}

// Messages are taken one after another, because the first of a transaction waits for a connection.
function serveClient(client: Socket, findPool: FindPool): void {
  const read = readClientFrames();
  let session: Promise<ClientSession | undefined> = Promise.resolve(undefined);
  const refuse = (error: unknown): undefined => {
    client.end(fatalError("08006", `the pooler has no connection: ${String(error)}`));
  };
  client.on("data", (chunk: Buffer) => {
    for (const message of read(chunk)) {
      session = session.then((opened) => takeMessage(client, opened, { message, findPool })).catch(refuse);
    }
  });
  client.on("error", () => client.destroy());
  client.on("close", () => void session.then((opened) => opened?.leave()));
}

async function takeMessage(
  client: Socket,
  session: ClientSession | undefined,
  { message, findPool }: { readonly message: Message; readonly findPool: FindPool },
): Promise<ClientSession | undefined> {
  if (session === undefined) return await openSession(client, message, findPool);
  if (message.type === "X") client.end();
  else await session.forward(message);
  return session;
}

async function openSession(
  client: Socket,
  { type, body }: Message,
  findPool: FindPool,
): Promise<ClientSession | undefined> {
  if (type !== "" || client.destroyed) return undefined;
  const code = body.readInt32BE(0);
  if (code === startupCodes.tls || code === startupCodes.gss) return void client.write("N");
  if (code === startupCodes.cancel) return void client.end();
  const parameters = parseParameters(body);
  const unknown = [...parameters.keys()].find((name) => !allowedParameters.has(name.toLowerCase()));
  if (unknown !== undefined) return void client.end(fatalError("08P01", `unsupported startup parameter: ${unknown}`));
  const user = parameters.get("user") ?? "";
  const pool = await findPool(user, parameters.get("database") ?? user);
  if (pool === undefined) return void client.end(fatalError("28P01", `no such user: ${user}`));
  return greet(client, pool);
}

function parseParameters(body: Buffer): ReadonlyMap<string, string> {
  const words = body.toString("utf8", 4).split("\0");
  const names = words.filter((word, at) => at % 2 === 0 && word !== "");
  return new Map(names.map((name, at) => [name, words[at * 2 + 1] ?? ""]));
}

/** What a client may do once it is let in. */
interface ClientSession {
  readonly forward: (message: Message) => Promise<void>;
  readonly leave: () => void;
}

function greet(client: Socket, pool: PooledServers): ClientSession {
  const welcome = writeFrame("R", Buffer.alloc(4));
  const keys = writeFrame("K", Buffer.alloc(8));
  client.write(Buffer.concat([welcome, pool.parameters, keys, writeFrame("Z", Buffer.from("I"))]));
  return createSession(client, pool);
}

function createSession(client: Socket, pool: PooledServers): ClientSession {
  let server: PooledServer | undefined;
  // Of what was asked for, so much has not been answered with a ReadyForQuery.
  let unanswered = 0;
  const lose = (): void => void client.end(fatalError("08P01", "server conn crashed?"));
  const hear = (message: Message): void => {
    client.write(message.bytes);
    if (message.type !== "Z") return;
    unanswered -= 1;
    if (message.body.toString("latin1") !== "I" || unanswered > 0 || server === undefined) return;
    pool.giveBack(server);
    server = undefined;
  };
  return {
    forward: async (message) => {
      server ??= await pool.borrow({ hear, lose });
      if (["Q", "S", "F"].includes(message.type)) unanswered += 1;
      server.socket.write(message.bytes);
    },
    // Nobody knows what a client that left in the middle of something wanted: the server rolls it back.
    leave: () => {
      if (server === undefined) return;
      const left = server;
      server = undefined;
      left.isBroken = true;
      left.borrower = undefined;
      left.socket.destroy();
      pool.giveBack(left);
    },
  };
}
