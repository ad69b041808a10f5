import type { Token, GitHubState } from "./github-state.ts";

/** How a request said who it is; the token itself is kept nowhere. */
export type AuthorizationKind = "none" | "token" | "bearer" | "other";

/** A request as the server met it. */
export interface RecordedRequest {
  readonly method: string;
  /** With its query, without `/api/v3`. */
  readonly path: string;
  /** Parsed where it is JSON; undefined where there was none. */
  readonly body: unknown;
  readonly at: string;
  readonly authorization: AuthorizationKind;
  readonly isEnterprise: boolean;
  /** The status of the answer; null while it is not answered, and for ever where the connection was dropped. */
  readonly status: number | null;
  /** Whether it changed the state. */
  readonly hadEffect: boolean;
}

/** Something that does not fit GitHub's description. */
export interface Violation {
  readonly method: string;
  readonly path: string;
  /** A fault of the caller, of this server's answer, or of what this server can do. */
  readonly of: "request" | "response" | "server";
  readonly problems: readonly string[];
}

/** The state and the record of one server. */
export interface GitHubWorld {
  readonly state: () => GitHubState;
  readonly change: (change: Partial<GitHubState>) => void;
  /** Begins anew: another state, and nothing on record. */
  readonly reset: (state: GitHubState) => void;
  readonly record: (request: RecordedRequest) => Recording;
  readonly requests: () => readonly RecordedRequest[];
  readonly violations: () => readonly Violation[];
}

/** A request on record, to which its end is added. */
export interface Recording {
  readonly end: (end: Partial<RecordedRequest>) => void;
  readonly violation: (of: Violation["of"], problems: readonly string[]) => void;
}

/** Starts with a state and nothing on record. */
export function newGitHubWorld(first: GitHubState): GitHubWorld {
  let [state, requests, violations] = emptyWorld(first);
  return {
    state: () => state,
    change: (change) => {
      state = { ...state, ...change };
    },
    reset: (next) => {
      [state, requests, violations] = emptyWorld(next);
    },
    record: (request) => {
      let own = request;
      requests = [...requests, own];
      return {
        end: (end) => {
          const ended = { ...own, ...end };
          requests = requests.map((one) => (one === own ? ended : one));
          own = ended;
        },
        violation: (of, problems) => {
          const { method, path } = own;
          violations = problems.length > 0 ? [...violations, { method, path, of, problems }] : violations;
        },
      };
    },
    requests: () => requests,
    violations: () => violations,
  };
}

function emptyWorld(state: GitHubState): [GitHubState, readonly RecordedRequest[], readonly Violation[]] {
  return [state, [], []];
}

/** Reads an `Authorization` header. */
export function authorizationOf(
  header: string | undefined,
  { value }: Token,
): {
  readonly kind: AuthorizationKind;
  readonly isKnown: boolean;
} {
  const [scheme = "", credentials] = (header ?? "").split(" ");
  const kind = scheme.toLowerCase();
  if (kind === "") return { kind: "none", isKnown: false };
  if (kind !== "token" && kind !== "bearer") return { kind: "other", isKnown: false };
  return { kind, isKnown: credentials === value };
}
