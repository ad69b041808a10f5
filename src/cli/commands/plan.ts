import { kindsByName } from "../../kinds/index.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { findNearest } from "../../model/nearest.ts";
import { verdictExitCode } from "../../plan/verdict-exit-code.ts";
import { actorOf, approversOf } from "../actor-of.ts";
import type { Environment } from "../environment.ts";
import { makePlan } from "../make-plan.ts";
import { readManifests } from "../manifests.ts";
import { withTarget } from "../open-target.ts";
import { writeLine } from "../output.ts";
import { savePlan } from "../plan-file.ts";
import { progressOn } from "../progress.ts";
import type { GlobalOptions } from "../settings.ts";
import { shellWord } from "../shell-word.ts";
import { showPlan } from "../show-plan.ts";

/** The flags of `charter plan`. */
export interface PlanFlags extends GlobalOptions {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly only?: readonly string[];
  readonly allowLoss?: number;
}

/** Shows what apply would do, and whether it may. Nothing is written but the plan file that was asked for. */
export async function plan(directory: string, flags: PlanFlags, environment: Environment): Promise<number> {
  checkKinds(flags.only ?? []);
  const [manifests, actor] = await Promise.all([
    readManifests(directory, flags, environment),
    actorOf(flags, environment),
  ]);
  const request = { actor, approvers: approversOf(flags), allowLoss: flags.allowLoss, only: flags.only };
  const progress = progressOn(environment, { quiet: flags.quiet, size: manifests.documents.length });
  const made = await withTarget(flags, environment, (target) => makePlan(manifests, target, { ...request, progress }));
  progress.end();
  const exitCode = verdictExitCode(made.plan);
  const isAllowed = exitCode === exitCodes.done;
  // Saved before it is shown: a plan that cannot be saved must not look as if it was.
  if (flags.out !== undefined && isAllowed) {
    await savePlan(flags.out, { plan: made.plan, documents: manifests.documents, request }, environment);
  }
  await showPlan(made.plan, manifests, { options: flags, environment });
  if (flags.out !== undefined && flags.quiet !== true) {
    const saved = `Saved to ${flags.out}: charter apply ${shellWord(flags.out)}`;
    await writeLine(
      environment.stderr,
      isAllowed ? saved : `Not saved to ${flags.out}: only a plan that may be applied is.`,
    );
  }
  if (!isAllowed) return exitCode;
  return flags.detailedExitcode === true && made.plan.changes.length > 0 ? exitCodes.changesPending : exitCodes.done;
}

function checkKinds(kinds: readonly string[]): void {
  const known = [...kindsByName.keys()];
  const unknown = kinds.find((kind) => !kindsByName.has(kind));
  if (unknown === undefined) return;
  const args = { kind: unknown, nearest: findNearest(unknown, known), known };
  throw new Failure("unknown-kind", exitCodes.usage, args);
}
