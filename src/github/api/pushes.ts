import { setTimeout as pause } from "node:timers/promises";

import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { type Account, accountIn } from "./account.ts";
import type { GitHub } from "./connect.ts";
import { type AnswerObject, readList } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** One step of a branch, from GitHub's own record: by whom, and whether GitHub merged or somebody pushed. */
export interface Push {
  readonly before: string;
  readonly after: string;
  readonly account: Account | undefined;
  /** `merge`: GitHub made the commits from pull requests. `push`: somebody's git did. `unread`: not looked up. */
  readonly way: "merge" | "push" | "unread";
}

/** A stretch of a branch. */
export interface BranchRange {
  readonly branch: string;
  readonly before: string;
  readonly after: string;
}

const mostPages = 20;
const mostReadings = 4;

/**
 * The steps that brought a branch from one commit to another, oldest first, from the repository's activity. Each step
 * begins where the one before it ended, which proves that none is missing. GitHub may need a moment to list the newest, so
 * it is asked again; when the record does not fit the range, throws a Failure `github-pushes-unknown`.
 */
export async function readPushes(github: GitHub, range: BranchRange): Promise<readonly Push[]> {
  for (let reading = 0; reading < mostReadings; reading += 1) {
    // Waiting for what GitHub has not listed yet.
    // oxlint-disable-next-line no-await-in-loop
    if (reading > 0) await pause(reading * 2 * github.pauseMs);
    // oxlint-disable-next-line no-await-in-loop
    const newestFirst = await readRecord(github, range.branch, (read) => stepsOf(read, range) !== undefined);
    const pushes = stepsOf(newestFirst, range);
    if (pushes !== undefined) return pushes;
  }
  const { branch, before, after } = range;
  throw new Failure("github-pushes-unknown", exitCodes.unreadable, { branch, before, after });
}

/** The newest push that brought a branch to a commit. Throws a Failure `github-pushes-unknown` where there is no record of it. */
export async function readPushTo(
  github: GitHub,
  { branch, after }: Pick<BranchRange, "branch" | "after">,
): Promise<Push> {
  const isTo = (push: Push): boolean => push.after === after;
  for (let reading = 0; reading < mostReadings; reading += 1) {
    // Waiting for what GitHub has not listed yet.
    // oxlint-disable-next-line no-await-in-loop
    if (reading > 0) await pause(reading * 2 * github.pauseMs);
    // oxlint-disable-next-line no-await-in-loop
    const found = (await readRecord(github, branch, (newestFirst) => newestFirst.some(isTo))).find(isTo);
    if (found !== undefined) return found;
  }
  throw new Failure("github-pushes-unknown", exitCodes.unreadable, { branch, before: "", after });
}

/** Everybody who brought a branch to a commit: the accounts of the newest push that did, and of others near it. */
export async function listPushersOf(
  github: GitHub,
  { branch, sha }: { readonly branch: string; readonly sha: string },
): Promise<readonly Account[]> {
  const isTo = ({ after }: Push): boolean => after === sha;
  const pushes = await readRecord(github, branch, (newestFirst) => newestFirst.some(isTo));
  return pushes.filter(isTo).flatMap(({ account }) => (account === undefined ? [] : [account]));
}

/** The newest pushes to a branch, newest first, as far back as until they are enough. */
async function readRecord(
  github: GitHub,
  branch: string,
  isEnough: (newestFirst: readonly Push[]) => boolean,
): Promise<readonly Push[]> {
  const what = `the record of pushes to ${branch}`;
  const newestFirst: Push[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    // The cursor of a page stands in the one before it.
    // oxlint-disable-next-line no-await-in-loop
    const { data, link } = await sendRequest(github, {
      route: "GET /repos/{owner}/{repo}/activity",
      parameters: { ref: `refs/heads/${branch}`, per_page: 100, ...(cursor !== undefined && { after: cursor }) },
      what,
      needs: "contents: read",
    });
    newestFirst.push(...readList(data, what).map(pushIn));
    cursor = nextCursor(link);
    if (cursor === undefined || isEnough(newestFirst)) return newestFirst;
  }
  return newestFirst;
}

// From the newest step of the range back to its beginning; undefined where a step is missing.
function stepsOf(newestFirst: readonly Push[], { before, after }: BranchRange): readonly Push[] | undefined {
  const steps: Push[] = [];
  let next = after;
  for (const push of newestFirst.slice(newestFirst.findIndex((one) => one.after === after))) {
    if (push.after !== next) return undefined;
    steps.push(push);
    if (push.before === before) return steps.toReversed();
    next = push.before;
  }
  return undefined;
}

function pushIn(step: AnswerObject): Push {
  const type = step.text("activity_type");
  const way = type === "pr_merge" || type === "merge_queue_merge" ? "merge" : "push";
  return { before: step.text("before"), after: step.text("after"), account: accountIn(step, "actor"), way };
}

function nextCursor(link: string): string | undefined {
  const address = /<([^<>]+)>; rel="next"/.exec(link)?.[1];
  return address === undefined ? undefined : (URL.parse(address)?.searchParams.get("after") ?? undefined);
}
