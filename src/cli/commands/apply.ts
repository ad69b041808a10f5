import { stat } from "node:fs/promises";
import { resolve } from "node:path";

import { applyPlan } from "../../apply/apply-plan.ts";
import { outcomeExitCode } from "../../apply/outcome-exit-code.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Plan } from "../../model/plan.ts";
import { verdictExitCode } from "../../plan/verdict-exit-code.ts";
import { renderAppliedPlanJson } from "../../render/json/plan.ts";
import { renderOutcome } from "../../render/terminal/outcome.ts";
import type { Target } from "../../targets/target.ts";
import { actorOf, approversOf } from "../actor-of.ts";
import { confirmApply } from "../confirm.ts";
import type { Environment } from "../environment.ts";
import { makePlan, type MadePlan } from "../make-plan.ts";
import { readManifests } from "../manifests.ts";
import { withTarget } from "../open-target.ts";
import { writeLine, writeText } from "../output.ts";
import { openPlan } from "../plan-file.ts";
import type { PlanSource } from "../plan-source.ts";
import { type Progress, progressOn } from "../progress.ts";
import { noteFailure } from "../report-error.ts";
import { assertCurrent, assertSettled } from "../saved-plan.ts";
import type { GlobalOptions } from "../settings.ts";
import { showPlan, showPlanToPeople } from "../show-plan.ts";
import { styleOf } from "../style-of.ts";
import { tellOnly } from "../tell-only.ts";

/** Seconds to wait for another apply. */
const defaultLockTimeout = 10;

/** The flags of `charter apply`. */
export interface ApplyFlags extends GlobalOptions {
  readonly autoApprove?: boolean;
  readonly allowLoss?: number;
  readonly lockTimeout?: number;
}

/** Plans, shows, asks, and applies. A folder is planned afresh; a saved plan must still be what a fresh one would be. */
export async function apply(source: string, flags: ApplyFlags, environment: Environment): Promise<number> {
  const planned = (await isFile(resolve(environment.cwd, source)))
    ? await savedSource(source, flags, environment)
    : await freshSource(source, flags, environment);
  return withTarget(flags, environment, async (target) => {
    const progress = progressOn(environment, { quiet: flags.quiet, size: planned.manifests.documents.length });
    const made = await makePlan(planned.manifests, target, { ...planned.request, progress });
    progress.end();
    if (planned.file !== undefined) await assertCurrent(made.plan, planned.file, target);
    const run = { made, planned, flags, environment, target, progress };
    return (await mayGoOn(run)) ? await carryOut(run) : verdictExitCode(made.plan);
  });
}

interface Run {
  readonly made: MadePlan;
  readonly planned: PlanSource;
  readonly flags: ApplyFlags;
  readonly environment: Environment;
  readonly target: Target;
  readonly progress: Progress;
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && !/\.ya?ml$/.test(path);
}

async function freshSource(directory: string, flags: ApplyFlags, environment: Environment): Promise<PlanSource> {
  const [manifests, actor] = await Promise.all([
    readManifests(directory, flags, environment),
    actorOf(flags, environment),
  ]);
  return { manifests, request: { actor, approvers: approversOf(flags), allowLoss: flags.allowLoss } };
}

async function savedSource(path: string, flags: ApplyFlags, environment: Environment): Promise<PlanSource> {
  const file = await openPlan(path, environment);
  assertSettled(file.request, flags);
  const manifests = { documents: file.documents, diagnostics: [], textByFile: new Map<string, string>(), files: 0 };
  return { manifests, request: file.request, file };
}

// JSON is one whole document, so with it the plan is shown together with its outcome.
async function mayGoOn({ made, planned, flags, environment, target }: Run): Promise<boolean> {
  const { plan } = made;
  const allowed = plan.verdict === "allowed";
  const willApply = allowed && plan.changes.length > 0;
  if (flags.format !== "json" || !willApply) await showPlan(plan, planned.manifests, { options: flags, environment });
  if (!willApply) {
    if (allowed) await target.deliverMail();
    return false;
  }
  if (flags.autoApprove === true) return true;
  if (flags.format === "json") await showPlanToPeople(plan, planned.manifests, { options: flags, environment });
  await confirmApply(plan, environment);
  return true;
}

async function carryOut(run: Run): Promise<number> {
  const { made, planned, flags, environment, target, progress } = run;
  if (made.reconciliation === undefined) {
    throw new Failure("bug", exitCodes.bug, { problem: "an allowed plan without a live state" });
  }
  progress.step(`Applying ${made.plan.changes.length} changes`);
  const outcome = await applyPlan(target, made.reconciliation, {
    planId: planned.file?.id,
    lockTimeoutMs: (flags.lockTimeout ?? defaultLockTimeout) * 1000,
  });
  progress.end();
  await tellOnly(run, () => showOutcome(made.plan, outcome, { flags, environment }));
  const exitCode = outcomeExitCode(outcome);
  return exitCode === exitCodes.done ? finalExitCode(run) : exitCode;
}

async function showOutcome(
  plan: Plan,
  outcome: Outcome,
  { flags, environment }: Pick<Run, "flags" | "environment">,
): Promise<void> {
  if (flags.format === "json") return writeText(environment.stdout, renderAppliedPlanJson(plan, outcome));
  await writeLine(environment.stdout, renderOutcome(outcome, styleOf(environment, environment.stdout, flags)));
}

// Something is written by now: whatever goes wrong from here on, no exit code may say that nothing was.
async function finalExitCode(run: Run): Promise<number> {
  const failure = await closingRead(run).catch(
    (cause: unknown) => new Failure("does-not-match", exitCodes.doesNotMatch, { reason: "unreadable" }, { cause }),
  );
  if (failure === undefined) return exitCodes.done;
  await noteFailure(failure, run.environment, run.flags);
  return failure.exitCode;
}

// What was written is read back and planned once more: anything left over means that it did not arrive as meant.
async function closingRead({ planned, target }: Run): Promise<Failure | undefined> {
  const { plan } = await makePlan(planned.manifests, target, { ...planned.request, allowLoss: undefined });
  const left = plan.changes.map(({ address }) => address);
  return left.length === 0 ? undefined : new Failure("does-not-match", exitCodes.doesNotMatch, { left });
}
