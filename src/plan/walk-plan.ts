import type { Actor, Qualifiers } from "../model/actor.ts";
import type { Change } from "../model/change.ts";
import type { Decision } from "../model/decision.ts";
import type { Entity } from "../model/entity.ts";
import type { Finding } from "../model/finding.ts";
import type { DecidedChange } from "../model/plan.ts";
import type { State } from "../model/state.ts";
import { seatsOf, textsIn } from "../roles/holdings.ts";
import { describeRight, type Right, rightsBeyond, type Rights, rightsOf } from "../roles/rights.ts";

/** What judges each step: the authorization of the change, and the guards on the state it leaves. */
export interface Judge {
  readonly decide: (question: Question) => Decision;
  readonly checkStep: (change: Change, before: Entity | undefined, state: State) => readonly Finding[];
}

/** What a decision depends on. */
export interface Question {
  readonly change: Change;
  readonly initial: State;
  readonly current: State;
  readonly people: Qualifiers;
  readonly gains: readonly string[];
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
  { people, judge }: { readonly people: Qualifiers; readonly judge: Judge },
): Walked {
  if (changes.length === 0) return { changes: [], findings: [], final: initial };
  const state = initial.fork();
  const findings: Finding[] = [];
  const decided = changes.map((change) => {
    const gains = gainsOf(state, change, people.actor);
    const decision = judge.decide({ change, initial, current: state, people, gains });
    const before = state.replace(change.address, change.after);
    findings.push(...judge.checkStep(change, before, state));
    return { ...change, decision };
  });
  return { changes: decided, findings, final: state };
}

// What the actor would have after the change and has not before it; the seat that making a project gives is not counted.
function gainsOf(state: State, change: Change, { member }: Actor): readonly string[] {
  if (member === undefined || !mayTouch(change, member)) return [];
  const seats = { acceptedOnly: false, projects: projectsTouched(change) };
  const before = rightsOf(state, member, seats);
  const former = state.replace(change.address, change.after);
  const after: Rights = rightsOf(state, member, seats);
  state.replace(change.address, former);
  const made = change.kind === "Project" && change.action === "create" ? change.after?.name : undefined;
  return rightsBeyond(after, before)
    .filter(({ role }: Right) => made === undefined || role.project !== made)
    .map(describeRight);
}

// Seats elsewhere are the same before and after, and a plan may make as many projects as somebody has seats in.
function projectsTouched({ kind, before, after }: Change): readonly string[] | undefined {
  const touched = [before, after].filter((entity) => entity !== undefined);
  if (kind === "Project") return touched.map(({ name }) => name).slice(0, 1);
  if (kind === "Role") return touched.flatMap(({ fields }) => textsIn([fields["project"] ?? ""]));
  return undefined;
}

function mayTouch(change: Change, member: string): boolean {
  if (change.kind === "Member") return change.address === `Member/${member}`;
  if (change.kind === "Project") return hasSeat(change.before, member) || hasSeat(change.after, member);
  return change.kind === "Role";
}

function hasSeat(project: Entity | undefined, member: string): boolean {
  return project !== undefined && seatsOf(project).has(member);
}
