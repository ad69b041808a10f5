import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { afterAll } from "vitest";

import { type ProgramEnd, type ProgramStart, runCharter } from "./charter-process.ts";
import { asForeigner } from "./foreign-database.ts";

/** Files of a folder by their paths. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** A folder in which a user works, and nothing of the machine's own settings. */
export interface CliWorld {
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Writes files below the folder. */
  readonly write: (files: Files) => void;
  readonly read: (file: string) => string;
  /** Runs the program in the folder, on behalf of ada unless the words or variables say otherwise. */
  readonly charter: (...words: readonly string[]) => Promise<ProgramEnd>;
  readonly run: (words: readonly string[], start?: Partial<ProgramStart>) => Promise<ProgramEnd>;
  /** Everything that the embedded organization and its outbox hold, as a text that is equal when nothing was written. */
  readonly content: () => string;
  /** The newest invitation's token for a person. */
  readonly tokenFor: (email: string) => string;
}

/** Works in a folder of its own, which begins as a copy of another or empty, and is removed at the end. */
export async function inWorld(begin: Files | string, work: (world: CliWorld) => Promise<void>): Promise<void> {
  const world = openWorld(begin);
  try {
    await work(world);
  } finally {
    closeWorld(world);
  }
}

/** Opens a world that others are copied from; whoever opens it closes it. */
export function openWorld(begin: Files | string): CliWorld {
  const home = mkdtempSync(path.join(tmpdir(), "charter-cli-"));
  const folder = path.join(home, "work");
  if (typeof begin === "string") copyFolder(begin, folder);
  else mkdirSync(folder);
  const variables = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    XDG_CACHE_HOME: cache,
    GIT_CONFIG_NOSYSTEM: "1",
    CHARTER_ACTOR: "ada@acme.test",
  };
  const run: CliWorld["run"] = (words, start = {}) =>
    runCharter(words, { cwd: folder, ...start, variables: { ...variables, ...start.variables } });
  const world: CliWorld = {
    folder,
    variables,
    write: (files) => writeFiles(folder, files),
    read: (file) => readFileSync(path.join(folder, file), "utf8"),
    charter: (...words) => run(words),
    run,
    content: () => contentOf(path.join(folder, ".charter")),
    tokenFor: (email) => tokenFor(path.join(folder, ".charter/outbox"), email),
  };
  if (typeof begin !== "string") world.write(begin);
  return world;
}

// Another test may be reading the organization there: what belongs to its reading comes and goes.
function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (file) => !/-(?:wal|shm)$/.test(file) });
}

// Compiled code is kept between the runs of one test file, as between the runs of one user: it halves their time.
const cache = mkdtempSync(path.join(tmpdir(), "charter-cli-cache-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Removes a world's folder. */
export function closeWorld({ folder }: CliWorld): void {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

function writeFiles(folder: string, files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
}

function contentOf(folder: string): string {
  const database = path.join(folder, "organization.db");
  if (!existsSync(database)) return existsSync(folder) ? "an empty folder" : "nothing";
  return asForeigner(database, (open) => {
    const tables = open.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const rows = tables.map(({ name }) => [name, rowsOf(open, String(name))]);
    return JSON.stringify([rows, mailsIn(path.join(folder, "outbox"))]);
  });
}

function rowsOf(open: DatabaseSync, table: string): readonly string[] {
  return open
    .prepare(`SELECT * FROM ${table}`)
    .all()
    .map((row) => JSON.stringify(row))
    .toSorted();
}

function mailsIn(outbox: string): readonly string[] {
  return existsSync(outbox) ? readdirSync(outbox).toSorted() : [];
}

function tokenFor(outbox: string, email: string): string {
  const tokens = mailsIn(outbox)
    .map((file) => readFileSync(path.join(outbox, file), "utf8"))
    .filter((mail) => mail.includes(`To: ${email}\r\n`))
    .flatMap((mail) => /invitations accept ([\w-]{43}) /.exec(mail)?.[1] ?? []);
  const [token, ...others] = tokens;
  if (token === undefined || others.length > 0) throw new Error(`${tokens.length} invitations for ${email}`);
  return token;
}
