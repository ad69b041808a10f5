import { Buffer } from "node:buffer";

import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { assertSha, type CommitSource, type Remote } from "./commit-source.ts";
import { type GitCall, type GitEnd, runGit } from "./run-git.ts";

/**
 * Makes sure that the clone holds a commit, and fetches exactly that one where it does not. Throws a Failure: `sha-malformed`,
 * `not-a-clone`, `commit-missing` where it may not be fetched, `commit-not-fetched` where that fails.
 */
export async function assertCommit(source: CommitSource, sha: string): Promise<void> {
  assertSha(sha);
  if (await hasCommit(source, sha)) return;
  const shallow = await isShallow(source);
  await fetchCommit(source, sha, shallow ? ["--depth=1"] : []);
  if (!(await hasCommit(source, sha))) throw new Failure("commit-not-fetched", exitCodes.unreadable, { sha });
}

/** Whether the clone holds a commit. */
export async function hasCommit({ folder }: CommitSource, sha: string): Promise<boolean> {
  return (await runGit(folder, { words: ["cat-file", "-e", `${sha}^{commit}`] })).exitCode === 0;
}

/** Whether the clone's history is cut off. Throws the Failure `not-a-clone` where there is no repository. */
export async function isShallow({ folder }: CommitSource): Promise<boolean> {
  const end = await runGit(folder, { words: ["rev-parse", "--is-shallow-repository"] });
  if (end.exitCode !== 0) throw new Failure("not-a-clone", exitCodes.usage, { folder }, { cause: end.complaint });
  return end.stdout.toString("utf8").trim() === "true";
}

/** Fetches a commit, as deep as the options say. Throws the Failures `commit-missing` and `commit-not-fetched`. */
export async function fetchCommit(source: CommitSource, sha: string, depth: readonly string[]): Promise<void> {
  const { remote } = source;
  if (remote === undefined) throw new Failure("commit-missing", exitCodes.unreadable, { sha });
  const end = await runGit(source.folder, fetching(remote, sha, depth));
  if (end.exitCode !== 0) throw notFetched(sha, end);
}

function fetching(remote: Remote, sha: string, depth: readonly string[]): GitCall {
  const { protocol, origin } = addressOf(remote);
  const words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-gc"];
  return {
    words: [...words, ...depth, "--end-of-options", remote.url, sha],
    protocol,
    secretSettings: [
      // A token that the checkout left in the clone would go out beside ours; an empty value takes it back.
      [`http.${origin}/.extraheader`, ""],
      ...(remote.token === undefined ? [] : [[`http.${origin}/.extraheader`, header(remote.token)] as const]),
    ],
  };
}

// The header belongs to this one server, whatever else git is told to ask.
function addressOf({ url }: Remote): { readonly protocol: "http" | "https"; readonly origin: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const protocol = parsed?.protocol === "https:" ? "https" : "http";
  const known = parsed !== undefined && /^https?:$/.test(parsed.protocol) && parsed.username + parsed.password === "";
  if (!known) throw new Failure("remote-malformed", exitCodes.usage);
  return { protocol, origin: parsed.origin };
}

// As actions/checkout passes it: basic authentication with any user name.
function header(token: string): string {
  return `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
}

function notFetched(sha: string, { complaint }: GitEnd): Failure {
  return new Failure("commit-not-fetched", exitCodes.unreadable, { sha }, { cause: complaint });
}
