import { connect } from "node:net";
import { json } from "node:stream/consumers";

import { inject } from "vitest";

import { accessPostgres, type PostgresAccess, type ServerPlace } from "./postgres-access.ts";

/** The server that all tests of this run share; the first who asks waits until it has started. */
export function sharedPostgres(): Promise<PostgresAccess> {
  return askForServer(inject("sharedPostgresPort"));
}

/** Asks at a port where a server is offered. */
export async function askForServer(port: number): Promise<PostgresAccess> {
  const answer = (await json(connect(port, "127.0.0.1"))) as { place?: ServerPlace; problem?: string };
  if (answer.place === undefined) throw new Error(answer.problem);
  return accessPostgres(answer.place);
}
