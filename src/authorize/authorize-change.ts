import type { Qualifiers } from "../model/actor.ts";
import type { Decision } from "../model/decision.ts";
import type { Answer } from "./answer-question.ts";
import { type Looks, qualify } from "./qualify.ts";

/** One change, the people who ask for it, and the two states they are judged by. */
export interface ChangeQuestion extends Looks {
  readonly people: Qualifiers;
  /** What the change would give to the actor, in words; empty when it gives nothing. */
  readonly gains: readonly string[];
}

/** Allowed or denied, and why. `whoCan` is filled in by the plan. */
export function authorizeChange(question: ChangeQuestion): Decision {
  const { actor } = question.people;
  const answer = qualify(question, actor);
  if (!answer.holds || actor.member === undefined) return denial(answer);
  return question.gains.length === 0 ? approval(answer, actor.member) : withApprover(question, answer, actor.member);
}

// Nobody approves their own gain; the Owner is excepted, since nobody stands above them.
function withApprover(question: ChangeQuestion, answer: Answer, member: string): Decision {
  const { people, gains } = question;
  if (people.actor.liveRoles.includes("Owner")) return approval(answer, member);
  const approver = people.approvers.find((one) => one.member !== member && qualify(question, one).holds);
  if (approver?.member !== undefined) {
    const args = { member, approver: approver.member, gains };
    return { ...approval(answer, member), reason: { code: "gain-approved", args } };
  }
  const args = { member, gains };
  return denial({ rule: "no-self-gain", role: answer.role, code: "self-gain-needs-approver", args });
}

/** What a decision takes from the answer it rests on. */
export type Ground = Pick<Answer, "rule" | "role" | "code" | "args">;

/** A decision that allows, by the right of one member. */
export function approval({ rule, role, code, args }: Ground, by: string): Decision {
  return { allowed: true, rule, by, role, reason: { code, args }, whoCan: [] };
}

/** A decision that denies. */
export function denial({ rule, role, code, args }: Ground): Decision {
  return { allowed: false, rule, role, reason: { code, args }, whoCan: [] };
}
