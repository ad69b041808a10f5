import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { openSqliteStore, type SqliteStoreOptions } from "../../src/targets/store/sqlite/open-sqlite-store.ts";
import type { Target } from "../../src/targets/target.ts";
import { targetKinds } from "./target-kinds.ts";

/** An embedded organization in a folder of its own. */
export interface SqliteWorld {
  readonly folder: string;
  readonly file: string;
  readonly target: Target;
  /** Opens the same organization a second time. */
  readonly again: (options?: Partial<SqliteStoreOptions>) => Promise<Target>;
  /** The texts of the mails in the outbox folder. */
  readonly mails: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Opens an embedded organization that does not exist yet. */
export async function openSqliteWorld(options: Partial<SqliteStoreOptions> = {}): Promise<SqliteWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), "charter-store-"));
  const opened: Target[] = [];
  const again = async (more: Partial<SqliteStoreOptions> = {}): Promise<Target> => {
    const target = await openSqliteStore("sqlite:data/organization.db", {
      kinds: targetKinds,
      folder,
      ...options,
      ...more,
    });
    opened.push(target);
    return target;
  };
  return {
    folder,
    file: path.join(folder, "data", "organization.db"),
    target: await again(),
    again,
    mails: () => readMails(path.join(folder, "data", "outbox")),
    close: async () => {
      await Promise.all(opened.map((target) => target.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// By name, so that the order is the same in every run.
async function readMails(outbox: string): Promise<readonly string[]> {
  const names = await readdir(outbox).catch(() => []);
  const mails = names.filter((name) => name.endsWith(".eml")).toSorted();
  return Promise.all(mails.map((name) => readFile(path.join(outbox, name), "utf8")));
}

/** The token that a mail tells its reader to accept. */
export function tokenIn(mail: string | undefined): string {
  const found = /invitations accept ([\w-]{43}) /.exec((mail ?? "").replaceAll("=\r\n", ""))?.[1];
  if (found === undefined) throw new Error(`no token in ${mail}`);
  return found;
}
