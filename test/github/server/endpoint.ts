import type { GitHubState } from "./github-state.ts";

/** The state as one request finds it, and the addresses that answers are written with. */
export interface Scene {
  readonly state: GitHubState;
  /** The address of the API, as the request used it. */
  readonly api: string;
  /** The address of the pages for people. */
  readonly web: string;
  readonly now: string;
}

/** What stands in the path and the query, by name. */
export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** A request that fits GitHub's description. */
export interface Call extends Scene {
  readonly parameters: Parameters;
  readonly body: Readonly<Record<string, unknown>>;
  /** The path of the request after the address of the API, without its query. */
  readonly pathname: string;
  readonly query: string;
  /** How far the items of a list have moved since its first page. */
  readonly drift: -1 | 0 | 1;
}

/** An answer; `change` is its effect. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly change?: Partial<GitHubState>;
}

/** An operation: what a token needs for it (one of the permissions is enough), and its answer. */
export interface Endpoint {
  readonly needs: readonly string[];
  readonly answer: (call: Call) => Reply;
}

/** Endpoints by the id that GitHub's description gives the operation. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** Answers with an object, or says that there is none. */
export function found(body: unknown): Reply {
  return body === undefined ? refused(404, "Not Found") : { status: 200, body };
}

/** Refuses in the form of all of GitHub's refusals. */
export function refused(status: number, message: string): Reply {
  const basic = { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
  if (status !== 422) return { status, body: basic };
  return { status, body: { message, documentation_url: basic.documentation_url } };
}

/** An id that nothing has yet. */
export function freshId({ comments, checkRuns, issues, pulls }: GitHubState): number {
  return 1 + Math.max(1_000_000, ...[...comments, ...checkRuns, ...issues, ...pulls].map(({ id }) => id));
}
