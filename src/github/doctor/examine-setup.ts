import { checkBranch } from "./check-branch.ts";
import { checkCodeOwners } from "./check-code-owners.ts";
import { checkEnvironment } from "./check-environment.ts";
import { checkWorkflows } from "./check-workflow.ts";
import { judged, judgedIfSeen, type SetupCheck } from "./check.ts";
import type { SetupFacts } from "./setup-facts.ts";

/** Judges a repository's set-up: every check, in a fixed order. What is not seen never counts as fine. */
export function examineSetup(facts: SetupFacts): readonly SetupCheck[] {
  return [
    ...checkBranch(facts),
    checkCodeOwners(facts),
    ...checkWorkflows(facts),
    ...checkEnvironment(facts),
    checkDefaultPermissions(facts),
  ];
}

function checkDefaultPermissions({ defaultPermissions }: SetupFacts): SetupCheck {
  const check = "default-permissions-read";
  return judgedIfSeen(check, defaultPermissions, (level) => judged(check, level === "read"));
}
