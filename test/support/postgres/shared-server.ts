import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

import type { TestProject } from "vitest/node";

import type { ServerPlace } from "./postgres-access.ts";
import { startPostgres, type PostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The port at which the run's own PostgreSQL server is asked for. */
    readonly sharedPostgresPort: number;
  }
}

/** Gives one server to all who ask. */
export interface SharedServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Before a run of tests: announces where a server is to be had. Gives what ends it after the run. */
export async function setup(project: Pick<TestProject, "provide">): Promise<() => Promise<void>> {
  const shared = await offerSharedServer();
  project.provide("sharedPostgresPort", shared.port);
  return shared.close;
}

/**
 * Waits for somebody who needs a server, starts it then, and tells everybody who connects where it is. The server
 * belongs to this process, so it outlives every process of tests and ends with the run.
 */
export async function offerSharedServer(): Promise<SharedServer> {
  let server: Promise<PostgresServer> | undefined;
  const desk = createServer((visitor) => {
    visitor.on("error", () => undefined);
    server ??= startPostgres();
    void tellPlace(visitor, server);
  });
  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  return {
    port: (desk.address() as AddressInfo).port,
    close: async () => {
      desk.close();
      // One that did not start has nothing to stop, and whoever asked for it was told.
      const running = await server?.catch(() => undefined);
      await running?.stop();
    },
  };
}

async function tellPlace(visitor: Socket, server: Promise<PostgresServer>): Promise<void> {
  try {
    const { port, socketFolder, adminPassword } = await server;
    const place: ServerPlace = { port, socketFolder, adminPassword };
    visitor.end(JSON.stringify({ place }));
  } catch (error) {
    visitor.end(JSON.stringify({ problem: String(error) }));
  }
}
