import { Octokit } from "octokit";

import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { boundedFetch } from "./bounded-fetch.ts";

/** How to reach GitHub. The addresses are those of GITHUB_API_URL and GITHUB_GRAPHQL_URL, so that Enterprise works. */
export interface Connection {
  readonly token: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** Waiting for one answer; 30 seconds unless told. */
  readonly timeoutMs?: number;
  /** What the pauses between tries are measured in; a second unless told. */
  readonly pauseMs?: number;
}

/** GitHub, about one repository. */
export interface GitHub {
  readonly octokit: Octokit;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly pauseMs: number;
}

// Long enough for a secondary limit to pass, short enough for a job that people wait for.
const longestWaitSeconds = 90;
const readTries = 2;
// Asking again changes nothing, or is for the throttling plugin, which knows how long to wait.
const refusals = [400, 401, 403, 404, 410, 422, 429, 451];

/**
 * Opens GitHub. Requests are spaced by the throttling plugin. What only reads is tried again twice at most; what writes
 * goes out once, whatever comes back, for a second comment or check is worse than a failed run. Nothing is printed.
 * Throws a Failure where an address would carry the token unencrypted.
 */
export function connectGitHub(connection: Connection): GitHub {
  const { token, owner, repo, timeoutMs = 30_000, pauseMs = 1000 } = connection;
  const baseUrl = checkedUrl("GITHUB_API_URL", connection.apiUrl);
  const graphqlUrl = checkedUrl("GITHUB_GRAPHQL_URL", connection.graphqlUrl);
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const octokit = new Octokit({
    auth: token,
    baseUrl,
    userAgent: "charter",
    log: silent,
    request: { fetch: boundedFetch(timeoutMs), log: silent },
    retry: { retries: readTries, retryAfterBaseValue: pauseMs, doNotRetry: refusals },
    throttle: { onRateLimit: mayWait, onSecondaryRateLimit: mayWait, retryAfterBaseValue: pauseMs },
  });
  octokit.hook.before("request", (options) => {
    const isRead = options.method === "GET" || options.url === graphqlUrl;
    // For a read nothing is said: a number given here would have refusals tried again too.
    if (!isRead) Object.assign(options.request, { retries: 0 });
  });
  return { octokit, graphqlUrl, owner, repo, pauseMs };
}

// GraphQL is left out on purpose: its limit is told in an answer of its own.
function mayWait(
  seconds: number,
  options: { readonly method: string; readonly request: { retryCount?: number } },
): boolean {
  const isFirst = options.method === "GET" && (options.request.retryCount ?? 0) === 0;
  return isFirst && seconds >= 0 && seconds <= longestWaitSeconds;
}

// A server on the same machine needs no encryption; everything else would show the token to the network.
function checkedUrl(variable: string, text: string): string {
  const url = URL.parse(text);
  const isLocal =
    url !== null && url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url === null || (url.protocol !== "https:" && !isLocal) || url.username !== "" || url.password !== "") {
    throw new Failure("github-address", exitCodes.usage, { variable });
  }
  return text.replace(/\/+$/, "");
}

function ignore(): void {}
