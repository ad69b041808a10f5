import { type Address, parseAddress } from "../model/address.ts";
import type { Change } from "../model/change.ts";
import { compareText, type Json, textOf } from "../model/json.ts";
import type { Effect } from "../model/plan.ts";
import type { State } from "../model/state.ts";
import { seatsOf } from "./holdings.ts";
import { describeRight, type Right, rightsBeyond, type Rights, rightsOf } from "./rights.ts";

/** Two states and the changes between them. */
export interface Transition {
  readonly initial: State;
  readonly final: State;
  readonly changes: readonly Change[];
}

/**
 * What the changes mean for each person: rights gained and lost, pending invitations counted as if accepted. Escalations
 * come first, then losses.
 */
export function effectsOf(transition: Transition): readonly Effect[] {
  const replaced = new Set(transition.changes.filter(({ replaces }) => replaces).map(({ address }) => address));
  return peopleTouched(transition)
    .flatMap((member) =>
      replaced.has(`Member/${member}`) ? replacement(transition, member) : [effectOn(transition, member)],
    )
    .filter(({ gains, loses }) => gains.length > 0 || loses.length > 0)
    .toSorted(compareEffects);
}

/** Handles of everybody whose rights a change may touch, sorted. */
export function peopleTouched({ initial, final, changes }: Transition): readonly string[] {
  const people = new Set<string>();
  for (const change of changes) {
    for (const name of peopleOf(change)) people.add(name);
    if (change.kind === "Role") for (const name of holdersOf([initial, final], change.address)) people.add(name);
  }
  return [...people].toSorted(compareText);
}

function peopleOf(change: Change): readonly string[] {
  switch (change.kind) {
    case "Member":
      return [parseAddress(change.address)?.name ?? ""];
    case "Project":
      return projectPeople(change);
    case "Organization":
      return [change.before, change.after].flatMap((entity) => textOr(entity?.fields["owner"]));
    default:
      return [];
  }
}

function textOr(value: Json | undefined): readonly string[] {
  return typeof value === "string" ? [value] : [];
}

// Editing a project's people touches those people; making or deleting it, everybody in it.
function projectPeople(change: Change): readonly string[] {
  if (change.action === "update") {
    const paths = change.edits.map(({ path }) => path).filter((path) => path.startsWith("/members/"));
    return paths.map((path) => path.slice("/members/".length));
  }
  const project = change.after ?? change.before;
  return project === undefined ? [] : [...seatsOf(project).keys()];
}

function holdersOf(states: readonly State[], role: Address): readonly string[] {
  return states.flatMap((state) =>
    [...state.referrersOf(role)].flatMap((address) => {
      const parts = parseAddress(address);
      if (parts?.kind === "Member") return [parts.name];
      const project = state.find(address);
      return parts?.kind === "Project" && project !== undefined ? [...seatsOf(project).keys()] : [];
    }),
  );
}

function effectOn({ initial, final }: Transition, member: string): Effect {
  const [before, after] = [rightsOf(initial, member, everySeat), rightsOf(final, member, everySeat)];
  return toEffect(final.findMember(member) ?? initial.findMember(member), { member, before, after });
}

const everySeat = { acceptedOnly: false };

// Another e-mail is another person: one loses the seat whole, the other gains it whole.
function replacement({ initial, final }: Transition, member: string): readonly Effect[] {
  const [before, after] = [rightsOf(initial, member, everySeat), rightsOf(final, member, everySeat)];
  const none: Rights = new Map();
  return [
    toEffect(final.findMember(member), { member, before: none, after }),
    toEffect(initial.findMember(member), { member, before, after: none }),
  ];
}

interface Sides {
  readonly member: string;
  readonly before: Rights;
  readonly after: Rights;
}

function toEffect(entity: ReturnType<State["findMember"]>, { member, before, after }: Sides): Effect {
  const [gained, lost] = [rightsBeyond(after, before), rightsBeyond(before, after)];
  return {
    member,
    email: textOf(entity?.fields["email"]),
    gains: gained.map(describeRight),
    loses: lost.map(describeRight),
    escalation: gained.some((right: Right) => right.administers),
  };
}

function compareEffects(one: Effect, other: Effect): number {
  return weight(other) - weight(one) || compareText(one.member, other.member) || compareText(one.email, other.email);
}

function weight({ escalation, loses }: Effect): number {
  return (escalation ? 2 : 0) + (loses.length > 0 ? 1 : 0);
}
