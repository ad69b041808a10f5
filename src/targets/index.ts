import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { Target, TargetOptions } from "./target.ts";

type OpenTarget = (url: string, options: TargetOptions) => Promise<Target>;

const openPostgres: OpenTarget = async (url, options) =>
  (await import("./store/postgres/open-postgres-store.ts")).openPostgresStore(url, options);

const openersByScheme: ReadonlyMap<string, OpenTarget> = new Map([
  [
    "sqlite",
    async (url, options) => (await import("./store/sqlite/open-sqlite-store.ts")).openSqliteStore(url, options),
  ],
  ["postgres", openPostgres],
  ["postgresql", openPostgres],
]);

/** Opens the target a URL names. Throws the Failure `target-unknown`, without the URL's credentials. */
export async function openTarget(url: string, options: TargetOptions): Promise<Target> {
  const scheme = url.slice(0, Math.max(url.indexOf(":"), 0));
  const open = openersByScheme.get(scheme);
  if (open !== undefined) return open(url, options);
  throw new Failure("target-unknown", exitCodes.usage, { target: withoutCredentials(url) });
}

function withoutCredentials(url: string): string {
  return url.replace(/^([^/]*\/\/).*@/s, "$1").replace(/[?#].*$/s, "");
}
