import { type Call, type Endpoints, type Reply, found, freshId, refused } from "../endpoint.ts";
import type { Issue, Pull } from "../github-state.ts";
import { accountOf } from "../objects/account-objects.ts";
import { issueObject, pullAsIssueObject } from "../objects/issue-objects.ts";
import { pageOf } from "../paging.ts";

/** Issues; GitHub lists pull requests among them. */
export const issueEndpoints: Endpoints = {
  "issues/list-for-repo": { needs: ["issues:read"], answer: list },
  "issues/get": {
    needs: ["issues:read"],
    answer: (call) => {
      const issue = issueOf(call);
      return found(issue && issueObject(call, issue));
    },
  },
  "issues/create": { needs: ["issues:write"], answer: create },
  "issues/update": { needs: ["issues:write"], answer: update },
};

const UNSUPPORTED = ["milestone", "assignee", "type", "mentioned", "issue_field_values", "since"];

function list(call: Call): Reply {
  const { state, parameters } = call;
  const unsupported = UNSUPPORTED.find((name) => parameters[name] !== undefined);
  if (unsupported !== undefined) throw new Error(`this server does not list issues by ${unsupported}`);
  const { creator, labels, state: wanted = "open", direction = "desc" } = parameters;
  const words = typeof labels === "string" ? labels.split(",") : [];
  const login = (issue: Issue | Pull): string | null =>
    issue.author === null ? null : accountOf(state.users, issue.author).login;
  const listed = [...state.issues, ...state.pulls]
    .filter((issue) => wanted === "all" || issue.state === wanted)
    .filter((issue) => creator === undefined || login(issue) === creator)
    .filter((issue) => words.every((label) => issue.labels.includes(label)))
    .toSorted((a, b) => (direction === "desc" ? b.number - a.number : a.number - b.number));
  return pageOf(listed, call, (one) => ("base" in one ? pullAsIssueObject(call, one) : issueObject(call, one)));
}

function create(call: Call): Reply {
  const { state, now } = call;
  const numbers = [...state.issues, ...state.pulls].map(({ number }) => number);
  const { user: author, app } = state.token;
  const empty = { title: "", body: null, labels: [], state: "open", stateReason: null, closedAt: null } as const;
  const fixed = { id: freshId(state), number: 1 + Math.max(0, ...numbers), author, app };
  const issue = withChanges({ ...fixed, ...empty, createdAt: now, updatedAt: now }, call);
  return { status: 201, body: issueObject(call, issue), change: { issues: [...state.issues, issue] } };
}

function update(call: Call): Reply {
  const old = issueOf(call);
  if (old === undefined) return refused(404, "Not Found");
  const issue = withChanges(old, call);
  const issues = call.state.issues.map((one) => (one.id === issue.id ? issue : one));
  return { status: 200, body: issueObject(call, issue), change: { issues } };
}

function issueOf({ state, parameters }: Call): Issue | undefined {
  return state.issues.find(({ number }) => number === parameters["issue_number"]);
}

const WORDS = new Set(["title", "body", "labels", "state", "state_reason"]);

function withChanges(issue: Issue, { body, now }: Call): Issue {
  const unsupported = Object.keys(body).find((name) => !WORDS.has(name));
  if (unsupported !== undefined) throw new Error(`this server does not set the ${unsupported} of an issue`);
  const { state_reason: reason, labels, title, body: text, state } = body as IssueWords;
  const changed: Issue = {
    ...issue,
    ...(title !== undefined && { title }),
    ...(text !== undefined && { body: text }),
    ...(state !== undefined && { state }),
    ...(labels !== undefined && { labels: labels.map((label) => (typeof label === "string" ? label : label.name)) }),
    updatedAt: now,
  };
  if (changed.state === issue.state) return changed;
  const stateReason = reason ?? (changed.state === "closed" ? "completed" : "reopened");
  return { ...changed, stateReason, closedAt: changed.state === "closed" ? now : null };
}

interface IssueWords {
  readonly title?: string;
  readonly body?: string;
  readonly state?: Issue["state"];
  readonly state_reason?: Issue["stateReason"];
  readonly labels?: readonly (string | { readonly name: string })[];
}
