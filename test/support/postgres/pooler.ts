import { startPgBouncer } from "./pgbouncer.ts";
import type { Pooler } from "./pooler-contract.ts";
import { startPoolerProxy } from "./pooler-proxy.ts";
import type { PostgresAccess } from "./postgres-access.ts";

/** How a pooler is made. */
export interface PoolerOptions {
  /** "proxy" is one of this project's own, the same everywhere; "pgbouncer" is the real one, where it is installed. */
  readonly program?: "proxy" | "pgbouncer";
  /** Connections to the server for each user and database; 2 unless told otherwise. */
  readonly poolSize?: number;
}

/** Starts a pooler that goes round its connections, so that a session's state is not met again by chance. */
export function startPooler(server: PostgresAccess, options: PoolerOptions = {}): Promise<Pooler> {
  const { program = "proxy", poolSize = 2 } = options;
  return program === "proxy" ? startPoolerProxy(poolSize) : startPgBouncer(server, poolSize);
}
