import { readFile } from "node:fs/promises";
import type { ConnectionOptions } from "node:tls";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import type { PostgresLocation, SslFile } from "./postgres-location.ts";

/** TLS as a mode asks for it: what to try first, and whether to go on without when the server has none. */
export interface Tls {
  readonly options: ConnectionOptions | false;
  readonly isOptional: boolean;
}

/** What libpq would do for the location's `sslmode`. Throws a Failure for a file that cannot be read. */
export async function tlsFor({ sslMode, sslFiles, host }: PostgresLocation): Promise<Tls> {
  // Over a Unix socket there is nothing to protect.
  if (sslMode === "disable" || host.startsWith("/")) return { options: false, isOptional: false };
  const { sslrootcert } = sslFiles;
  const trustsMachine = sslrootcert === "system";
  const ca = trustsMachine ? undefined : await read(sslFiles, "sslrootcert");
  const files = { cert: await read(sslFiles, "sslcert"), key: await read(sslFiles, "sslkey") };
  // As in libpq: whoever names a certificate of an authority wants it checked.
  const checksChain = sslMode.startsWith("verify-") || (sslMode === "require" && sslrootcert !== undefined);
  // Anybody can have a certificate that the machine trusts, for a host of their own.
  const checksName = sslMode === "verify-full" || (checksChain && trustsMachine);
  const options: ConnectionOptions = {
    rejectUnauthorized: checksChain,
    ...Object.fromEntries(Object.entries({ ca, ...files }).filter(([, value]) => value !== undefined)),
    ...(!checksName && { checkServerIdentity: () => undefined }),
  };
  return { options, isOptional: sslMode === "allow" || sslMode === "prefer" };
}

async function read(files: PostgresLocation["sslFiles"], which: SslFile): Promise<string | undefined> {
  const file = files[which];
  if (file === undefined) return undefined;
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Failure("postgres-file", exitCodes.usage, { option: which, file }, { cause });
  }
}
