import { userInfo } from "node:os";

import { describe, expect, test } from "vitest";

import { Failure } from "../../src/model/failure.ts";
import {
  isLocal,
  parsePostgresUrl,
  type PostgresLocation,
} from "../../src/targets/store/postgres/postgres-location.ts";

type Variables = Readonly<Record<string, string>>;

const folder = "/home/ada/project";
const secret = "canary-3f9c";

function parse(url: string, variables: Variables = {}): PostgresLocation {
  return parsePostgresUrl(url, { variables, folder });
}

function failureOf(url: string, variables: Variables = {}): Failure {
  try {
    parse(url, variables);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`${url} is taken`);
}

describe("a PostgreSQL URL", () => {
  test("with everything in it", () => {
    const options =
      "schema=blog&sslmode=verify-ca&sslrootcert=ca.pem&sslcert=/etc/me.crt&sslkey=me.key&application_name=ci&connect_timeout=3&passfile=pass";
    expect(parse(`postgres://ada:${secret}@db.acme.test:6543/acme?${options}`)).toEqual({
      host: "db.acme.test",
      port: 6543,
      user: "ada",
      password: secret,
      passwordFile: "/home/ada/project/pass",
      database: "acme",
      schema: "blog",
      sslMode: "verify-ca",
      sslFiles: { sslrootcert: "/home/ada/project/ca.pem", sslcert: "/etc/me.crt", sslkey: "/home/ada/project/me.key" },
      applicationName: "ci",
      connectTimeoutMs: 3000,
      name: "postgres://ada@db.acme.test:6543/acme?schema=blog",
    });
  });

  test("with nothing in it", () => {
    const user = userInfo().username;
    expect(parse("postgres://", { HOME: "/home/ada" })).toEqual({
      host: "localhost",
      port: 5432,
      user,
      password: undefined,
      passwordFile: "/home/ada/.pgpass",
      database: user,
      schema: "charter",
      sslMode: "prefer",
      sslFiles: {},
      applicationName: "charter",
      connectTimeoutMs: 10_000,
      name: `postgres://${user}@localhost/${user}`,
    });
  });

  const variables: Variables = {
    PGHOST: "pg.acme.test",
    PGPORT: "7000",
    PGUSER: "ben",
    PGPASSWORD: secret,
    PGDATABASE: "live",
    PGSSLMODE: "require",
    PGSSLROOTCERT: "system",
    PGAPPNAME: "nightly",
    PGCONNECT_TIMEOUT: "2",
  };

  test("is completed from the variables of PostgreSQL's own clients", () => {
    expect(parse("postgres://", variables)).toMatchObject({
      host: "pg.acme.test",
      port: 7000,
      user: "ben",
      password: secret,
      database: "live",
      sslMode: "require",
      sslFiles: { sslrootcert: "system" },
      applicationName: "nightly",
      connectTimeoutMs: 2000,
    });
  });

  test("counts more than the variables", () => {
    const url = "postgres://ada:own@db.acme.test:6543/acme?sslmode=disable&connect_timeout=9&application_name=me";
    expect(parse(url, variables)).toMatchObject({
      host: "db.acme.test",
      port: 6543,
      user: "ada",
      password: "own",
      database: "acme",
      sslMode: "disable",
      applicationName: "me",
      connectTimeoutMs: 9000,
    });
  });

  test.each<readonly [string, string, Partial<PostgresLocation>]>([
    ["the other scheme", "postgresql://ada@h/d", { name: "postgres://ada@h/d" }],
    ["no host after a user", "postgres://ada@/d", { host: "localhost", user: "ada", database: "d" }],
    ["no user", "postgres://h/d", { host: "h", database: "d" }],
    ["no database", "postgres://ada@h", { database: "ada" }],
    [
      "an IPv6 address",
      "postgres://ada@[::1]:5433/d",
      { host: "::1", port: 5433, sslMode: "prefer", name: "postgres://ada@[::1]:5433/d" },
    ],
    ["an IPv4 address", "postgres://ada@127.0.0.1/d", { host: "127.0.0.1", sslMode: "prefer" }],
    ["another machine", "postgres://ada@db.acme.test/d", { sslMode: "verify-full" }],
    ["an address of another machine", "postgres://ada@10.0.0.7/d", { sslMode: "verify-full" }],
    ["a name that only begins like this machine", "postgres://ada@127.0.0.1.evil.test/d", { sslMode: "verify-full" }],
    [
      "a Unix socket as a setting",
      "postgres://ada@/d?host=/run/postgresql",
      { host: "/run/postgresql", sslMode: "prefer", name: "postgres://ada@/d?host=/run/postgresql" },
    ],
    ["a Unix socket as a host", "postgres://ada@%2Frun%2Fpostgresql/d", { host: "/run/postgresql" }],
    [
      "what is percent-encoded",
      "postgres://a%40da:p%2F%3A%40ss@h/my%20db",
      { user: "a@da", password: "p/:@ss", database: "my db", name: "postgres://a%40da@h/my%20db" },
    ],
    [
      "the parts as settings",
      "postgres://?host=h&user=u&port=99&dbname=d",
      { host: "h", user: "u", port: 99, database: "d" },
    ],
    [
      "a password as a setting",
      `postgres://ada@h/d?password=${secret}`,
      { password: secret, name: "postgres://ada@h/d" },
    ],
    ["empty settings", "postgres://ada@h/d?sslmode=&schema=", { sslMode: "verify-full", schema: "charter" }],
    ["a port and no host", "postgres://ada@:99/d", { host: "localhost", port: 99 }],
  ])("with %s", (_, url, expected) => {
    expect(parse(url)).toMatchObject(expected);
  });

  test.each(["localhost", "::1", "127.0.0.1", "127.9.9.9", "/run/postgresql"])("%s is this machine", (host) => {
    expect(isLocal(host)).toBe(true);
  });

  test.each(["localhost.evil.test", "128.0.0.1", "::2", "db", ""])("%j is another machine", (host) => {
    expect(isLocal(host)).toBe(false);
  });

  test.each(["disable", "allow", "prefer", "require", "verify-ca", "verify-full"])("sslmode=%s is known", (mode) => {
    expect(parse(`postgres://h/d?sslmode=${mode}`).sslMode).toBe(mode);
  });
});

describe("a PostgreSQL URL is refused", () => {
  const login = `ada:${secret}`;

  const refused: readonly (readonly [title: string, url: string, variables?: Variables])[] = [
    ["without slashes", `postgres:${login}@h/d`],
    ["with a port that is no number", `postgres://${login}@h:x/d`],
    ["with port 0", `postgres://${login}@h:0/d`],
    ["with a port that is too high", `postgres://${login}@h:65536/d`],
    ["with several hosts", `postgres://${login}@h,i/d`],
    ["with several hosts and ports", `postgres://${login}@h:1,i:2/d`],
    ["with a fragment", `postgres://${login}@h/d#x`],
    ["with a # in the password", "postgres://ada:canary-3f9c#@h/d"],
    ["with a % in the password that encodes nothing", "postgres://ada:canary-3f9c%@h/d"],
    ["with an sslmode that there is not", `postgres://${login}@h/d?sslmode=full`],
    ["with an sslmode in the variables that there is not", `postgres://${login}@h/d`, { PGSSLMODE: secret }],
    ["with a port in the variables that is none", `postgres://${login}@h/d`, { PGPORT: secret }],
    ["with a time that is none", `postgres://${login}@h/d?connect_timeout=soon`],
    ["with no time at all", `postgres://${login}@h/d?connect_timeout=0`],
    ["with a schema in capitals", `postgres://${login}@h/d?schema=Charter`],
    ["with a schema that ends the quotes", `postgres://${login}@h/d?schema=x%22;DROP`],
    ["with a schema of the server's own", `postgres://${login}@h/d?schema=pg_catalog`],
    ["with a schema that is too long", `postgres://${login}@h/d?schema=${"x".repeat(64)}`],
  ];

  test.each(refused.map(([title, ...rest]) => ({ title, rest })))("$title", ({ rest: [url, variables] }) => {
    const failure = failureOf(url, variables);
    expect(failure).toMatchObject({ code: "postgres-url", exitCode: 20 });
    expect(allOf(failure)).not.toContain("canary");
  });

  test.each([
    ["sslmod", "sslmode"],
    ["shema", "schema"],
    ["target_session_attrs", undefined],
    ["options", undefined],
  ])("with the setting %s, which it does not know", (option, nearest) => {
    const failure = failureOf(`postgres://${login}@h/d?${option}=${secret}`);
    expect(failure).toMatchObject({ code: "postgres-option", exitCode: 20, args: { option } });
    if (nearest !== undefined) expect(failure.args).toMatchObject({ nearest });
    expect(allOf(failure)).not.toContain("canary");
  });

  test("never for what its name would show: no name holds a password", () => {
    const urls = [`postgres://${login}@h/d`, `postgres://h/d?password=${secret}`, "postgres://h/d"];
    for (const url of urls) expect(parse(url, { PGPASSWORD: secret }).name).not.toContain("canary");
  });
});

function allOf({ message, args, stack, cause }: Failure): string {
  return JSON.stringify([message, args, stack, String(cause)]);
}
