import { parsedJson } from "../description/check-request.ts";
import { type Reply, type Scene, refused } from "../endpoint.ts";
import { isPermitted } from "../token-permissions.ts";
import { type QueryValues, answerQuery } from "./answer-query.ts";
import { parseQuery } from "./parse-query.ts";
import { queryRoot } from "./query-root.ts";

/** An answer of the GraphQL endpoint, and what was wrong with the request. */
export interface GraphQlReply {
  readonly reply: Reply;
  readonly problems: readonly string[];
}

/** Answers a query for pull requests; what this server does not know is a problem. */
export function answerGraphQl(scene: Scene, text: string): GraphQlReply {
  const { token, repository } = scene.state;
  const request = parsedJson(text) as { readonly query?: unknown; readonly variables?: QueryValues } | undefined;
  if (typeof request?.query !== "string") {
    return { reply: refused(400, "A query attribute must be specified"), problems: ["GraphQL: there is no query"] };
  }
  if (!isPermitted(token, repository, ["pull-requests:read"])) {
    return { reply: withError("FORBIDDEN", "Resource not accessible by integration"), problems: [] };
  }
  try {
    const data = answerQuery(parseQuery(request.query), request.variables ?? {}, queryRoot(scene));
    return { reply: withNulls(data), problems: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { reply: withError("undefinedField", message), problems: [message] };
  }
}

/** GitHub says of a missing repository or pull request that it could not be resolved, and answers null for it. */
function withNulls(data: QueryValues): Reply {
  const repository = data["repository"] as QueryValues | null | undefined;
  const isMissing = repository === null || (repository !== undefined && Object.values(repository).includes(null));
  const missing = [{ type: "NOT_FOUND", path: ["repository"], message: "Could not resolve to a node" }];
  return { status: 200, body: { data, ...(isMissing && { errors: missing }) } };
}

function withError(type: string, message: string): Reply {
  return { status: 200, body: { data: null, errors: [{ type, message }] } };
}
