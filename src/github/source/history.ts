import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { assertSha, type CommitSource } from "./commit-source.ts";
import { assertCommit, fetchCommit, hasCommit, isShallow } from "./fetch-commit.ts";
import { type GitEnd, runGit } from "./run-git.ts";

/**
 * Whether a commit is the tip or stands in its history. Where the clone's history is cut off, more of it is fetched until the answer
 * is certain. Throws a Failure where it cannot be: `commit-missing`, `commit-not-fetched`, `sha-malformed`.
 */
export async function isAncestor(source: CommitSource, sha: string, tip: string): Promise<boolean> {
  assertSha(sha);
  await assertCommit(source, tip);
  for (const depth of depths) {
    // oxlint-disable-next-line no-await-in-loop -- each step asks for more only because the last was not enough
    if (await isKnownAncestor(source, sha, tip)) return true;
    // oxlint-disable-next-line no-await-in-loop
    if (!(await isShallow(source))) return false;
    // oxlint-disable-next-line no-await-in-loop
    await fetchCommit(source, tip, [depth]);
  }
  return isKnownAncestor(source, sha, tip);
}

/**
 * The commits that a push put on a branch, oldest first: those on the line of first parents of `after` that `before` does not have.
 * Each is a merge, a squashed or rebased commit, or one that was pushed directly. Throws the Failure `push-rewrote-history` when
 * `before` is not in the history of `after`, since then there is no such list.
 */
export async function listMergeOrder(source: CommitSource, before: string, after: string): Promise<readonly string[]> {
  if (!(await isAncestor(source, before, after))) {
    throw new Failure("push-rewrote-history", exitCodes.stale, { before, after });
  }
  const commits = await firstParents(source, before, after);
  // A cut-off history ends in a commit that seems to have no parent.
  const isCut = commits[0]?.length === 1 && (await isShallow(source));
  if (!isCut) return commits.map(([sha = ""]) => sha);
  await fetchCommit(source, after, ["--unshallow"]);
  return (await firstParents(source, before, after)).map(([sha = ""]) => sha);
}

const depths: readonly string[] = ["--depth=100", "--depth=1000", "--unshallow"];

async function isKnownAncestor(source: CommitSource, sha: string, tip: string): Promise<boolean> {
  if (!(await hasCommit(source, sha))) return false;
  const end = await runGit(source.folder, { words: ["merge-base", "--is-ancestor", sha, tip] });
  if (end.exitCode > 1 || end.exitCode < 0) throw unreadable(tip, end);
  return end.exitCode === 0;
}

// Each commit with its parents behind it.
async function firstParents(
  source: CommitSource,
  before: string,
  after: string,
): Promise<readonly (readonly string[])[]> {
  const words = ["rev-list", "--first-parent", "--reverse", "--parents", after, `^${before}`];
  const end = await runGit(source.folder, { words });
  if (end.exitCode !== 0) throw unreadable(after, end);
  const lines = end.stdout
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => line.split(" "));
}

function unreadable(sha: string, { complaint }: GitEnd): Failure {
  return new Failure("commit-unreadable", exitCodes.unreadable, { sha }, { cause: complaint });
}
