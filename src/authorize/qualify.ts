import type { Actor } from "../model/actor.ts";
import type { Change, Requirement } from "../model/change.ts";
import type { State } from "../model/state.ts";
import { type Answer, answerQuestion } from "./answer-question.ts";
import { liveRequirement } from "./who-can.ts";

/** One change, and the two states a person's rights are looked up in. */
export interface Looks {
  readonly change: Change;
  /** The live state as read: nobody climbs inside a plan. */
  readonly initial: State;
  /** The state just before the change: nobody uses a right the plan has taken away. */
  readonly current: State;
}

/** Whether a person holds everything the change needs, in both states: yes with the first right, or the first no. */
export function qualify(looks: Looks, { email, member }: Actor): Answer {
  const [requirement] = looks.change.requirements;
  if (member === undefined) {
    return turnDown("live-identity", { code: "actor-unknown", args: { email, permission: requirement?.permission } });
  }
  const answers = answersFor(looks, member);
  const [first] = answers;
  // A change that needs no known permission is a change nobody has thought about.
  if (first === undefined) return turnDown("deny-by-default", { code: "permission-unknown", args: { member } });
  return answers.find(({ holds }) => !holds) ?? first;
}

function turnDown(rule: string, reason: Pick<Answer, "code" | "args">): Answer {
  return { holds: false, rule, ...reason };
}

function answersFor(looks: Looks, member: string): readonly Answer[] {
  return looks.change.requirements.flatMap((requirement) => [
    initialAnswer(looks, member, requirement),
    currentAnswer(looks, member, requirement),
  ]);
}

// In a project the plan itself makes, the live right that counts is the right to make it.
function initialAnswer({ initial, current }: Looks, member: string, requirement: Requirement): Answer {
  return answerQuestion({ state: initial, member, requirement: liveRequirement(initial, current, requirement) });
}

function currentAnswer({ current, initial }: Looks, member: string, requirement: Requirement): Answer {
  const answer = answerQuestion({
    state: current,
    member,
    requirement: liveRequirement(current, current, requirement),
  });
  if (answer.holds || !answerQuestion({ state: initial, member, requirement }).holds) return answer;
  return { ...answer, code: "lost-earlier-in-plan", args: { ...answer.args, member } };
}
