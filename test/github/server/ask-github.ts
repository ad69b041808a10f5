import { Octokit } from "octokit";

/** Where a client asks, and with which token. */
export interface ClientStart {
  readonly baseUrl: string;
  readonly auth: string;
}

/** GitHub's own client, without its habit of asking again. */
export function newClient(start: ClientStart): Octokit {
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  return new Octokit({ ...start, retry: { enabled: false }, throttle: { enabled: false }, log: silent });
}

/** The status of an answer, also of a refusal; "dropped" where there was none. */
export function statusOf(call: Promise<{ readonly status: number }>): Promise<number | "dropped"> {
  return call.then(({ status }) => status, refusedStatus);
}

/** What the client throws has a status in any case, and a response where there was one. */
function refusedStatus(error: unknown): number | "dropped" {
  const { status, response } = error as { readonly status: number; readonly response?: unknown };
  return response === undefined ? "dropped" : status;
}
