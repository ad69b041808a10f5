import { homedir, userInfo } from "node:os";
import path from "node:path";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import { findNearest } from "../../../model/nearest.ts";
import { type SslMode, sslModes } from "./ssl-mode.ts";

/** Where an organization lives in PostgreSQL, and how to get there. */
export interface PostgresLocation {
  /** A host name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Without one, the password file is asked. */
  readonly password: string | undefined;
  readonly passwordFile: string;
  readonly database: string;
  readonly schema: string;
  readonly sslMode: SslMode;
  /** Absolute paths of the files that belong to TLS; `system` for what the machine trusts. */
  readonly sslFiles: Readonly<Partial<Record<SslFile, string>>>;
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
  /** The place without password and settings, as it is shown. */
  readonly name: string;
}

/** The files TLS may need, by the names they have in a URL. */
export type SslFile = "sslrootcert" | "sslcert" | "sslkey";

/** What a URL is read with. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
}

/**
 * Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=…&sslmode=…`. What the URL leaves out comes from libpq's
 * variables ("Connection URIs" and "Environment Variables" in PostgreSQL's documentation). Throws Failures that repeat
 * neither the password nor anything that may be one.
 */
export function parsePostgresUrl(text: string, { variables, folder }: Surroundings): PostgresLocation {
  const url = parse(text);
  const value = settingsOf(url, variables);
  const place = placeOf(url, value);
  const schema = toSchema(value("schema") ?? "charter");
  return {
    ...place,
    password: nonEmpty(decode(url.password)) ?? value("password", "PGPASSWORD"),
    passwordFile: path.resolve(folder, value("passfile", "PGPASSFILE") ?? defaultPasswordFile(variables)),
    schema,
    sslMode: toSslMode(value("sslmode", "PGSSLMODE"), place.host),
    sslFiles: sslFilesIn(value, folder),
    applicationName: value("application_name", "PGAPPNAME") ?? "charter",
    connectTimeoutMs: toSeconds(value("connect_timeout", "PGCONNECT_TIMEOUT") ?? "10") * 1000,
    name: nameOf({ ...place, schema }),
  };
}

type Place = Pick<PostgresLocation, "host" | "port" | "user" | "database">;

function placeOf(url: URL, value: Settings): Place {
  const user = nonEmpty(decode(url.username)) ?? value("user", "PGUSER") ?? userInfo().username;
  return {
    host: hostIn(url) ?? value("host", "PGHOST") ?? "localhost",
    port: toPort(nonEmpty(url.port) ?? value("port", "PGPORT") ?? "5432"),
    user,
    database: nonEmpty(decode(url.pathname.slice(1))) ?? value("dbname", "PGDATABASE") ?? user,
  };
}

/** A setting of the URL, else of the variable that stands for it. */
type Settings = (option: string, variable?: string) => string | undefined;

function settingsOf(url: URL, variables: Surroundings["variables"]): Settings {
  const options = optionsIn(url);
  return (option, variable = "") => nonEmpty(options.get(option)) ?? nonEmpty(variables[variable]);
}

/** Whether a host is this machine, so that nobody listens in between. */
export function isLocal(host: string): boolean {
  return host.startsWith("/") || host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

const known = [
  "application_name",
  "connect_timeout",
  "dbname",
  "host",
  "passfile",
  "password",
  "port",
  "schema",
  "sslcert",
  "sslkey",
  "sslmode",
  "sslrootcert",
  "user",
];

function parse(text: string): URL {
  // WHATWG URLs need a host behind a user, where libpq does not.
  const completed = text.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=[:/?]|$)/, `$1${unnamedHost}`);
  const url = URL.canParse(completed) ? new URL(completed) : undefined;
  if (url === undefined || url.hash !== "" || !text.includes("://")) {
    throw malformed("it must read postgres://USER@HOST:PORT/DATABASE, with special characters percent-encoded");
  }
  if (url.hostname.includes(",")) throw malformed("it names several hosts; name one");
  return url;
}

// No real host has this ending (RFC 2606).
const unnamedHost = "unnamed.invalid";

function hostIn({ hostname }: URL): string | undefined {
  if (hostname === unnamedHost) return undefined;
  return nonEmpty(decode(hostname).replace(/^\[(.*)\]$/, "$1"));
}

function optionsIn({ searchParams }: URL): ReadonlyMap<string, string> {
  for (const option of searchParams.keys()) {
    if (known.includes(option)) continue;
    throw new Failure("postgres-option", exitCodes.usage, { option, nearest: findNearest(option, known), known });
  }
  return new Map(searchParams);
}

function defaultPasswordFile({ APPDATA, HOME }: Surroundings["variables"]): string {
  if (process.platform === "win32") return path.join(APPDATA ?? homedir(), "postgresql", "pgpass.conf");
  return path.join(HOME ?? homedir(), ".pgpass");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw malformed("a % in it is not followed by two hexadecimal digits");
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw malformed("its port is not a number from 1 to 65535");
}

function toSeconds(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw malformed("its connect_timeout is not a number of seconds");
}

function toSchema(text: string): string {
  if (/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(text)) return text;
  throw malformed("its schema is not a name of lower-case letters, digits and underscores");
}

// Away from this machine nothing less than a certificate that matches is taken for granted.
function toSslMode(text: string | undefined, host: string): SslMode {
  if (text === undefined) return isLocal(host) ? "prefer" : "verify-full";
  const mode = sslModes.find((one) => one === text);
  if (mode !== undefined) return mode;
  throw malformed(`its sslmode is none of ${sslModes.join(", ")}`);
}

function sslFilesIn(value: Settings, folder: string): PostgresLocation["sslFiles"] {
  const files = [
    ["sslrootcert", value("sslrootcert", "PGSSLROOTCERT")],
    ["sslcert", value("sslcert", "PGSSLCERT")],
    ["sslkey", value("sslkey", "PGSSLKEY")],
  ] as const;
  return Object.fromEntries(
    files.flatMap(([option, file]) => {
      return file === undefined ? [] : [[option, file === "system" ? file : path.resolve(folder, file)]];
    }),
  );
}

function nameOf({ host, port, user, database, schema }: Place & Pick<PostgresLocation, "schema">): string {
  const isSocket = host.startsWith("/");
  const shown = host.includes(":") ? `[${host}]` : host;
  const place = isSocket ? "" : `${shown}${port === 5432 ? "" : `:${port}`}`;
  const options = [isSocket ? `host=${host}` : "", schema === "charter" ? "" : `schema=${schema}`].filter(Boolean);
  const query = options.length === 0 ? "" : `?${options.join("&")}`;
  return `postgres://${encodeURIComponent(user)}@${place}/${encodeURIComponent(database)}${query}`;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

function malformed(problem: string): Failure {
  return new Failure("postgres-url", exitCodes.usage, { problem });
}
