import { connectGitHub, type Connection, type GitHub } from "../../../src/github/api/connect.ts";
import { Failure } from "../../../src/model/failure.ts";
import type { GitHubServer } from "../server/start-github.ts";

/** Connects to a server for tests, without long pauses between tries. */
export function connectTo(server: Pick<GitHubServer, "url">, changes: Partial<Connection> = {}): GitHub {
  const { url } = server;
  const token = "ghs_sampleToken";
  return connectGitHub({
    token,
    apiUrl: url,
    graphqlUrl: `${url}/graphql`,
    owner: "acme",
    repo: "people",
    pauseMs: 5,
    ...changes,
  });
}

/** What a call fails with: code, exit code and arguments; the result where it does not fail. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    return { code: cause.code, exitCode: cause.exitCode, args: cause.args };
  }
}

/** Throws where a request or an answer did not fit GitHub's published description. */
export async function assertFit(server: GitHubServer): Promise<void> {
  const violations = await server.violations();
  if (violations.length > 0) throw new Error(JSON.stringify(violations, undefined, 2));
}
