/** What the runner says of a run of workflow run 3501: a push of a commit to `main` by account 1001. */
export function variablesOf(
  sha: string,
  changes: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    GITHUB_RUN_ID: "3501",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_EVENT_NAME: "push",
    GITHUB_SHA: sha,
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY_ID: "5000",
    GITHUB_REPOSITORY: "acme/people",
    GITHUB_ACTOR_ID: "1001",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_GRAPHQL_URL: "https://api.github.com/graphql",
    ...changes,
  };
}
