import type { Actor, Party, Qualifiers } from "../model/actor.ts";
import type { Change } from "../model/change.ts";
import type { Decision } from "../model/decision.ts";
import type { Entity } from "../model/entity.ts";
import type { Finding } from "../model/finding.ts";
import { textOf } from "../model/json.ts";
import type { DecidedChange } from "../model/plan.ts";
import type { State } from "../model/state.ts";
import { type Gain, gainsOfEverybody, gainsOfMaker } from "../roles/gains.ts";

/** What judges each step: the authorization of the change, and the guards on the state it leaves. */
export interface Judge {
  readonly decide: (question: Question) => Decision;
  readonly decideForParties: (question: PartiesQuestion) => Decision;
  readonly checkStep: (change: Change, before: Entity | undefined, state: State) => readonly Finding[];
}

/** A change, and the two states it is judged by. */
interface Looks {
  readonly change: Change;
  readonly initial: State;
  readonly current: State;
}

/** What a decision about one actor depends on. */
export interface Question extends Looks {
  readonly people: Qualifiers;
  readonly gains: readonly string[];
}

/** What a decision about several parties depends on. */
export interface PartiesQuestion extends Looks {
  readonly parties: readonly Party[];
  readonly gains: readonly Gain[];
}

/** Who answers for the changes: the actor with approvers, or for each change the parties that must all allow it. */
export interface Answerable {
  readonly people: Qualifiers;
  readonly partiesOf?: ((change: Change) => readonly Party[]) | undefined;
}

/** Every change with its decision, what the guards found on the way, and the state at the end. */
export interface Walked {
  readonly changes: readonly DecidedChange[];
  readonly findings: readonly Finding[];
  readonly final: State;
}

/** Makes the changes one after the other in a copy of the live state, judging each in the state it would be made in. */
export function walkPlan(
  initial: State,
  changes: readonly Change[],
  { judge, ...answerable }: Answerable & { readonly judge: Judge },
): Walked {
  if (changes.length === 0) return { changes: [], findings: [], final: initial };
  const state = initial.fork();
  const findings: Finding[] = [];
  const decide = deciderOf(initial, answerable, judge);
  const decided = changes.map((change) => {
    const decision = decide(change, state);
    const before = state.replace(change.address, change.after);
    findings.push(...judge.checkStep(change, before, state));
    return { ...change, decision };
  });
  return { changes: decided, findings, final: state };
}

type Decide = (change: Change, current: State) => Decision;

function deciderOf(initial: State, { people, partiesOf }: Answerable, judge: Judge): Decide {
  const maker = people.actor.member;
  if (partiesOf === undefined) {
    return (change, current) => {
      const gains = gainsOfMaker({ state: current, change, maker });
      return judge.decide({ change, initial, current, people, gains });
    };
  }
  const byEmail = membersByEmail(initial);
  return (change, current) => {
    const parties = partiesOf(change);
    const step = { state: current, change, maker };
    const gains = gainsOfEverybody(step, parties.flatMap(handlesOf), { initial, byEmail: (one) => byEmail.get(one) });
    return judge.decideForParties({ change, initial, current, parties, gains });
  };
}

function membersByEmail(state: State): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const { name, fields } of state.entitiesOf("Member")) members.set(textOf(fields["email"]).toLowerCase(), name);
  return members;
}

function handlesOf({ actor, approvers }: Party): readonly string[] {
  return [actor, ...approvers].flatMap(({ member }: Actor) => member ?? []);
}
