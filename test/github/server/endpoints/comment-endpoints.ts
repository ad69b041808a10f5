import { type Call, type Endpoints, type Reply, found, freshId, refused } from "../endpoint.ts";
import type { Comment } from "../github-state.ts";
import { commentObject } from "../objects/issue-objects.ts";
import { pageOf } from "../paging.ts";
import { isPermitted } from "../token-permissions.ts";

const LONGEST_BODY = 65_536;

/** Comments in the conversations of issues and pull requests. */
export const commentEndpoints: Endpoints = {
  "issues/list-comments": {
    needs: ["issues:read", "pull-requests:read"],
    answer: (call) => {
      const refusal = refusalOf(call, { number: call.parameters["issue_number"], level: "read" });
      if (refusal !== undefined) return refusal;
      const since = String(call.parameters["since"] ?? "");
      const own = call.state.comments.filter(({ issue }) => issue === call.parameters["issue_number"]);
      const late = own.filter(({ updatedAt }) => updatedAt >= since);
      return pageOf(late, call, (comment) => commentObject(call, comment));
    },
  },
  "issues/create-comment": {
    needs: ["issues:write", "pull-requests:write"],
    answer: (call) => {
      const refusal = refusalOf(call, { number: call.parameters["issue_number"], level: "write" });
      if (refusal !== undefined) return refusal;
      const { state, now: createdAt, parameters } = call;
      const { user: author, app } = state.token;
      const fixed = { id: freshId(state), issue: Number(parameters["issue_number"]), author, app };
      return save(call, { ...fixed, body: "", createdAt, updatedAt: createdAt }, 201);
    },
  },
  "issues/get-comment": {
    needs: ["issues:read", "pull-requests:read"],
    answer: (call) => {
      const comment = commentOf(call);
      return (
        refusalOf(call, { number: comment?.issue, level: "read" }) ?? found(comment && commentObject(call, comment))
      );
    },
  },
  "issues/update-comment": {
    needs: ["issues:write", "pull-requests:write"],
    answer: (call) => {
      const comment = commentOf(call);
      if (comment === undefined) return refused(404, "Not Found");
      const refusal = refusalOf(call, { number: comment.issue, level: "write" });
      return refusal ?? save(call, { ...comment, updatedAt: call.now }, 200);
    },
  },
};

interface Conversation {
  readonly number: Call["parameters"][string];
  readonly level: "read" | "write";
}

/** A permission for pull requests reaches their comments only; one for issues reaches both. */
function refusalOf({ state }: Call, { number, level }: Conversation): Reply | undefined {
  if (state.pulls.some((pull) => pull.number === number)) return undefined;
  if (!state.issues.some((issue) => issue.number === number)) return refused(404, "Not Found");
  if (isPermitted(state.token, state.repository, [`issues:${level}`])) return undefined;
  return refused(403, "Resource not accessible by integration");
}

function commentOf({ state, parameters }: Call): Comment | undefined {
  return state.comments.find(({ id }) => id === parameters["comment_id"]);
}

function save(call: Call, comment: Comment, status: number): Reply {
  const body = String(call.body["body"]);
  if (body.trim() === "") return refused(422, "Validation Failed: body is blank");
  if ([...body].length > LONGEST_BODY) return refused(422, "Validation Failed: body is too long");
  const saved = { ...comment, body };
  const { comments } = call.state;
  const others = comments.filter(({ id }) => id !== comment.id);
  const isNew = others.length === comments.length;
  const next = isNew ? [...comments, saved] : comments.map((one) => (one.id === comment.id ? saved : one));
  return { status, body: commentObject(call, saved), change: { comments: next } };
}
