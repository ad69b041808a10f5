import { runGit } from "../source/run-git.ts";

/** Where a clone came from. */
export interface Origin {
  readonly host: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
}

/** The repository that a clone's `origin` names; `undefined` for a folder that is no clone or has no such origin. */
export async function findOrigin(folder: string): Promise<Origin | undefined> {
  const end = await runGit(folder, { words: ["config", "--get", "remote.origin.url"] });
  return end.exitCode === 0 ? parseOrigin(end.stdout.toString("utf8").trim()) : undefined;
}

/** Reads an address of git: `https://HOST/OWNER/NAME.git`, `ssh://git@HOST/OWNER/NAME` or `git@HOST:OWNER/NAME.git`. */
export function parseOrigin(address: string): Origin | undefined {
  const [, host, owner, name] = addressForm.exec(address) ?? [];
  if (host === undefined || owner === undefined || name === undefined) return undefined;
  return { host: host.toLowerCase(), repository: `${owner}/${name}` };
}

const addressForm = /^(?:(?:https?|ssh):\/\/)?(?:[^@/]*@)?([^/:@]+)(?::\d+\/|[/:])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/;

/** Where a folder lies in its clone, such as `organization/`; empty for the root, and for a folder that is in none. */
export async function prefixOf(folder: string): Promise<string> {
  const end = await runGit(folder, { words: ["rev-parse", "--show-prefix"] });
  return end.exitCode === 0 ? end.stdout.toString("utf8").trimEnd() : "";
}
