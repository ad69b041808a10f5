import { type Account, accountIn } from "./account.ts";
import type { GitHub } from "./connect.ts";
import { listAll } from "./list-all.ts";
import { type AnswerObject, readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** A pull request. */
export interface PullFacts {
  readonly number: number;
  /** Data: it is shown, and never decides anything. */
  readonly title: string;
  readonly url: string;
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  readonly author: Account | undefined;
  readonly baseBranch: string;
  readonly baseSha: string;
  readonly baseRepositoryId: number;
  readonly headBranch: string;
  readonly headSha: string;
  /** Absent once a fork was deleted. */
  readonly headRepositoryId: number | undefined;
  readonly isMerged: boolean;
  readonly mergedAt: string | undefined;
  readonly mergedBy: Account | undefined;
  /** The commit it became on its base branch; present only when it is merged. */
  readonly mergeSha: string | undefined;
}

/** A review of a pull request, and the commit it was given on. */
export interface ReviewFacts {
  readonly id: number;
  readonly account: Account | undefined;
  /** `APPROVED`, `CHANGES_REQUESTED`, `DISMISSED`, `COMMENTED` or `PENDING`. */
  readonly state: string;
  readonly commit: string | undefined;
  readonly submittedAt: string;
}

/** Reads a pull request. */
export async function readPull(github: GitHub, number: number): Promise<PullFacts> {
  const what = `pull request ${number}`;
  const { data } = await sendRequest(github, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: { pull_number: number },
    what,
    needs: "pull-requests: read",
  });
  return pullIn(readAnswer(data, what));
}

/** Every review of a pull request. */
export async function listReviews(github: GitHub, number: number): Promise<readonly ReviewFacts[]> {
  const items = await listAll(github, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    parameters: { pull_number: number },
    what: `the reviews of pull request ${number}`,
    needs: "pull-requests: read",
    key: "id",
  });
  return items.map((item) => ({
    id: item.id("id"),
    account: accountIn(item, "user"),
    state: item.text("state"),
    commit: item.has("commit_id") ? item.sha("commit_id") : undefined,
    submittedAt: item.has("submitted_at") ? item.text("submitted_at") : "",
  }));
}

/** The numbers of the pull requests that GitHub connects with a commit, merged or not. */
export async function listPullsOfCommit(github: GitHub, sha: string): Promise<readonly number[]> {
  const items = await listAll(github, {
    route: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    parameters: { commit_sha: sha },
    what: `the pull requests of commit ${sha}`,
    needs: "pull-requests: read",
    key: "number",
  });
  return items.map((item) => item.id("number"));
}

function pullIn(answer: AnswerObject): PullFacts {
  const isMerged = answer.flag("merged");
  const head = answer.object("head");
  const base = answer.object("base");
  return {
    number: answer.id("number"),
    title: answer.text("title"),
    url: answer.text("html_url"),
    isOpen: answer.text("state") === "open",
    isDraft: answer.has("draft") && answer.flag("draft"),
    author: accountIn(answer, "user"),
    baseBranch: base.text("ref"),
    baseSha: base.sha("sha"),
    baseRepositoryId: base.object("repo").id("id"),
    headBranch: head.text("ref"),
    headSha: head.sha("sha"),
    headRepositoryId: head.has("repo") ? head.object("repo").id("id") : undefined,
    isMerged,
    mergedAt: isMerged && answer.has("merged_at") ? answer.text("merged_at") : undefined,
    mergedBy: isMerged ? accountIn(answer, "merged_by") : undefined,
    // Before the merge the field holds GitHub's trial merge, which is on no branch.
    mergeSha: isMerged && answer.has("merge_commit_sha") ? answer.sha("merge_commit_sha") : undefined,
  };
}
