import { type Account, accountIn } from "./account.ts";
import type { GitHub } from "./connect.ts";
import { listAll } from "./list-all.ts";
import { type AnswerObject, readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** An issue that is no pull request. */
export interface IssueFacts {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly author: Account | undefined;
  /** The number of the GitHub App that opened it. */
  readonly appId: number | undefined;
  readonly url: string;
}

/** An issue to be opened. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels?: readonly string[];
}

/** What is to be different about an issue. */
export interface IssueUpdate {
  readonly number: number;
  readonly title?: string;
  readonly body?: string;
  readonly state?: "open" | "closed";
}

/** Every issue, open and closed; with a label only those that have it. GitHub's pull requests among them are left out. */
export async function listIssues(github: GitHub, label?: string): Promise<readonly IssueFacts[]> {
  const items = await listAll(github, {
    route: "GET /repos/{owner}/{repo}/issues",
    parameters: { state: "all", ...(label !== undefined && { labels: label }) },
    what: "the issues",
    needs: "issues: read",
    key: "number",
  });
  return items.filter((item) => !item.has("pull_request")).map(issueIn);
}

/** Opens an issue, once: a lost answer ends in a Failure `github-unknown-outcome`. */
export async function createIssue(github: GitHub, { title, body, labels = [] }: NewIssue): Promise<IssueFacts> {
  const what = "an issue";
  const { data } = await sendRequest(github, {
    route: "POST /repos/{owner}/{repo}/issues",
    parameters: { title, body, labels },
    what,
    needs: "issues: write",
  });
  return issueIn(readAnswer(data, what));
}

/** Changes, closes or opens an issue again; doing it twice does no harm. */
export async function updateIssue(github: GitHub, { number, ...update }: IssueUpdate): Promise<IssueFacts> {
  const what = `issue ${number}`;
  const { data } = await sendRequest(github, {
    route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
    parameters: { issue_number: number, ...update },
    what,
    needs: "issues: write",
  });
  return issueIn(readAnswer(data, what));
}

function issueIn(answer: AnswerObject): IssueFacts {
  const hasApp = answer.has("performed_via_github_app");
  return {
    number: answer.id("number"),
    title: answer.text("title"),
    body: answer.has("body") ? answer.text("body") : "",
    isOpen: answer.text("state") === "open",
    author: accountIn(answer, "user"),
    appId: hasApp ? answer.object("performed_via_github_app").id("id") : undefined,
    url: answer.text("html_url"),
  };
}
