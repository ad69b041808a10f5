import { randomBytes } from "node:crypto";

import { parseSender } from "../../mail/mail-address.ts";
import type { Target, TargetOptions } from "../../target.ts";
import type { Migration } from "../migrations.ts";
import { openCarrierFor } from "../open-carrier.ts";
import { openStore } from "../open-store.ts";
import { hexFrom } from "../random-hex.ts";
import { PostgresDriver, type PostgresDriverOptions } from "./postgres-driver.ts";
import { parsePostgresUrl } from "./postgres-location.ts";

/** Options of an organization that many runners share. */
export interface PostgresStoreOptions extends TargetOptions, PostgresDriverOptions {
  /** Other table formats than Charter's own, to test how a store is brought forward. */
  readonly migrations?: readonly Migration[] | undefined;
}

/**
 * Opens a schema of a PostgreSQL database, which `parsePostgresUrl` describes. It connects when it is first needed, and
 * the tables are made by the first apply. Throws Failures for settings that cannot be used.
 */
export async function openPostgresStore(url: string, options: PostgresStoreOptions): Promise<Target> {
  const { kinds, folder, variables = {}, now = () => new Date(), random = randomBytes } = options;
  const location = parsePostgresUrl(url, { variables, folder });
  const driver = new PostgresDriver(location, options);
  return openStore({
    driver,
    formats: { dialect: driver.dialect, migrations: options.migrations },
    name: location.name,
    kinds,
    now,
    random,
    hex: hexFrom(random),
    openCarrier: openCarrierFor(options, undefined),
    sender: parseSender(options.mailFrom ?? "charter@localhost"),
  });
}
