import { RequestError } from "octokit";

import type { MessageArguments } from "../../model/diagnostic.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { RefusedAnswer } from "./bounded-fetch.ts";

/** What a failed request was for. */
export interface FailedCall {
  /** As in GitHub's reference: `GET /repos/{owner}/{repo}/pulls/{pull_number}`; `QUERY` for GraphQL that only reads. */
  readonly route: string;
  /** For messages: `pull request 7`. */
  readonly what: string;
  /** The permission of the token, as written in a workflow: `pull-requests: read`. */
  readonly needs: string;
}

/** What went wrong with a request, as the Failure that tells a person what to do. Never carries the token. */
export function requestFailure(cause: unknown, call: FailedCall): Failure {
  if (cause instanceof Failure) return cause;
  const refusal = cause instanceof RequestError && cause.response !== undefined ? cause : undefined;
  if (isWrite(call.route) && !provesNoEffect(refusal)) {
    return new Failure("github-unknown-outcome", exitCodes.unknownOutcome, {
      what: call.what,
      status: refusal?.status,
    });
  }
  return refusal === undefined ? answerFailure(cause, call.what) : refusalFailure(refusal, call);
}

function refusalFailure(refusal: RequestError, { what, needs }: FailedCall): Failure {
  const { status, message } = refusal;
  if (isRateLimit(refusal)) return unreadable("github-rate-limit", { what, minutes: minutesToWait(refusal) });
  if (status === 401) return unreadable("github-token", { what });
  if (status === 403 && isForbidden(message)) return unreadable("github-permission", { what, needs });
  if (status === 404) return unreadable("github-hidden", { what, needs });
  if (status >= 500) return unreadable("github-unavailable", { what, status });
  return unreadable("github-refused", { what, status, detail: detailOf(message) });
}

/** Whether GitHub's words say that the token lacks a permission. */
export function isForbidden(message: string): boolean {
  return /not accessible by/i.test(message);
}

function isWrite(route: string): boolean {
  return !route.startsWith("GET ") && !route.startsWith("QUERY ");
}

// GitHub refuses with 4xx before it does anything; whatever else comes, or does not come, proves nothing.
function provesNoEffect(refusal: RequestError | undefined): boolean {
  return refusal !== undefined && refusal.status >= 400 && refusal.status < 500;
}

function answerFailure(cause: unknown, what: string): Failure {
  const refused = refusedAnswerIn(cause);
  if (refused === "too-large") return unreadable("github-too-large", { what });
  if (refused === "redirected") return unreadable("github-redirected", { what });
  if (refused === "not-json") return unreadable("github-malformed", { what, problem: "it is not JSON" });
  return unreadable("github-unreachable", { what });
}

function refusedAnswerIn(cause: unknown): RefusedAnswer["why"] | undefined {
  if (cause instanceof RefusedAnswer) return cause.why;
  return cause instanceof Error && cause.cause !== undefined ? refusedAnswerIn(cause.cause) : undefined;
}

function isRateLimit({ status, message, response }: RequestError): boolean {
  if (status !== 403 && status !== 429) return false;
  return status === 429 || /rate limit/i.test(message) || response?.headers["x-ratelimit-remaining"] === "0";
}

function minutesToWait({ response }: RequestError): number | undefined {
  const reset = Number(response?.headers["x-ratelimit-reset"]) * 1000 - Date.parse(response?.headers.date ?? "");
  return response?.headers["x-ratelimit-remaining"] === "0" && reset > 0 ? Math.ceil(reset / 60_000) : undefined;
}

function detailOf(message: string): string {
  return message.replace(/ - https:\/\/\S*$/, "").slice(0, 200);
}

function unreadable(code: string, args: MessageArguments): Failure {
  return new Failure(code, exitCodes.unreadable, args);
}
