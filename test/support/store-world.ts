import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import type { Target, TargetOptions } from "../../src/targets/target.ts";
import type { TargetWorld } from "../target-contract.ts";

/** An organization in a database, whichever one it is, that a test may also work on past Charter. */
export interface StoreWorld extends TargetWorld {
  /** What a process in `folder` names it by. */
  readonly url: string;
  readonly folder: string;
  /** The folder that mails are written to when no server takes them. */
  readonly outbox: string;
  readonly again: (options?: Partial<TargetOptions>) => Promise<Target>;
  /** Runs statements past Charter, with `?` for values, as any tool of the database could. */
  readonly foreign: (sql: string, values?: readonly (string | number)[]) => Promise<unknown>;
  /** Begins a transaction past Charter that holds the lock until it ends. */
  readonly beginWriting: () => Promise<ForeignWriter>;
  readonly rows: (table: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Somebody in the middle of writing. */
export interface ForeignWriter {
  readonly run: (sql: string) => Promise<void>;
  readonly end: (how: "COMMIT" | "ROLLBACK") => Promise<void>;
}

/** The texts of the mails in an outbox folder, by name, so that the order is the same in every run. */
export async function readMails(outbox: string): Promise<readonly string[]> {
  const names = await readdir(outbox).catch(() => []);
  const mails = names.filter((name) => name.endsWith(".eml")).toSorted();
  const texts = await Promise.all(mails.map((name) => readFile(path.join(outbox, name), "utf8")));
  // As a mail program joins what the encoding broke (RFC 2045, "Quoted-Printable Content-Transfer-Encoding").
  return texts.map((text) => text.replaceAll("=\r\n", "").replaceAll("=3D", "="));
}
