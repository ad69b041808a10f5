import { type Reply, refused } from "./endpoint.ts";
import type { Fault } from "./github-faults.ts";
import type { GitHubState } from "./github-state.ts";
import type { GitHubWorld } from "./github-world.ts";

/** Counts a request; answers it with a refusal where none is left. */
export function spendRequest(world: GitHubWorld): Reply | undefined {
  const { rateLimit } = world.state();
  const now = Math.floor(Date.now() / 1000);
  const isOver = now >= rateLimit.resetAt;
  const { limit, remaining, resetAt } = isOver
    ? { ...rateLimit, remaining: rateLimit.limit, resetAt: now + 3600 }
    : rateLimit;
  if (remaining === 0) return limitReply({ kind: "rate-limit", status: 403, resetInSeconds: resetAt - now });
  world.change({ rateLimit: { limit, remaining: remaining - 1, resetAt } });
  return undefined;
}

/** Refuses because of too many requests: in the hour, or at once. */
export function limitReply(fault: Extract<Fault, { kind: "rate-limit" | "secondary-limit" }>): Reply {
  if (fault.kind === "secondary-limit") {
    const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    return { ...refused(fault.status, message), headers: { "retry-after": fault.retryAfter } };
  }
  const reset = String(Math.ceil(Date.now() / 1000) + fault.resetInSeconds);
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
  return { ...refused(fault.status, "API rate limit exceeded for installation."), headers };
}

/** The headers in which every answer tells how many requests are left. */
export function rateHeaders({ rateLimit }: GitHubState): Readonly<Record<string, string>> {
  const { limit, remaining, resetAt } = rateLimit;
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-used": String(limit - remaining),
    "x-ratelimit-reset": String(resetAt),
    "x-ratelimit-resource": "core",
  };
}
