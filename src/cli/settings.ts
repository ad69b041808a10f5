import { readFileSync } from "node:fs";
import { join } from "node:path";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { hasDuplicateKeys } from "../plan/duplicate-keys.ts";
import type { Environment } from "./environment.ts";

/** The flags that every command takes, as commander gives them. */
export interface GlobalOptions {
  readonly target?: string;
  readonly actor?: string;
  readonly approver?: readonly string[];
  readonly format?: Format;
  readonly color: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly cache: boolean;
}

/** The forms an answer can be given in. */
export type Format = "terminal" | "json" | "markdown";

/** Settings of a folder, from `charter.json`: data only, nothing in it is run. */
export interface FileSettings {
  readonly target?: string;
  readonly files?: number;
}

/** The target to use: the flag, else CHARTER_TARGET, else `charter.json`, else an embedded organization in this folder. */
export async function targetOf(options: GlobalOptions, environment: Environment): Promise<string> {
  const { variables } = environment;
  return (
    options.target ?? given(variables["CHARTER_TARGET"]) ?? (await fileSettings(environment)).target ?? defaultTarget
  );
}

/** Where the embedded organization lives unless something else is said. */
export const defaultTarget = "sqlite:.charter/organization.db";

/** Settings that `charter.json` in the current folder gives; none when there is no such file. */
export async function fileSettings({ cwd }: Environment): Promise<FileSettings> {
  const text = readIfThere(join(cwd, "charter.json"));
  return text === undefined ? {} : readSettings(text);
}

// Synchronously: what the promises of `fs` load takes longer than reading a small file.
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new Failure("settings-unreadable", exitCodes.usage, { file: "charter.json" }, { cause });
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

function readSettings(text: string): FileSettings {
  const value = parse(text);
  if (!isJsonObject(value)) throw malformed("it must hold an object, such as {}");
  if (hasDuplicateKeys(text)) throw malformed("a key stands in it twice");
  for (const [key, entry] of Object.entries(value)) {
    const setting = settings.get(key);
    if (setting === undefined) {
      throw malformed(`\`${key}\` is no setting; there are ${[...settings.keys()].join(" and ")}`);
    }
    if (!setting.fits(entry)) throw malformed(`\`${key}\` must be ${setting.words}`);
  }
  // Each known key was just found to have its type, and there is no other key.
  return value;
}

const settings: ReadonlyMap<string, { readonly words: string; readonly fits: (value: unknown) => boolean }> = new Map([
  [
    "target",
    { words: 'a text, such as "sqlite:organization.db"', fits: (value) => typeof value === "string" && value !== "" },
  ],
  [
    "files",
    {
      words: "a whole number from 1 to 1000000",
      fits: (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) <= 1_000_000,
    },
  ],
]);

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw malformed("it is not JSON");
  }
}

function malformed(problem: string): Failure {
  return new Failure("settings-malformed", exitCodes.usage, { file: "charter.json", problem });
}

/** The text of a variable; an empty one counts as not set. */
export function given(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}
