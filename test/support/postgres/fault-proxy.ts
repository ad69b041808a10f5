import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

import { readClientFrames, readServerFrames, sqlIn, startupCodes, type Message } from "./message-frames.ts";
import type { PostgresAccess } from "./postgres-access.ts";

/** When a connection breaks: before the message reaches the server, or between the server's work and its answer. */
export type CutMoment = "before" | "after";

/** A server with a network in front of it that breaks when a test says so. It speaks without encryption. */
export interface FaultProxy {
  /** The same database, through the proxy. */
  readonly url: (databaseUrl: string) => string;
  /**
   * Breaks the connection over which the first matching message comes, once; settles when it is broken. With "after",
   * the server has finished all it was asked up to its next ReadyForQuery, and the client hears nothing of it.
   */
  readonly cutWhen: (matches: (message: Message) => boolean, moment: CutMoment) => Promise<void>;
  readonly cutAll: () => void;
  readonly countConnections: () => number;
  readonly close: () => Promise<void>;
}

/** One text in the server's rows that the client reads as another of the same length. */
export interface Rewrite {
  readonly from: string;
  readonly to: string;
}

interface Cut {
  readonly matches: (message: Message) => boolean;
  readonly moment: CutMoment;
  readonly done: () => void;
}

/** What all connections of a proxy share. */
interface Faults {
  readonly sockets: Set<Socket>;
  readonly rewrite: Rewrite | undefined;
  readonly takeCut: (message: Message) => Cut | undefined;
}

/** Starts a proxy in front of a server. */
export async function startFaultProxy(server: PostgresAccess, rewrite?: Rewrite): Promise<FaultProxy> {
  if (rewrite?.from.length !== rewrite?.to.length) throw new Error("a rewritten text keeps its length");
  const cuts = new Set<Cut>();
  const takeCut = (message: Message): Cut | undefined => {
    const cut = [...cuts].find(({ matches }) => matches(message));
    if (cut !== undefined) cuts.delete(cut);
    return cut;
  };
  const faults: Faults = { sockets: new Set(), rewrite, takeCut };
  const proxy = createServer((client) => joinSockets(client, connect(server.port, "127.0.0.1"), faults));
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const cutAll = (): void => {
    for (const socket of faults.sockets) socket.destroy();
  };
  return {
    url: (databaseUrl) => withPort(databaseUrl, port),
    cutWhen: (matches, moment) => new Promise((done) => cuts.add({ matches, moment, done })),
    cutAll,
    countConnections: () => faults.sockets.size,
    close: async () => {
      proxy.close();
      cutAll();
      await once(proxy, "close");
    },
  };
}

/** A server that seems to be of another version, as the setting `server_version_num` has it: 120004, say. */
export async function serverThatClaims(server: PostgresAccess, version: number): Promise<FaultProxy> {
  const sql = "SELECT current_setting('server_version_num') AS version";
  const [row] = await server.query<{ version: string }>({ sql });
  return startFaultProxy(server, { from: row?.version ?? "", to: String(version) });
}

/** Whether a message asks for a commit, in either of the protocol's two ways. */
export function saysCommit(message: Message): boolean {
  return /^\s*(?:commit|end)\b/i.test(sqlIn(message) ?? "");
}

/** The same database by another port of this machine. */
export function withPort(databaseUrl: string, port: number): string {
  return Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(port) }).href;
}

function joinSockets(client: Socket, server: Socket, faults: Faults): void {
  let cut: Cut | undefined;
  // A connection begins with one answer due, that to its login.
  let answersDue = 1;
  let answersUntilCut = 0;
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  const cutNow = ({ done }: Cut): void => {
    end();
    done();
  };
  const readClient = readClientFrames();
  const readServer = readServerFrames();
  client.on("data", (chunk: Buffer) => {
    for (const message of readClient(chunk)) {
      if (cut === undefined) {
        cut = faults.takeCut(message);
        answersUntilCut = answersDue + 1;
      }
      if (cut?.moment === "before") return cutNow(cut);
      if (["Q", "S", "F"].includes(message.type)) answersDue += 1;
      if (asksForEncryption(message)) client.write("N");
      else server.write(message.bytes);
    }
  });
  server.on("data", (chunk: Buffer) => {
    for (const message of readServer(chunk)) {
      if (cut === undefined) client.write(rewritten(message, faults.rewrite));
      if (message.type !== "Z") continue;
      answersDue -= 1;
      answersUntilCut -= 1;
      if (cut !== undefined && answersUntilCut === 0) return cutNow(cut);
    }
  });
  faults.sockets.add(client);
  for (const socket of [client, server]) socket.on("error", end).on("close", end).setNoDelay(true);
  client.on("close", () => faults.sockets.delete(client));
}

function asksForEncryption({ type, body }: Message): boolean {
  return type === "" && [startupCodes.tls, startupCodes.gss].some((code) => code === body.readInt32BE(0));
}

function rewritten({ type, bytes }: Message, rewrite: Rewrite | undefined): Buffer {
  if (type !== "D" || rewrite === undefined || !bytes.includes(rewrite.from)) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll(rewrite.from, rewrite.to), "latin1");
}
