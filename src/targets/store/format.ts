import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Connection, Dialect } from "./driver.ts";
import { type Migration, storeMigrations } from "./migrations.ts";

/** Where the store's tables stand: not there yet, to be brought forward, or as this Charter writes them. */
export type FormatState = "absent" | "older" | "current";

/** The formats this Charter knows; another list is given only to test how a store is brought forward. */
export interface Formats {
  readonly dialect: Dialect;
  readonly migrations?: readonly Migration[] | undefined;
}

/** How the store's tables compare with what this Charter writes. Throws the Failure `store-newer`. */
export async function checkFormat(connection: Connection, formats: Formats): Promise<FormatState> {
  const supported = migrationsOf(formats).length;
  const found = await connection.readFormat();
  if (found > supported) throw new Failure("store-newer", exitCodes.usage, { found, supported });
  if (found === 0) return "absent";
  return found < supported ? "older" : "current";
}

/** Brings the tables to the newest format, from none at all if need be. Runs inside the caller's transaction. */
export async function migrate(connection: Connection, formats: Formats): Promise<void> {
  if ((await checkFormat(connection, formats)) === "current") return;
  const migrations = migrationsOf(formats);
  const statements = migrations.slice(await connection.readFormat()).flatMap((step) => step(formats.dialect));
  for (const statement of statements) {
    // oxlint-disable-next-line no-await-in-loop -- a statement builds on the one before
    await connection.run(statement);
  }
  await connection.writeFormat(migrations.length);
}

function migrationsOf({ migrations }: Formats): readonly Migration[] {
  return migrations ?? storeMigrations;
}
