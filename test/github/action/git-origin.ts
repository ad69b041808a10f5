import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A repository as it lies on GitHub. */
export interface GitOrigin {
  readonly folder: string;
  readonly git: (...words: readonly string[]) => string;
  /** Commits files on top of a commit, null taking a file away; moves no branch. Everything has a fixed date. */
  readonly commitOn: (parents: readonly string[], commit: NewCommit) => string;
  /** Merges two commits as GitHub does for a trial, and for a merge. */
  readonly mergeOf: (base: string, head: string, commit?: Partial<NewCommit>) => string;
  /** What of two commits stays when the second is squashed onto the first. */
  readonly squashOf: (base: string, head: string, commit?: Partial<NewCommit>) => string;
}

/** What a commit brings. */
export interface NewCommit {
  readonly files: Readonly<Record<string, string | null>>;
  readonly message?: string | undefined;
  /** The e-mail that git is told, which proves nothing. */
  readonly email?: string | undefined;
}

/** Makes an empty repository in a folder. */
export function gitOrigin(folder: string): GitOrigin {
  mkdirSync(folder, { recursive: true });
  const git = (...words: readonly string[]): string => runGit(folder, words);
  git("init", "--quiet", "--initial-branch=main");
  let minutes = 0;
  const write = (tree: string, parents: readonly string[], { message, email }: Partial<NewCommit>): string => {
    const date = `2026-02-01T09:${String((minutes += 1)).padStart(2, "0")}:00Z`;
    const from = parents.flatMap((parent) => ["-p", parent]);
    return runGit(folder, ["commit-tree", tree, ...from, "-m", message ?? "Change manifests"], { date, email });
  };
  const treeOf = (base: string, head: string): string => git("merge-tree", "--write-tree", base, head);
  return {
    folder,
    git,
    commitOn: (parents, commit) => {
      git("read-tree", ...(parents[0] === undefined ? ["--empty"] : ["--reset", "-u", parents[0]]));
      for (const [file, content] of Object.entries(commit.files)) {
        if (content === null) git("rm", "--quiet", "--force", "--ignore-unmatch", "--", file);
        else writeFiles(folder, { [file]: content });
      }
      git("add", "--all", "--force");
      return write(git("write-tree"), parents, commit);
    },
    mergeOf: (base, head, commit = {}) => write(treeOf(base, head), [base, head], { message: "Merge", ...commit }),
    squashOf: (base, head, commit = {}) => write(treeOf(base, head), [base], { message: "Squash", ...commit }),
  };
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
}

/** Makes a clone of a repository at a commit, as the checkout of a workflow does: whole, or that commit alone. */
export function checkOut(origin: GitOrigin, folder: string, { sha, depth }: CheckOut): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  runGit(folder, ["init", "--quiet", "--initial-branch=main"]);
  const all = depth === undefined ? ["+refs/heads/*:refs/remotes/origin/*"] : [];
  const how = depth === undefined ? ["--no-tags"] : ["--no-tags", `--depth=${depth}`];
  runGit(folder, ["fetch", "--quiet", ...how, `file://${origin.folder}`, ...all, `+${sha}:refs/checkout`]);
  runGit(folder, ["checkout", "--quiet", "--detach", sha]);
}

/** What is checked out. */
export interface CheckOut {
  readonly sha: string;
  /** How many commits of history; all of it when absent. */
  readonly depth?: number | undefined;
}

/** Runs git in a folder, with nothing of the machine's own settings, and gives what it prints. */
export function runGit(
  folder: string,
  words: readonly string[],
  { date = "2026-02-01T09:00:00Z", email }: { date?: string; email?: string | undefined } = {},
): string {
  const who = (part: string): Record<string, string> => ({
    [`GIT_${part}_NAME`]: "Somebody",
    [`GIT_${part}_EMAIL`]: email ?? "somebody@acme.test",
    [`GIT_${part}_DATE`]: date,
  });
  const own = { HOME: folder, GIT_CONFIG_NOSYSTEM: "1", ...who("AUTHOR"), ...who("COMMITTER") };
  const { status, stdout, stderr } = spawnSync("git", words, {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ...own },
  });
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr.toString()}`);
  return stdout.toString().trimEnd();
}
