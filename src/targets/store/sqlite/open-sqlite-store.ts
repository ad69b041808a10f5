import { randomBytes } from "node:crypto";
import path from "node:path";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import { parseSender } from "../../mail/mail-address.ts";
import type { Target, TargetOptions } from "../../target.ts";
import type { Migration } from "../migrations.ts";
import { openCarrierFor } from "../open-carrier.ts";
import { openStore } from "../open-store.ts";
import { hexFrom } from "../random-hex.ts";
import { SqliteDriver } from "./sqlite-driver.ts";

/** Options of an embedded organization. */
export interface SqliteStoreOptions extends TargetOptions {
  /** Other table formats than Charter's own, to test how a store is brought forward. */
  readonly migrations?: readonly Migration[] | undefined;
}

/**
 * Opens `sqlite:PATH`, relative to the given folder, or `sqlite::memory:`. The file is opened when it is first needed and
 * created by the first apply. Throws Failures for settings that cannot be used.
 */
export async function openSqliteStore(url: string, options: SqliteStoreOptions): Promise<Target> {
  const file = databaseFile(url, options);
  const driver = new SqliteDriver(file);
  const { kinds, now = () => new Date(), random = randomBytes, mailFrom = "charter@localhost", migrations } = options;
  return openStore({
    driver,
    formats: { dialect: driver.dialect, migrations },
    name: url,
    kinds,
    now,
    random,
    hex: hexFrom(random),
    openCarrier: openCarrierFor(
      options,
      path.join(file === ":memory:" ? options.folder : path.dirname(file), "outbox"),
    ),
    sender: parseSender(mailFrom),
  });
}

function databaseFile(url: string, { folder }: SqliteStoreOptions): string {
  const place = url.slice(url.indexOf(":") + 1);
  if (place === "" || place.includes("\0")) throw new Failure("target-unknown", exitCodes.usage, { target: url });
  return place === ":memory:" ? place : path.resolve(folder, place);
}
