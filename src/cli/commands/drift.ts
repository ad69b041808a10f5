import { resolve } from "node:path";

import { prefixOf } from "../../github/doctor/origin.ts";
import { commitSource } from "../../github/source/commit-source.ts";
import { readCommit } from "../../github/source/read-commit.ts";
import { resolveCommit } from "../../github/source/resolve-commit.ts";
import { exitCodes } from "../../model/exit-code.ts";
import type { Plan } from "../../model/plan.ts";
import { diagnosticsExitCode } from "../../plan/verdict-exit-code.ts";
import { renderDriftJson } from "../../render/json/drift.ts";
import { renderDrift } from "../../render/terminal/drift.ts";
import type { Environment } from "../environment.ts";
import { makePlan } from "../make-plan.ts";
import { withTarget } from "../open-target.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";
import { showPlan } from "../show-plan.ts";
import { styleOf } from "../style-of.ts";

/** The flags of `charter drift`. */
export interface DriftFlags extends GlobalOptions {
  /** Whatever git understands. */
  readonly commit?: string;
  readonly detailedExitcode?: boolean;
}

/**
 * Says what live and the manifests at a commit do not have in common. Nobody asks to change anything, so nobody is judged, and
 * what lies uncommitted in the folder plays no part.
 */
export async function drift(directory: string, flags: DriftFlags, environment: Environment): Promise<number> {
  const folder = resolve(environment.cwd, directory);
  const commit = await resolveCommit(folder, flags.commit ?? "HEAD");
  const manifests = await readCommit(commitSource(folder), commit, (await prefixOf(folder)) || ".");
  const request = { actor: "", approvers: [] };
  const { plan } = await withTarget(flags, environment, (target) => makePlan(manifests, target, request));
  if (plan.verdict === "invalid") {
    await showPlan(plan, manifests, { options: flags, environment });
    return diagnosticsExitCode(plan.diagnostics);
  }
  await writeLine(environment.stdout, rendered(plan, commit, { flags, environment }));
  const isPending = flags.detailedExitcode === true && plan.changes.length > 0;
  return isPending ? exitCodes.changesPending : exitCodes.done;
}

function rendered(
  plan: Plan,
  commit: string,
  { flags, environment }: { readonly flags: DriftFlags; readonly environment: Environment },
): string {
  if (flags.format === "json") return renderDriftJson(plan, commit);
  return renderDrift(plan, commit, styleOf(environment, environment.stdout, flags));
}
