import { resolve } from "node:path";

import { defaultLimits, type Limits } from "../../load/limits.ts";
import type { CacheEntry } from "../../load/parse-cache.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";

/** Where a commit is fetched from that the clone lacks. */
export interface Remote {
  /** An address with http or https, such as `https://github.com/acme/organization`. */
  readonly url: string;
  readonly token: string | undefined;
}

/** A clone that commits are read from, and what its manifests gave so far. */
export interface CommitSource {
  readonly folder: string;
  readonly limits: Limits;
  /** Without it, nothing is fetched. */
  readonly remote: Remote | undefined;
  /** What files without problems hold, by the hash of their bytes: a file is parsed once in a run. */
  readonly parsed: Map<string, CacheEntry>;
}

/** A source of commits: the folder of a clone, whole or shallow. Its work tree is never looked at. */
export function commitSource(folder: string, options: { limits?: Limits; remote?: Remote } = {}): CommitSource {
  const { limits = defaultLimits, remote } = options;
  return { folder: resolve(folder), limits, remote, parsed: new Map() };
}

/** Throws the Failure `sha-malformed` for anything but a whole commit id: a name or an abbreviation may mean another commit later. */
export function assertSha(sha: string): void {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha)) throw new Failure("sha-malformed", exitCodes.usage, { sha });
}
