import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { CommitSource } from "./commit-source.ts";
import { assertCommit } from "./fetch-commit.ts";
import { runGit } from "./run-git.ts";

/**
 * The parents of a commit, first the one it was put on top of, as the commit itself says: also where the clone's history is cut
 * off. Throws the Failures of `assertCommit`.
 */
export async function readParents(source: CommitSource, sha: string): Promise<readonly string[]> {
  await assertCommit(source, sha);
  const end = await runGit(source.folder, { words: ["cat-file", "commit", sha] });
  if (end.exitCode !== 0) {
    throw new Failure("commit-unreadable", exitCodes.unreadable, { sha }, { cause: end.complaint });
  }
  const [header = ""] = end.stdout.toString("latin1").split("\n\n");
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent);
}
