import type { Repository, Token } from "./github-state.ts";

// Without any permission, a token reads these of a public repository, as everybody may.
const PUBLIC = new Set(["metadata", "contents", "pull-requests", "issues", "checks", "actions"]);

/** Whether a token may do what needs one of these permissions; writing includes reading. */
export function isPermitted(token: Token, repository: Repository, needs: readonly string[]): boolean {
  return needs.length === 0 || needs.some((need) => has(token, need) || isPublic(repository, need));
}

function has({ permissions }: Token, need: string): boolean {
  const [name = "", level = ""] = need.split(":");
  return need === "metadata:read" || permissions.includes(`${name}:write`) || permissions.includes(`${name}:${level}`);
}

function isPublic(repository: Repository, need: string): boolean {
  const [name = "", level] = need.split(":");
  return !repository.private && level === "read" && PUBLIC.has(name);
}
