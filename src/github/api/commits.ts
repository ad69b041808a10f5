import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { GitHub } from "./connect.ts";
import { readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** How one commit stands to another, and what lies between them. */
export interface Comparison {
  /** `ahead` where every commit of the base is in the head's history. */
  readonly status: string;
  readonly mergeBase: string;
  /** The commits that the head has and the base has not, all of them. */
  readonly commits: readonly CommitFacts[];
}

/** A commit and what it was made from, the first parent first. */
export interface CommitFacts {
  readonly sha: string;
  readonly parents: readonly string[];
}

const pageSize = 100;

/**
 * Compares two commits by their SHA. Commits never change, so the pages are of one history; they are complete when as many
 * came as GitHub counts. Throws a Failure `github-list-unstable` when not.
 */
export async function compareCommits(github: GitHub, base: string, head: string): Promise<Comparison> {
  const what = `the commits from ${base} to ${head}`;
  const commits = new Map<string, CommitFacts>();
  for (let page = 1; ; page += 1) {
    // How many pages there are is known from the first.
    // oxlint-disable-next-line no-await-in-loop
    const { data } = await sendRequest(github, {
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      parameters: { basehead: `${base}...${head}`, per_page: pageSize, page },
      what,
      needs: "contents: read",
    });
    const answer = readAnswer(data, what);
    const found = answer.list("commits");
    for (const commit of found) {
      const parents = commit.list("parents").map((parent) => parent.sha("sha"));
      commits.set(commit.sha("sha"), { sha: commit.sha("sha"), parents });
    }
    const total = answer.id("total_commits");
    if (commits.size === total) {
      const mergeBase = answer.object("merge_base_commit").sha("sha");
      return { status: answer.text("status"), mergeBase, commits: [...commits.values()] };
    }
    if (found.length === 0 || commits.size > total) {
      throw new Failure("github-list-unstable", exitCodes.unreadable, { what });
    }
  }
}
