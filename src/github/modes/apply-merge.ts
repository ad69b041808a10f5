import { applyPlan } from "../../apply/apply-plan.ts";
import { outcomeExitCode } from "../../apply/outcome-exit-code.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Outcome } from "../../model/outcome.ts";
import { verdictExitCode } from "../../plan/verdict-exit-code.ts";
import type { PullRequestReport, ReportStatus } from "../../render/markdown/pull-request/pull-request-report.ts";
import type { Coded } from "../../render/sentences/sentence-for.ts";
import type { Target } from "../../targets/target.ts";
import { assertTip } from "../run/read-run.ts";
import type { ActionContext } from "./action-context.ts";
import { rangeToApply } from "./applying-range.ts";
import { countedPeople } from "./counted-people.ts";
import { type Judged, judgeMerge, type MergeToJudge, type Part } from "./judge-merge.ts";
import { beginMark, endMark, finishMark } from "./mark-applied.ts";
import { isInvalid, planTree } from "./plan-tree.ts";
import { publishReport, writeToGitHub } from "./publish-report.ts";

const lockTimeoutMs = 60_000;

/**
 * Applies the tip of the protected branch: what the pull requests since the last apply introduced, each judged for its own
 * people, and whatever else live lacks, judged for all of them. Stops where a pull request would do something else than what
 * it was reviewed for.
 */
export async function applyMerge(context: ActionContext): Promise<number> {
  const url = context.inputs.target;
  if (url === undefined) throw new Failure("input-target-missing", exitCodes.usage);
  const target = await context.openTarget(url);
  try {
    return await applyTo(context, target);
  } finally {
    await target.close();
  }
}

async function applyTo(context: ActionContext, target: Target): Promise<number> {
  const mark = await beginMark(context, target.name);
  try {
    const range = await rangeToApply(context, mark);
    return await applyRange({ context, target, range });
  } catch (error) {
    // Whoever looks at the commit later must not believe that this goes on.
    await tell(context, async () => endMark(context, mark, notApplied(error)));
    throw error;
  }
}

function notApplied(error: unknown): Parameters<typeof endMark>[2] {
  const why = error instanceof Failure ? error.code : "bug";
  const summary = "The log of the run says what is wrong and what to do.";
  return { conclusion: "failure", title: `Not applied: ${why}`, summary };
}

interface Applying extends MergeToJudge {
  readonly target: Target;
}

async function applyRange(applying: Applying): Promise<number> {
  const { target } = applying;
  const judged = await judgeMerge(applying, await target.read());
  const { tip, reconciliation } = judged;
  if (isInvalid(tip)) return end(applying, judged, { status: "invalid", exitCode: exitCodes.invalidManifest });
  const refusal = verdictExitCode(reconciliation.plan);
  if (refusal !== exitCodes.done) return end(applying, judged, { status: "refused", exitCode: refusal });
  const moved = judged.parts.some(({ difference }) => difference !== undefined);
  if (moved) return end(applying, judged, { status: "stale", exitCode: exitCodes.stale });
  if (reconciliation.plan.changes.length === 0) {
    await target.deliverMail();
    return end(applying, judged, { status: "applied", exitCode: exitCodes.done });
  }
  await announce(applying, judged);
  const outcome = await carryOut(applying, judged);
  const exitCode = await exitCodeOf(applying, judged, outcome);
  return end(applying, judged, {
    status: exitCode === exitCodes.done ? "applied" : "failed",
    exitCode,
    outcome,
  });
}

// Where the target refuses the whole plan, nothing was written, and the comment must not say that it goes on.
async function carryOut(applying: Applying, judged: Judged): Promise<Outcome> {
  const { context, target } = applying;
  try {
    // Somebody may have pushed while this was planned.
    await assertTip(context.github, context.run);
    return await applyPlan(target, judged.reconciliation, { lockTimeoutMs });
  } catch (error) {
    const { code, args } = error instanceof Failure ? error : new Failure("bug", exitCodes.bug);
    await tellPulls(applying, judged, { status: "failed", failure: { code, args } });
    throw error;
  }
}

// What was written is read back and planned once more: anything left over did not arrive as meant.
async function exitCodeOf({ target }: Applying, { tip, request }: Judged, outcome: Outcome): Promise<number> {
  const exitCode = outcomeExitCode(outcome);
  if (exitCode !== exitCodes.done) return exitCode;
  try {
    const left = planTree(tip, await target.read(), request).plan.changes;
    return left.length === 0 ? exitCodes.done : exitCodes.doesNotMatch;
  } catch {
    return exitCodes.doesNotMatch;
  }
}

async function announce(applying: Applying, judged: Judged): Promise<void> {
  await tellPulls(applying, judged, { status: "applying" });
}

interface Ending extends Told {
  readonly exitCode: number;
}

// By now it is decided, and perhaps done: that it cannot be shown changes nothing about it.
async function end(applying: Applying, judged: Judged, ending: Ending): Promise<number> {
  const { context, range } = applying;
  const { status, exitCode, outcome } = ending;
  await tellPulls(applying, judged, ending);
  const whole = reportOf(applying, judged, { part: undefined, status, outcome });
  await tell(context, async () => publishReport(context, { report: whole, tree: judged.tip, mayWrite: false }));
  await tell(context, async () => finishMark(context, range.mark, whole));
  return exitCode;
}

/** How far an apply has come. */
interface Told {
  readonly status: ReportStatus;
  readonly outcome?: Outcome | undefined;
  readonly failure?: Coded | undefined;
}

// Each pull request is told of what it brought. A token that may not write comments keeps nothing from being applied.
async function tellPulls(applying: Applying, judged: Judged, told: Told): Promise<void> {
  const { context } = applying;
  for (const part of judged.parts) {
    const { number } = part.parties.source;
    if (number === undefined) continue;
    const report = reportOf(applying, judged, { part, ...told });
    // oxlint-disable-next-line no-await-in-loop -- GitHub asks for writes one after the other
    await tell(context, async () => writeToGitHub(context, { report, tree: judged.tip, pull: number, mayWrite: true }));
  }
}

async function tell(context: ActionContext, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.warn(error instanceof Failure ? error : { code: "bug", args: { problem: String(error) } });
  }
}

interface Shown extends Told {
  /** The source to report to; all of them when absent. */
  readonly part: Part | undefined;
}

function reportOf(
  { context: { run } }: Applying,
  { tip, base, map, reconciliation, parts }: Judged,
  { part, status, outcome, failure }: Shown,
): PullRequestReport {
  const shown = part === undefined ? parts : [part];
  const lookup = { map, live: reconciliation.live };
  return {
    status,
    plan: reconciliation.plan,
    introduced: new Set(shown.flatMap(({ introduced }) => [...introduced])),
    withdrawn: [],
    people: eachOnce(shown.flatMap(({ parties }) => countedPeople(parties, lookup))),
    suggestion: undefined,
    head: tip.sha,
    base: base.sha,
    runId: run.id,
    outcome,
    failure,
    difference: shown.find(({ difference }) => difference !== undefined)?.difference,
  };
}

// Somebody who merged several pull requests is one person.
function eachOnce(people: PullRequestReport["people"]): PullRequestReport["people"] {
  return [...new Map(people.map((person) => [JSON.stringify(person), person])).values()];
}
