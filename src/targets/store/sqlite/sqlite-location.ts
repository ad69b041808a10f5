import { constants } from "node:fs";
import { access, mkdir, open, stat, statfs } from "node:fs/promises";
import path from "node:path";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";

// Types of file systems whose locks other machines do not see (statfs(2) and linux/magic.h).
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x5346414f, // AFS
  0x6b414653, // kAFS
  0x73757245, // Coda
  0x564c, // NCP
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x7461636f, // OCFS2
  0x01161970, // GFS2
]);

/** Whether there is a database file. Throws a Failure when the path cannot hold one. */
export async function findDatabaseFile(file: string): Promise<boolean> {
  const found = await stat(file).catch((error: unknown) => ignoreMissing(error, file));
  if (found === undefined) return false;
  if (!found.isFile()) throw new Failure("store-not-a-file", exitCodes.usage, { path: file });
  await access(file, constants.R_OK).catch((error: unknown) => cannotUse(error, file));
  await assertLocalDisk(file);
  return true;
}

/** Makes the folder and an empty file that only its owner can read: it will hold people's addresses. */
export async function createDatabaseFile(file: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await assertLocalDisk(path.dirname(file));
    await (await open(file, "a", 0o600)).close();
  } catch (error) {
    cannotUse(error, file);
  }
}

/** Whether a file system's type, as `statfs` gives it on Linux, is one whose locks cannot be trusted. */
export function isNetworkFileSystem(type: number): boolean {
  return networkTypes.has(type >>> 0);
}

async function assertLocalDisk(place: string): Promise<void> {
  // Elsewhere the numbers mean other file systems.
  if (process.platform !== "linux") return;
  const { type } = await statfs(place);
  if (isNetworkFileSystem(type)) throw new Failure("store-on-network", exitCodes.usage, { path: place });
}

function ignoreMissing(error: unknown, file: string): undefined {
  if (codeOf(error) === "ENOENT") return undefined;
  return cannotUse(error, file);
}

function cannotUse(error: unknown, file: string): never {
  if (error instanceof Failure) throw error;
  throw new Failure("store-unusable", exitCodes.usage, { path: file, detail: codeOf(error) }, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
