import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";

/** What the runner says of the run. An earlier step may have changed any of it, so it is only ever compared. */
export interface RunEnvironment {
  readonly runId: number;
  readonly attempt: number;
  readonly event: string;
  readonly sha: string;
  readonly ref: string;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly actorId: number;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
}

/**
 * Reads the runner's variables. Throws a Failure `run-outside-actions` naming those that are missing or of another form:
 * then this is no run of GitHub Actions.
 */
export function runEnvironment(variables: Readonly<Record<string, string | undefined>>): RunEnvironment {
  const wrong = Object.entries(forms).flatMap(([name, form]) => (form.test(variables[name] ?? "") ? [] : [name]));
  if (wrong.length > 0) throw new Failure("run-outside-actions", exitCodes.usage, { variables: wrong });
  // Each was just found to be there.
  const get = (name: keyof typeof forms): string => variables[name] ?? "";
  const [owner = "", repo = ""] = get("GITHUB_REPOSITORY").split("/");
  return {
    runId: Number(get("GITHUB_RUN_ID")),
    attempt: Number(get("GITHUB_RUN_ATTEMPT")),
    event: get("GITHUB_EVENT_NAME"),
    sha: get("GITHUB_SHA"),
    ref: get("GITHUB_REF"),
    repositoryId: Number(get("GITHUB_REPOSITORY_ID")),
    owner,
    repo,
    actorId: Number(get("GITHUB_ACTOR_ID")),
    apiUrl: get("GITHUB_API_URL"),
    graphqlUrl: get("GITHUB_GRAPHQL_URL"),
  };
}

const number = /^\d{1,15}$/;
const forms = {
  GITHUB_RUN_ID: number,
  GITHUB_RUN_ATTEMPT: number,
  GITHUB_EVENT_NAME: /^\w+$/,
  GITHUB_SHA: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  GITHUB_REF: /^refs\/./,
  GITHUB_REPOSITORY_ID: number,
  GITHUB_REPOSITORY: /^[\w.-]+\/[\w.-]+$/,
  GITHUB_ACTOR_ID: number,
  GITHUB_API_URL: /^https?:\/\/./,
  GITHUB_GRAPHQL_URL: /^https?:\/\/./,
} as const;
