import type { Actor, Qualifiers } from "../model/actor.ts";
import type { Change, Requirement } from "../model/change.ts";
import type { Decision } from "../model/decision.ts";
import type { State } from "../model/state.ts";
import { type Answer, answerQuestion } from "./answer-question.ts";
import { liveRequirement } from "./who-can.ts";

/** One change, the people who ask for it, and the two states they are judged by. */
export interface ChangeQuestion {
  readonly change: Change;
  /** The live state as read: nobody climbs inside a plan. */
  readonly initial: State;
  /** The state just before the change: nobody uses a right the plan has taken away. */
  readonly current: State;
  readonly people: Qualifiers;
  /** What the change would give to the actor, in words; empty when it gives nothing. */
  readonly gains: readonly string[];
}

/** Allowed or denied, and why. `whoCan` is filled in by the plan. */
export function authorizeChange(question: ChangeQuestion): Decision {
  const { change, people } = question;
  const member = people.actor.member;
  if (member === undefined) return denial(answerForStranger(people.actor, change));
  const answers = answersFor(question, member);
  const refused = answers.find(({ holds }) => !holds);
  if (refused !== undefined) return denial(refused);
  const [first] = answers;
  // A change that needs no known permission is a change nobody has thought about.
  if (first === undefined) {
    return denial({ holds: false, rule: "deny-by-default", code: "permission-unknown", args: { member } });
  }
  return question.gains.length === 0 ? approval(first, member) : withApprover(question, first, member);
}

function answersFor(question: ChangeQuestion, member: string): readonly Answer[] {
  return question.change.requirements.flatMap((requirement) => [
    initialAnswer(question, member, requirement),
    currentAnswer(question, member, requirement),
  ]);
}

// In a project the plan itself makes, the live right that counts is the right to make it.
function initialAnswer({ initial, current }: ChangeQuestion, member: string, requirement: Requirement): Answer {
  return answerQuestion({ state: initial, member, requirement: liveRequirement(initial, current, requirement) });
}

function currentAnswer({ current, initial }: ChangeQuestion, member: string, requirement: Requirement): Answer {
  const answer = answerQuestion({
    state: current,
    member,
    requirement: liveRequirement(current, current, requirement),
  });
  if (answer.holds || !answerQuestion({ state: initial, member, requirement }).holds) return answer;
  return { ...answer, code: "lost-earlier-in-plan", args: { ...answer.args, member } };
}

// Nobody approves their own gain; the Owner is excepted, since nobody stands above them.
function withApprover(question: ChangeQuestion, answer: Answer, member: string): Decision {
  const { people, gains } = question;
  if (people.actor.liveRoles.includes("Owner")) return approval(answer, member);
  const approver = people.approvers.find((one) => isQualified(question, one, member));
  if (approver?.member !== undefined) {
    const args = { member, approver: approver.member, gains };
    return { ...approval(answer, member), reason: { code: "gain-approved", args } };
  }
  const args = { member, gains };
  return denial({ holds: false, rule: "no-self-gain", role: answer.role, code: "self-gain-needs-approver", args });
}

function isQualified(question: ChangeQuestion, { member }: Actor, actor: string): boolean {
  return member !== undefined && member !== actor && answersFor(question, member).every(({ holds }) => holds);
}

function answerForStranger({ email }: Actor, { requirements }: Change): Answer {
  const args = { email, permission: requirements[0]?.permission };
  return { holds: false, rule: "live-identity", code: "actor-unknown", args };
}

function approval({ rule, role, code, args }: Answer, by: string): Decision {
  return { allowed: true, rule, by, role, reason: { code, args }, whoCan: [] };
}

function denial({ rule, role, code, args }: Answer): Decision {
  return { allowed: false, rule, role, reason: { code, args }, whoCan: [] };
}
