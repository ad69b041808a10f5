import { randomBytes } from "node:crypto";

import { Client, type QueryResultRow } from "pg";

/** A fresh database whose owner is a role of its own, without any right beyond it. */
export interface TestDatabase {
  readonly name: string;
  /** As its owner, by TCP. */
  readonly url: string;
  /** As its owner, by the Unix socket. */
  readonly socketUrl: string;
  /** Ends all connections to it, and removes it with its owner. */
  readonly drop: () => Promise<void>;
}

/** Where a server listens, and how its superuser gets in. */
export interface ServerPlace {
  readonly port: number;
  readonly socketFolder: string;
  readonly adminPassword: string;
}

/** What can be done with a server from anywhere, whoever started it. */
export interface PostgresAccess extends ServerPlace {
  /** The superuser at the database `postgres`. */
  readonly adminUrl: string;
  readonly createDatabase: () => Promise<TestDatabase>;
  /** Ends every connection to a database, and says how many there were. */
  readonly terminateBackends: (databaseName: string) => Promise<number>;
  /** Asks as the superuser, over a connection of its own. */
  readonly query: <Row extends QueryResultRow>(question: Question) => Promise<readonly Row[]>;
}

/** One statement of the superuser's, at the database `postgres` unless told otherwise. */
export interface Question {
  readonly sql: string;
  readonly values?: readonly unknown[];
  readonly database?: string;
}

interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Gives access to a server that runs already. */
export function accessPostgres(place: ServerPlace): PostgresAccess {
  const adminLogin = { user: "postgres", password: place.adminPassword, database: "postgres" };
  const ask: PostgresAccess["query"] = ({ sql, values = [], database = "postgres" }) =>
    withClient(
      urlOf(place, { ...adminLogin, database }),
      async (client) => (await client.query(sql, [...values])).rows,
    );
  return {
    port: place.port,
    socketFolder: place.socketFolder,
    adminPassword: place.adminPassword,
    adminUrl: urlOf(place, adminLogin),
    query: ask,
    createDatabase: () => createDatabase(place, adminLogin),
    terminateBackends: async (databaseName) => {
      const sql =
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";
      return (await ask({ sql, values: [databaseName] })).length;
    },
  };
}

async function createDatabase(place: ServerPlace, adminLogin: Login): Promise<TestDatabase> {
  const name = `charter_${randomBytes(6).toString("hex")}`;
  const login = { user: name, password: randomBytes(12).toString("hex"), database: name };
  const asAdmin = (statements: readonly string[]): Promise<void> =>
    withClient(urlOf(place, adminLogin), async (client) => {
      // One after another: a database takes an owner that exists, and neither may stand in a transaction.
      for (const statement of statements) await client.query(statement);
    });
  await asAdmin([
    `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${login.password}'`,
    `CREATE DATABASE ${name} OWNER ${name}`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
  ]);
  return {
    name,
    url: urlOf(place, login),
    socketUrl: socketUrlOf(place, login),
    drop: () => asAdmin([`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `DROP ROLE IF EXISTS ${name}`]),
  };
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks says so here; the next query fails anyway.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf({ port }: ServerPlace, { user, password, database }: Login): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function socketUrlOf({ port, socketFolder }: ServerPlace, { user, password, database }: Login): string {
  return `postgresql://${user}:${password}@/${database}?host=${encodeURIComponent(socketFolder)}&port=${port}`;
}
