import { afterAll } from "vitest";

import { newGitHubState } from "../server/sample-github.ts";
import { type GitHubServer, startGitHub } from "../server/start-github.ts";

const most = 4;
const free: GitHubServer[] = [];
const started: Promise<GitHubServer>[] = [];
const waiting: ((server: GitHubServer) => void)[] = [];

afterAll(async () => {
  for (const server of await Promise.all(started)) await server.close();
});

/** Takes a GitHub that nobody else uses, starting one where there are few; scenarios of a file share some of them. */
export async function takeGitHub(): Promise<GitHubServer> {
  const server = free.pop();
  if (server !== undefined) return server;
  if (started.length >= most) return new Promise((resolve) => void waiting.push(resolve));
  const starting = startGitHub(newGitHubState());
  started.push(starting);
  return starting;
}

/** Gives it back. */
export function giveBackGitHub(server: GitHubServer): void {
  const next = waiting.shift();
  if (next === undefined) free.push(server);
  else next(server);
}
