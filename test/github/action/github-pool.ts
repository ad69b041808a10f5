import { newGitHubState } from "../server/sample-github.ts";
import { type GitHubHost, type GitHubServer, openGitHubHost } from "../server/start-github.ts";

// One process plays GitHub for all scenarios of a worker, each on a server of its own. It ends with the worker.
const most = 8;
const free: GitHubServer[] = [];
const waiting: ((server: GitHubServer) => void)[] = [];
let host: GitHubHost | undefined;
let started = 0;

/** Takes a GitHub that nobody else uses, starting one where there are few. */
export async function takeGitHub(): Promise<GitHubServer> {
  const server = free.pop();
  if (server !== undefined) return server;
  if (started >= most) return new Promise((resolve) => void waiting.push(resolve));
  started += 1;
  host ??= openGitHubHost();
  return host.start(newGitHubState());
}

/** Gives it back. */
export function giveBackGitHub(server: GitHubServer): void {
  const next = waiting.shift();
  if (next === undefined) free.push(server);
  else next(server);
}
