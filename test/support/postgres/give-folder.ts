import { chownSync, readdirSync } from "node:fs";
import path from "node:path";

import type { ServerUser } from "./unprivileged-user.ts";

/** Makes a folder and all in it the server's own; does nothing where the server runs as whoever tests. */
export function giveFolder(folder: string, user: ServerUser | undefined): void {
  if (user === undefined) return;
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), user.uid, user.gid);
  }
}
