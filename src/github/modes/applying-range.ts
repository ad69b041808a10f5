import { readPushes, readPushTo } from "../api/pushes.ts";
import type { AppliedRange } from "../people/gather-sources.ts";
import { listMergeOrder } from "../source/history.ts";
import { readParents } from "../source/parents.ts";
import type { ActionContext } from "./action-context.ts";
import { beginMark, type Mark, wasApplied } from "./mark-applied.ts";

/** The commits to apply, and the mark on the tip. */
export interface ApplyingRange extends AppliedRange {
  readonly mark: Mark;
}

// As far back as a commit that was applied is looked for.
const mostCommits = 30;

/**
 * What lies between the last commit that was applied and the tip. A push whose run was cancelled, or failed, is in it with its
 * own people. Where nothing was applied lately, the range is the tip's own push.
 */
export async function rangeToApply(context: ActionContext): Promise<ApplyingRange> {
  const { github, run, source } = context;
  const mark = await beginMark(context);
  const after = run.headSha;
  const branch = run.repository.defaultBranch;
  const before = (await lastApplied(context, mark)) ?? (await readPushTo(github, { branch, after })).before;
  if (before === after) return { before, pushes: [], mark };
  await listMergeOrder(source, before, after);
  return { before, pushes: await readPushes(github, { branch, before, after }), mark };
}

async function lastApplied({ run, source, ...context }: ActionContext, mark: Mark): Promise<string | undefined> {
  let sha: string | undefined = run.headSha;
  for (let step = 0; step < mostCommits && sha !== undefined; step += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each commit is known by the one after it
    if (await wasApplied({ run, source, ...context }, sha, mark)) return sha;
    // oxlint-disable-next-line no-await-in-loop
    [sha] = await readParents(source, sha);
  }
  return undefined;
}
