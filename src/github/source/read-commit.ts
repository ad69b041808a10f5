import { decodeManifests } from "../../load/find-manifests.ts";
import { interpretManifests, type LoadedManifests } from "../../load/index.ts";
import { problem } from "../../model/diagnostic.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { chooseManifests, type ChosenManifests } from "./choose-manifests.ts";
import type { CommitSource } from "./commit-source.ts";
import { assertCommit } from "./fetch-commit.ts";
import { oddityOf } from "./odd-path.ts";
import { parseTree } from "./parse-tree.ts";
import { readBlobs } from "./read-blobs.ts";
import { runGit } from "./run-git.ts";

/**
 * Loads the manifests that a commit holds below a folder of the repository, or the one file that is named, from git's own storage:
 * what stands in the work tree, and what somebody could put there, plays no part. Places are paths below the folder, as
 * `loadManifests` gives them. Throws a Failure for a commit that is not there or cannot be read, never for what is in it.
 */
export async function readCommit(source: CommitSource, sha: string, directory: string): Promise<LoadedManifests> {
  const folder = folderIn(directory);
  await assertCommit(source, sha);
  const { blobs, diagnostics } = await listCommit(source, sha, folder);
  return interpretManifests(decodeManifests(await readBlobs(source, blobs), diagnostics), source.parsed);
}

// As the input of the Action is written: `.`, `organization`, `./organization/`.
function folderIn(directory: string): string {
  const folder = directory.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
  if (folder === "." || /^(?:\.\/+)*$/.test(directory)) return "";
  if (folder !== "" && oddityOf(folder) === undefined) return folder;
  throw new Failure("directory-malformed", exitCodes.usage, { directory });
}

async function listCommit(source: CommitSource, sha: string, folder: string): Promise<ChosenManifests> {
  const listing = ["ls-tree", "-r", "-z", "-l", "--full-tree", sha];
  const end = await runGit(source.folder, { words: folder === "" ? listing : [...listing, "--", folder] });
  if (end.cut) {
    return { blobs: [], diagnostics: [problem("too-many-files", undefined, { limit: source.limits.files })] };
  }
  if (end.exitCode === 0) return chooseManifests(parseTree(end.stdout), folder, source.limits);
  throw new Failure("commit-unreadable", exitCodes.unreadable, { sha }, { cause: end.complaint });
}
