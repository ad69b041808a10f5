import { lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import { compareText } from "../model/json.ts";

/**
 * The `personalize` folder of an export of the official CLI, as a path below the given folder (`.` for the folder itself).
 * The folder may be that one, the export's root, a branch's folder, or the root of an export of one branch. Throws the
 * Failures `export-missing`, `export-without-personalize` and `export-several-branches`.
 */
export function findExport(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw refuse("export-missing", { folder });
  const near = [".", "personalize"].find((path) => isPersonalize(join(folder, path)));
  if (near !== undefined) return near;
  const branches = foldersIn(folder).filter((branch) => isPersonalize(join(folder, branch, "personalize")));
  const [branch, ...others] = branches;
  if (branch === undefined) throw refuse("export-without-personalize", { folder });
  if (others.length > 0) throw refuse("export-several-branches", { folder, branches });
  return `${branch}/personalize`;
}

// A link counts as found: reading refuses it, and says so.
function isPersonalize(path: string): boolean {
  return lstatSync(join(path, "projects"), { throwIfNoEntry: false }) !== undefined;
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted(compareText);
}

function refuse(code: string, args: Failure["args"]): Failure {
  return new Failure(code, exitCodes.usage, args);
}
