import type { Diagnostic } from "../model/diagnostic.ts";
import { exitCodes } from "../model/exit-code.ts";
import type { Plan } from "../model/plan.ts";

/** The exit code of a plan that may not be applied; `done` for one that may. */
export function verdictExitCode({ verdict, diagnostics }: Pick<Plan, "verdict" | "diagnostics">): number {
  switch (verdict) {
    case "allowed":
      return exitCodes.done;
    case "denied":
      return exitCodes.notAuthorized;
    case "refused":
      return exitCodes.guardRefused;
    case "invalid":
      return diagnosticsExitCode(diagnostics);
  }
}

/** Manifests can be well written and still declare what a guard refuses; a badly written one is said first. */
export function diagnosticsExitCode(diagnostics: readonly Diagnostic[]): number {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return exitCodes.done;
  return errors.every(({ code }) => guardCodes.has(code)) ? exitCodes.guardRefused : exitCodes.invalidManifest;
}

const guardCodes: ReadonlySet<string> = new Set(["nothing-declared", "owner-count", "admin-floor", "project-owner"]);
