import { execFileSync } from "node:child_process";

/** Who a server runs as: PostgreSQL and PgBouncer refuse to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user `nobody` where this process is root's, and `undefined` where it may run servers itself. */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: numberOf("-u"), gid: numberOf("-g") };
}

function numberOf(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
}
