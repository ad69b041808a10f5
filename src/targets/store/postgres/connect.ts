import pg, { type Client } from "pg";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import { connectFailure, isTlsMissing } from "./connect-failure.ts";
import { findPassword } from "./password-file.ts";
import type { PostgresLocation } from "./postgres-location.ts";
import { type Tls, tlsFor } from "./postgres-tls.ts";

/** The oldest server Charter works with: older ones get no more mends from PostgreSQL itself. */
export const oldestServer = 150_000;

/** Connects, and checks that the server is one Charter can work with. Throws Failures that hold no secret. */
export async function connect(location: PostgresLocation): Promise<Client> {
  const tls = await tlsFor(location);
  const client = await open(location, tls);
  try {
    await assertSuitable(client, location);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function open(location: PostgresLocation, { options, isOptional }: Tls): Promise<Client> {
  try {
    return await openOnce(location, options);
  } catch (error) {
    if (!isOptional || !isTlsMissing(error)) throw connectFailure(error, location);
  }
  try {
    return await openOnce(location, false);
  } catch (error) {
    throw connectFailure(error, location);
  }
}

async function openOnce(location: PostgresLocation, ssl: Tls["options"]): Promise<Client> {
  const { host, port, user, database, applicationName, connectTimeoutMs } = location;
  const client = new pg.Client({
    host,
    port,
    user,
    database,
    ssl,
    password: location.password ?? (async () => passwordOnFile(location)),
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    // A server that vanishes while its answer is awaited is noticed within half a minute; the system itself takes hours.
    keepAliveInitialDelayMillis: 10_000,
    // Statements that do not wait for each other share the way to the server.
    pipeline: true,
    types: { getTypeParser: parserOf },
  });
  // Without a listener, a connection that breaks would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // A connection that was not let in would keep the process alive.
    client.end().catch(() => undefined);
    throw error;
  }
}

async function passwordOnFile(location: PostgresLocation): Promise<string> {
  const found = await findPassword(location);
  if (found !== undefined) return found;
  const { name: target, user } = location;
  throw new Failure("postgres-login", exitCodes.usage, { target, user });
}

// The store's columns are texts and whole numbers; every other type stays the text it is sent as.
function parserOf(type: number): (text: string) => string | number {
  return wholeNumbers.has(type) ? Number : String;
}

// OIDs of int8, int2 and int4 (pg_type.dat).
const wholeNumbers: ReadonlySet<number> = new Set([20, 21, 23]);

async function assertSuitable(client: Client, { name }: PostgresLocation): Promise<void> {
  const { rows } = await client.query<Record<string, string>>(
    "SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding",
  );
  const version = Number(rows[0]?.["version"]);
  const encoding = rows[0]?.["encoding"] ?? "";
  if (!(version >= oldestServer)) {
    const [found, needed] = [version, oldestServer].map((number) => String(Math.floor(number / 10_000)));
    throw new Failure("postgres-too-old", exitCodes.usage, { target: name, found, needed });
  }
  if (encoding !== "UTF8") throw new Failure("postgres-encoding", exitCodes.usage, { target: name, encoding });
}
