import { type Account, accountIn } from "./account.ts";
import type { GitHub } from "./connect.ts";
import { listAll } from "./list-all.ts";
import { type AnswerObject, readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** A comment in the conversation of a pull request or issue. */
export interface CommentFacts {
  readonly id: number;
  readonly author: Account | undefined;
  /** The number of the GitHub App that wrote it; absent for people and for tokens of people. */
  readonly appId: number | undefined;
  /** Data: only our own marker is looked for in it, and nothing is decided by it. */
  readonly body: string;
  readonly url: string;
}

/** A comment's text, and the conversation it goes to. */
export interface NewComment {
  readonly issue: number;
  readonly body: string;
}

const needs = "pull-requests: write";

/** Every comment in a conversation, oldest first. */
export async function listComments(github: GitHub, issue: number): Promise<readonly CommentFacts[]> {
  const items = await listAll(github, {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: issue },
    what: `the comments on ${issue}`,
    needs: "pull-requests: read",
    key: "id",
  });
  return items.map(commentIn);
}

/**
 * Writes a comment, once: a lost answer ends in a Failure `github-unknown-outcome`, for a second try could make a second
 * comment. Look for the first one with `listComments`.
 */
export async function createComment(github: GitHub, { issue, body }: NewComment): Promise<CommentFacts> {
  const what = `a comment on ${issue}`;
  const { data } = await sendRequest(github, {
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: issue, body },
    what,
    needs,
  });
  return commentIn(readAnswer(data, what));
}

/** Replaces a comment's text; doing it twice does no harm. */
export async function updateComment(
  github: GitHub,
  { id, body }: { readonly id: number; readonly body: string },
): Promise<CommentFacts> {
  const what = `the comment ${id}`;
  const { data } = await sendRequest(github, {
    route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
    parameters: { comment_id: id, body },
    what,
    needs,
  });
  return commentIn(readAnswer(data, what));
}

function commentIn(answer: AnswerObject): CommentFacts {
  const hasApp = answer.has("performed_via_github_app");
  return {
    id: answer.id("id"),
    author: accountIn(answer, "user"),
    appId: hasApp ? answer.object("performed_via_github_app").id("id") : undefined,
    body: answer.has("body") ? answer.text("body") : "",
    url: answer.text("html_url"),
  };
}
