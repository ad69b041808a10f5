import path from "node:path";

import type { Commit, GitHubState, Pull, Push, Review, TimelineItem } from "../server/github-state.ts";
import { newGitHubState, newProtection, newPull, newPush, newReview } from "../server/sample-github.ts";
import { type GitOrigin, gitOrigin, type NewCommit } from "./git-origin.ts";
import { type Files, people, type Person } from "./sample-organization.ts";

/** The id of the repository that forks are made as. */
export const forkId = 5100;

/** A pull request to be opened. */
export interface NewPull extends NewCommit {
  /** Ada's unless told; whoever opens it also pushes its branch, unless `pushedBy` says who did. */
  readonly author?: Person | undefined;
  readonly pushedBy?: Person | undefined;
  readonly title?: string | undefined;
  readonly fork?: boolean | undefined;
}

/** How a pull request is merged. */
export interface NewMerge {
  readonly by: Person;
  readonly method?: "merge" | "squash" | undefined;
  readonly way?: Push["kind"] | undefined;
  /** Who made the push of the merge, when it is not the merger. */
  readonly pushedBy?: Person | undefined;
  readonly timeline?: readonly TimelineItem[] | undefined;
  /** Merges of one push are made first, and recorded together by `recordPush`. */
  readonly isOfLaterPush?: boolean | undefined;
}

/** A repository in git and what GitHub knows of it, changed together. */
export interface RepositoryWorld {
  readonly origin: GitOrigin;
  /** What GitHub knows; comments, checks and issues are the server's own. */
  readonly state: () => RepositoryState;
  readonly tip: () => string;
  readonly pull: (number: number) => Pull;
  /** Opens a pull request with one commit on top of the branch, and gives its number. */
  readonly openPull: (pull: NewPull) => number;
  /** Pushes another commit to a pull request's branch, and gives it. */
  readonly pushToPull: (number: number, commit: NewCommit & { readonly by: Person }) => string;
  /** Reviews a pull request at its head, unless another commit or state is given. */
  readonly review: (number: number, by: Person, review?: Partial<Review>) => void;
  /** Merges a pull request, and gives the commit on the branch. */
  readonly merge: (number: number, merge: NewMerge) => string;
  /** Pushes a commit directly to the branch, and gives it. */
  readonly push: (commit: NewCommit & { readonly by: Person }) => string;
  /** Records that the branch came from a commit to where it is now in one push. */
  readonly recordPush: (before: string, push: { readonly by: Person; readonly kind?: Push["kind"] }) => void;
  /** GitHub's trial merge of a pull request with the branch as it is now. */
  readonly trial: (number: number) => string;
  /** Changes what GitHub knows, past every rule. */
  readonly change: (change: Partial<RepositoryState>) => void;
  /** When the next thing happens. */
  readonly later: () => string;
}

/** The part of GitHub's state that this world makes. */
export type RepositoryState = Omit<GitHubState, "comments" | "checkRuns" | "issues" | "rateLimit">;

/** Makes a repository `acme/people` whose protected branch `main` holds these files. */
export function repositoryWorld(folder: string, files: Files): RepositoryWorld {
  const origin = gitOrigin(path.join(folder, "server/.git/people"));
  const first = origin.commitOn([], { files });
  let state: RepositoryState = firstState(first);
  const known = new Map<string, Commit>();
  let minutes = 0;
  const later = (): string => `2026-02-01T10:${String((minutes += 1)).padStart(2, "0")}:00Z`;
  const change = (changes: Partial<RepositoryState>): void => void (state = { ...state, ...changes });
  const tip = (): string => state.branches["main"] ?? "";
  const pull = (number: number): Pull => {
    const found = state.pulls.find((one) => one.number === number);
    if (found === undefined) throw new Error(`no pull request ${number}`);
    return found;
  };
  const changePull = (number: number, changes: Partial<Pull>): void => {
    change({ pulls: state.pulls.map((one) => (one.number === number ? { ...one, ...changes } : one)) });
  };
  const place = (branch: string, after: string): void => {
    origin.git("update-ref", `refs/heads/${branch}`, after);
    change({ branches: { ...state.branches, [branch]: after } });
  };
  const record = (push: Pick<Push, "branch" | "before" | "kind">, by: Person): void => {
    const own = { id: 3800 + state.pushes.length, after: state.branches[push.branch] ?? "", at: later() };
    change({ pushes: [...state.pushes, newPush({ ...push, ...own, actor: people[by] })] });
  };
  const move = (branch: string, after: string, { by, kind = "push" }: { by: Person; kind?: Push["kind"] }): void => {
    const before = state.branches[branch];
    place(branch, after);
    const way = before === undefined ? "branch_creation" : kind;
    record({ branch, before: before ?? "0".repeat(40), kind: way }, by);
  };
  const trial = (number: number): string => {
    const commit = origin.mergeOf(tip(), pull(number).head.sha, { message: `Merge ${number} for a trial` });
    origin.git("update-ref", `refs/pull/${number}/merge`, commit);
    return commit;
  };
  origin.git("update-ref", "refs/heads/main", first);
  return {
    origin,
    state: () => ({ ...state, commits: commitsOf(origin, known) }),
    tip,
    pull,
    openPull: ({ author = "ada", pushedBy = author, title = "Change manifests", fork = false, ...commit }) => {
      const number = state.pulls.length + 1;
      const branch = `work-${number}`;
      const sha = origin.commitOn([tip()], commit);
      origin.git("update-ref", `refs/pull/${number}/head`, sha);
      if (!fork) move(branch, sha, { by: pushedBy });
      const head = { ref: branch, sha, repository: fork ? forkId : state.repository.id };
      const own = { id: 3000 + number, number, title, author: people[author], createdAt: later() };
      change({ pulls: [...state.pulls, newPull({ ...own, base: { ref: "main", sha: tip() }, head })] });
      return number;
    },
    pushToPull: (number, { by, ...commit }) => {
      const { head } = pull(number);
      const sha = origin.commitOn([head.sha], commit);
      origin.git("update-ref", `refs/pull/${number}/head`, sha);
      move(head.ref, sha, { by });
      changePull(number, { head: { ...head, sha } });
      return sha;
    },
    review: (number, by, changes = {}) => {
      const id = 3100 + state.reviews.length;
      const own = { id, pull: number, user: people[by], commit: pull(number).head.sha, submittedAt: later() };
      change({ reviews: [...state.reviews, newReview({ ...own, ...changes })] });
    },
    merge: (
      number,
      { by, method = "merge", way = "pr_merge", pushedBy = by, timeline = [], isOfLaterPush = false },
    ) => {
      const { head } = pull(number);
      const make = method === "merge" ? origin.mergeOf : origin.squashOf;
      const commit = make(tip(), head.sha, { message: `Merge pull request ${number}` });
      if (isOfLaterPush) place("main", commit);
      else move("main", commit, { by: pushedBy, kind: way });
      changePull(number, { state: "closed", merged: { by: people[by], at: later(), commit }, timeline });
      return commit;
    },
    push: ({ by, ...commit }) => {
      const sha = origin.commitOn([tip()], commit);
      move("main", sha, { by });
      return sha;
    },
    recordPush: (before, { by, kind = "push" }) => record({ branch: "main", before, kind }, by),
    trial,
    change,
    later,
  };
}

function firstState(sha: string): RepositoryState {
  const { users, comments: _c, checkRuns: _r, issues: _i, rateLimit: _l, ...sample } = newGitHubState();
  const more = (["mo", "nia", "pia"] as const).map((login) => ({ id: people[login], login, type: "User" as const }));
  return {
    ...sample,
    users: [...users, ...more],
    forks: [{ id: forkId, owner: people.stranger, name: "people", private: false, defaultBranch: "main", fork: true }],
    branches: { main: sha },
    commits: {},
    protections: { main: newProtection() },
    pushes: [newPush({ id: 3799, branch: "main", before: "0".repeat(40), after: sha, actor: people.ada })],
  };
}

/** Every commit of a repository as GitHub tells of it; what was read once is kept, for commits do not change. */
function commitsOf({ git }: GitOrigin, known: Map<string, Commit>): GitHubState["commits"] {
  const format = "--format=%H%x00%P%x00%s%x00%ae%x00%aI";
  for (const line of git("log", "--all", format).split("\n")) {
    const [sha = "", parents = "", message = "", email = "", date = ""] = line.split("\0");
    const account = (people as Readonly<Record<string, number>>)[email.replace("@acme.test", "")];
    const author = { user: account ?? null, name: "Somebody", email, date: date.replace("+00:00", "Z") };
    const list = parents === "" ? [] : parents.split(" ");
    known.set(sha, { parents: list, message, author, committer: author, files: {} });
  }
  return Object.fromEntries(known);
}
