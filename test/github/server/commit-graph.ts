import type { Commit, GitHubState } from "./github-state.ts";

type Commits = GitHubState["commits"];

/** The commit that a branch, a full `refs/heads/` name or a SHA stands for; undefined where there is none. */
export function findSha({ branches, commits }: GitHubState, ref: string): string | undefined {
  const name = ref.replace(/^(?:refs\/)?heads\//u, "");
  return branches[name] ?? (commits[ref] === undefined ? undefined : ref);
}

/** The commits of `head` that `base` does not have, oldest first. */
export function commitsBetween(commits: Commits, base: string, head: string): readonly string[] {
  const known = new Set(ancestry(commits, base));
  return ancestry(commits, head)
    .filter((sha) => !known.has(sha))
    .toReversed();
}

/** The newest commit that both have; undefined where the histories never met. */
export function mergeBase(commits: Commits, base: string, head: string): string | undefined {
  const known = new Set(ancestry(commits, base));
  return ancestry(commits, head).find((sha) => known.has(sha));
}

/** A commit with all that came before it, newest first. */
function ancestry(commits: Commits, tip: string): readonly string[] {
  const seen = new Set<string>();
  let wave: readonly string[] = [tip];
  while (wave.length > 0) {
    for (const sha of wave) seen.add(sha);
    wave = wave.flatMap((sha) => commits[sha]?.parents ?? []).filter((sha) => !seen.has(sha));
  }
  return [...seen];
}

/** A file that differs between two commits. */
export interface ChangedFile {
  readonly filename: string;
  readonly status: "added" | "removed" | "modified";
}

/** The files that differ, by name. */
export function changedFiles(before: Commit | undefined, after: Commit | undefined): readonly ChangedFile[] {
  const [old, now] = [before?.files ?? {}, after?.files ?? {}];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((filename) => old[filename] !== now[filename])
    .toSorted()
    .map((filename) => ({ filename, status: statusOf(old[filename], now[filename]) }));
}

function statusOf(old: string | undefined, now: string | undefined): ChangedFile["status"] {
  if (old === undefined) return "added";
  return now === undefined ? "removed" : "modified";
}
