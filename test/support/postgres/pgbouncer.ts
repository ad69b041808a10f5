import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { withPort } from "./fault-proxy.ts";
import { findFreePort } from "./find-free-port.ts";
import { giveFolder } from "./give-folder.ts";
import { startGuarded, type GuardedProcess } from "./guarded-process.ts";
import type { Pooler } from "./pooler-contract.ts";
import type { PostgresAccess } from "./postgres-access.ts";
import { findServerUser } from "./unprivileged-user.ts";

/** Whether PgBouncer is installed on this machine. */
export const hasPgBouncer = spawnSync("pgbouncer", ["--version"]).status === 0;

/** Starts PgBouncer for every database of a server; it learns passwords from the server itself. */
export async function startPgBouncer(server: PostgresAccess, poolSize: number): Promise<Pooler> {
  const folder = mkdtempSync(path.join(tmpdir(), "charter-pool-"));
  const port = await findFreePort();
  const settings = path.join(folder, "pgbouncer.ini");
  writeFileSync(settings, settingsFor(server, { folder, port, poolSize }));
  writeFileSync(path.join(folder, "users.txt"), `"postgres" "${server.adminPassword}"\n`);
  const user = findServerUser();
  const logFile = path.join(folder, "pgbouncer.log");
  giveFolder(folder, user);
  const pooler = await startGuarded({ program: "pgbouncer", args: [settings], folder, logFile, user });
  await waitUntilOpen(port, pooler, logFile);
  return {
    url: (databaseUrl) => withPort(databaseUrl, port),
    close: async () => {
      if (!pooler.isGone()) process.kill(pooler.pid, "SIGKILL");
      await pooler.gone;
      await pooler.release({ keepFolder: false });
    },
  };
}

function settingsFor(
  server: PostgresAccess,
  { folder, port, poolSize }: { readonly folder: string; readonly port: number; readonly poolSize: number },
): string {
  return `[databases]
* = host=127.0.0.1 port=${server.port} auth_user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path.join(folder, "users.txt")}
pool_mode = transaction
default_pool_size = ${poolSize}
min_pool_size = ${poolSize}
server_round_robin = 1
server_login_retry = 1
`;
}

async function waitUntilOpen(port: number, pooler: GuardedProcess, logFile: string): Promise<void> {
  while (!(await isOpen(port))) {
    if (pooler.isGone()) {
      const log = readFileSync(logFile, "utf8");
      await pooler.release({ keepFolder: false });
      throw new Error(`PgBouncer did not start:\n${log}`);
    }
    await sleep(10);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
