import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { findFreePort } from "./find-free-port.ts";
import { giveFolder } from "./give-folder.ts";
import { startGuarded, type GuardedProcess } from "./guarded-process.ts";
import { killWithChildren } from "./kill-with-children.ts";
import { accessPostgres, type PostgresAccess } from "./postgres-access.ts";
import { findBinaries } from "./postgres-binaries.ts";
import { createCertificate, type TestCertificate } from "./test-certificate.ts";
import { findServerUser } from "./unprivileged-user.ts";

/** What a test asks of its server. */
export interface PostgresOptions {
  /** Writes reach the disk before a commit is acknowledged; slower, and what a server in use does. */
  readonly durable?: boolean;
  /** Encrypts connections with a certificate for this host. */
  readonly tls?: { readonly host: string };
  /** More settings, by the names of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server that a test owns. */
export interface PostgresServer extends PostgresAccess {
  readonly folder: string;
  readonly logFile: string;
  /** Present when the server was asked for TLS. */
  readonly certificate?: TestCertificate;
  /** Ends all its processes at once, as a crash does; nothing is written any more. */
  readonly kill: () => Promise<void>;
  /** Starts it again after `kill`, on the same port, and waits until it has recovered. */
  readonly start: () => Promise<void>;
  /** Shuts it down, whoever is connected, and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** What one server is started with, each time. */
interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly logFile: string;
  readonly adminPassword: string;
  readonly launch: (port: number) => Promise<GuardedProcess>;
}

const startTimeoutMs = 30_000;

/**
 * Starts a new, empty server on this machine that ends with this process. Passwords are asked for everywhere;
 * it runs as `nobody` where the tests run as root. Throws with the server's log where it does not start.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "charter-pg-"));
  try {
    return await startIn(folder, options);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, options: PostgresOptions): Promise<PostgresServer> {
  const certificate = options.tls && createCertificate(path.join(folder, "tls"), options.tls.host);
  const cluster = createCluster(folder, settingsOf(folder, options, certificate));
  const { port, running } = await startOnFreePort(cluster);
  let server: GuardedProcess | undefined = running;
  const { adminPassword, logFile } = cluster;
  return {
    ...accessPostgres({ port, socketFolder: folder, adminPassword }),
    folder,
    logFile,
    ...(certificate && { certificate }),
    kill: async () => {
      if (server === undefined) return;
      killWithChildren(server.pid);
      await server.gone;
      await server.release({ keepFolder: true });
      server = undefined;
    },
    start: async () => {
      server ??= await startReady(cluster, port);
    },
    stop: async () => {
      if (server === undefined) return rmSync(folder, { recursive: true, force: true });
      if (!server.isGone()) process.kill(server.pid, "SIGINT");
      await server.gone;
      await server.release({ keepFolder: false });
      server = undefined;
    },
  };
}

function createCluster(folder: string, settings: Readonly<Record<string, string>>): Cluster {
  const user = findServerUser();
  const { initdb, postgres } = findBinaries(folder, user);
  const [data, logFile] = [path.join(folder, "data"), path.join(folder, "postgres.log")];
  const adminPassword = randomBytes(12).toString("hex");
  const passwordFile = path.join(folder, "password");
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  writeFileSync(logFile, "");
  giveFolder(folder, user);
  const words = ["-D", data, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-sync"];
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const env = { PATH: process.env["PATH"], LC_ALL: "C" };
  const made = spawnSync(initdb, [...words, ...locale], { ...user, cwd: folder, env, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  rmSync(passwordFile);
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const launch = (port: number): Promise<GuardedProcess> =>
    startGuarded({ program: postgres, args: ["-D", data, "-p", String(port), ...args], folder, logFile, user });
  return { folder, data, logFile, adminPassword, launch };
}

function settingsOf(
  folder: string,
  { durable = false, settings = {} }: PostgresOptions,
  certificate: TestCertificate | undefined,
): Readonly<Record<string, string>> {
  const diskSafety = durable ? "on" : "off";
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    max_connections: "100",
    fsync: diskSafety,
    full_page_writes: diskSafety,
    synchronous_commit: "on",
    ...(certificate && { ssl: "on", ssl_cert_file: certificate.certificateFile, ssl_key_file: certificate.keyFile }),
    ...settings,
  };
}

async function startOnFreePort(cluster: Cluster): Promise<{ readonly port: number; readonly running: GuardedProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    try {
      return { port, running: await startReady(cluster, port) };
    } catch (error) {
      // Somebody else may take the port between the look and the start.
      const isTaken = readFileSync(cluster.logFile, "utf8").includes("could not bind");
      if (!isTaken || attempt === 5) throw error;
    }
  }
}

async function startReady(cluster: Cluster, port: number): Promise<GuardedProcess> {
  const server = await cluster.launch(port);
  const deadline = Date.now() + startTimeoutMs;
  while (!isReady(cluster.data, server.pid)) {
    if (server.isGone() || Date.now() > deadline) {
      if (!server.isGone()) killWithChildren(server.pid);
      await server.gone;
      await server.release({ keepFolder: true });
      throw new Error(`PostgreSQL did not start:\n${readFileSync(cluster.logFile, "utf8").slice(-2000)}`);
    }
    await sleep(10);
  }
  return server;
}

// The postmaster writes its number into the first line of this file, and how it is doing into the eighth.
function isReady(data: string, pid: number): boolean {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, "utf8").split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}
