import { Socket } from "node:net";

import { Client } from "pg";

import { readServerFrames, writeFrame, type Message } from "./message-frames.ts";

/** One connection to the server, lent to one client at a time. */
export interface PooledServer {
  readonly socket: Socket;
  /** Gets what the server says while the connection is lent. */
  borrower: ServerListener | undefined;
  isBroken: boolean;
}

/** Who has borrowed a connection. */
export interface ServerListener {
  readonly hear: (message: Message) => void;
  readonly lose: () => void;
}

/** The connections that all clients of one database and one user share. */
export interface PooledServers {
  /** What the server says of itself to whoever logs in, as it says it. */
  readonly parameters: Buffer;
  readonly borrow: (borrower: ServerListener) => Promise<PooledServer>;
  /** Puts a connection back as it is, with whatever its last user left in the session. */
  readonly giveBack: (server: PooledServer) => void;
  readonly close: () => void;
}

/** Opens a pool of so many connections; the one that waited longest is lent first, so that state is seldom met again. */
export async function openPooledServers(databaseUrl: string, size: number): Promise<PooledServers> {
  const waiting: ((server: PooledServer) => void)[] = [];
  const opened = await Promise.all(Array.from({ length: size }, () => openServer(databaseUrl)));
  const all = opened.map(({ server }) => server);
  const idle = [...all];
  const giveBack = (server: PooledServer): void => {
    Object.assign(server, { borrower: undefined });
    const next = waiting.shift();
    if (next === undefined) idle.push(server);
    else next(server);
  };
  const replaceBroken = async (server: PooledServer): Promise<PooledServer> => {
    if (!server.isBroken) return server;
    try {
      const fresh = await openServer(databaseUrl);
      all.splice(all.indexOf(server), 1, fresh.server);
      return fresh.server;
    } catch (error) {
      giveBack(server);
      throw error;
    }
  };
  return {
    parameters: Buffer.concat(opened.slice(0, 1).map(({ parameters }) => parameters)),
    giveBack,
    borrow: async (borrower) => {
      const next = idle.shift() ?? (await new Promise<PooledServer>((resolve) => waiting.push(resolve)));
      const server = await replaceBroken(next);
      return Object.assign(server, { borrower });
    },
    close: () => {
      for (const { socket } of all) socket.destroy();
    },
  };
}

interface OpenedServer {
  readonly server: PooledServer;
  readonly parameters: Buffer;
}

// The client of `pg` logs in; from then on its socket is ours, and it neither hears nor says anything more.
async function openServer(databaseUrl: string): Promise<OpenedServer> {
  const socket = new Socket();
  const client = new Client({ connectionString: databaseUrl, stream: () => socket });
  client.on("error", () => undefined);
  const parameters: Buffer[] = [];
  const read = readServerFrames();
  const collect = (chunk: Buffer): void => {
    parameters.push(...read(chunk).flatMap(({ type, bytes }) => (type === "S" ? [bytes] : [])));
  };
  socket.on("data", collect);
  await client.connect();
  socket.removeAllListeners("data");
  const server: PooledServer = { socket, borrower: undefined, isBroken: false };
  const hear = readServerFrames();
  socket.on("data", (chunk: Buffer) => {
    for (const message of hear(chunk)) server.borrower?.hear(message);
  });
  socket.on("close", () => {
    server.isBroken = true;
    server.borrower?.lose();
  });
  return { server, parameters: Buffer.concat(parameters) };
}

/** An ErrorResponse that ends a connection. */
export function fatalError(code: string, text: string): Buffer {
  const fields = ["SFATAL", "VFATAL", `C${code}`, `M${text}`].join("\0");
  return writeFrame("E", Buffer.from(`${fields}\0\0`));
}
