import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { readPushes, readPushTo } from "../api/pushes.ts";
import type { AppliedRange } from "../people/gather-sources.ts";
import { listMergeOrder } from "../source/history.ts";
import { readParents } from "../source/parents.ts";
import type { ActionContext } from "./action-context.ts";
import { type Mark, workOn } from "./mark-applied.ts";

/** The commits to apply, and the mark on the tip. */
export interface ApplyingRange extends AppliedRange {
  readonly mark: Mark;
}

// As far back as a mark is looked for, from the tip or from the mark before.
const mostSteps = 30;
const mostCommits = 500;

/**
 * What lies between the last commit that was applied and the tip. A push whose run was cancelled, failed or refused is in it
 * with its own people, so that nobody answers later for what somebody else was denied. Where nothing was applied lately, the
 * range begins with the oldest push that a run worked on.
 */
export async function rangeToApply(context: ActionContext, mark: Mark): Promise<ApplyingRange> {
  const { github, run, source } = context;
  const after = run.headSha;
  const branch = run.repository.defaultBranch;
  const found = await lookBack(context, mark);
  const before = found.applied ?? (await readPushTo(github, { branch, after: found.oldest })).before;
  if (/^0+$/.test(before)) throw new Failure("run-first-push", exitCodes.stale, { branch });
  if (before === after) return { before, pushes: [], mark };
  await listMergeOrder(source, before, after);
  return { before, pushes: await readPushes(github, { branch, before, after }), mark };
}

interface Found {
  /** The newest commit that was applied. */
  readonly applied: string | undefined;
  /** The oldest that a run worked on; the tip where no other is. */
  readonly oldest: string;
}

async function lookBack(context: ActionContext, mark: Mark): Promise<Found> {
  const { run, source } = context;
  let [sha, oldest]: [string | undefined, string] = [run.headSha, run.headSha];
  for (let [step, since] = [0, 0]; step < mostCommits && since < mostSteps && sha !== undefined; step += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each commit is known by the one after it
    const work = await workOn(context, sha, mark);
    if (work === "applied") return { applied: sha, oldest: sha };
    if (work === "begun") [oldest, since] = [sha, 0];
    else since += 1;
    // oxlint-disable-next-line no-await-in-loop
    [sha] = await readParents(source, sha);
  }
  return { applied: undefined, oldest };
}
