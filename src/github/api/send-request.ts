import type { GitHub } from "./connect.ts";
import { type FailedCall, requestFailure } from "./request-failure.ts";

/** One request: what is asked, what for in words, and the permission of the token that it needs. */
export interface Call extends FailedCall {
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** An answer; nothing is known about its shape yet. */
export interface Answer {
  readonly data: unknown;
  readonly link: string;
}

/**
 * Sends a request about the repository. Throws a Failure that says what to do: `github-permission`, `github-token`,
 * `github-hidden`, `github-rate-limit`, `github-unavailable`, `github-unreachable`, `github-refused`,
 * `github-redirected`, `github-too-large`, `github-malformed`, and for a write without an answer
 * `github-unknown-outcome`.
 */
export async function sendRequest(github: GitHub, call: Call): Promise<Answer> {
  const { octokit, owner, repo } = github;
  try {
    const answer: { readonly data: unknown; readonly headers: { readonly link?: string | undefined } } =
      await octokit.request(call.route, { owner, repo, ...call.parameters });
    return { data: answer.data, link: answer.headers.link ?? "" };
  } catch (cause) {
    throw requestFailure(cause, call);
  }
}
