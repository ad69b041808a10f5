import { checkName } from "../report/check-report.ts";
import { judged, type SetupCheck, unseen } from "./check.ts";
import type { BranchGuard, SetupFacts } from "./setup-facts.ts";

/** Checks what must happen before a change reaches the branch that is applied from. */
export function checkBranch(facts: SetupFacts): readonly SetupCheck[] {
  const { branch } = facts;
  const held = (check: string, isHeld: (guard: BranchGuard) => boolean): SetupCheck =>
    heldBySome(facts, { check, isHeld });
  return [
    held("reviews-required", ({ approvals }) => approvals > 0),
    held("stale-reviews-dismissed", ({ dismissesStale }) => dismissesStale),
    held("last-push-approved", ({ asksAfterLastPush }) => asksAfterLastPush),
    held("code-owners-asked", ({ asksCodeOwners }) => asksCodeOwners),
    held("check-required", ({ checks }) => checks.some((name) => name.split(" (")[0] === checkName)),
    held("history-kept", (guard) => guard.forbidsForcePush && guard.forbidsDeletion),
    checkBypass(facts),
  ].map((check) => (check.verdict === "problem" ? { ...check, args: { ...check.args, branch, checkName } } : check));
}

interface Question {
  readonly check: string;
  readonly isHeld: (guard: BranchGuard) => boolean;
}

// Protection and rulesets add up: what one of them asks holds.
function heldBySome({ protection, rulesets }: SetupFacts, { check, isHeld }: Question): SetupCheck {
  const guards = guardsIn({ protection, rulesets });
  if (guards.some(isHeld)) return judged(check, true);
  const hidden = [protection, rulesets].find(({ seen }) => !seen);
  return hidden === undefined || hidden.seen ? judged(check, false) : unseen(check, hidden.needs);
}

function guardsIn({ protection, rulesets }: Pick<SetupFacts, "protection" | "rulesets">): readonly BranchGuard[] {
  const classic = protection.seen && protection.value !== undefined ? [protection.value] : [];
  return [...classic, ...(rulesets.seen ? rulesets.value : [])];
}

// Whoever passes one by is still held by the other, so one that asks for reviews and lets nobody pass is enough.
function checkBypass(facts: SetupFacts): SetupCheck {
  const check = "nobody-bypasses";
  const reviewing = guardsIn(facts).filter(({ approvals }) => approvals > 0);
  if (reviewing.some(({ hasBypass }) => hasBypass === false)) return judged(check, true);
  if (reviewing.some(({ hasBypass }) => hasBypass === undefined)) return unseen(check, "administration: write");
  const hidden = [facts.protection, facts.rulesets].find(({ seen }) => !seen);
  return hidden === undefined || hidden.seen ? judged(check, false) : unseen(check, hidden.needs);
}
