import type { Change, Edit } from "../model/change.ts";
import type { Entity } from "../model/entity.ts";
import { textOf } from "../model/json.ts";
import type { State } from "../model/state.ts";
import { peopleTouched } from "./effects.ts";
import { isOwner, seatsOf, textsIn } from "./holdings.ts";
import { isPrivileged } from "./privileged-right.ts";
import { describeRight, type Right, rightsBeyond, type Rights, rightsOf, type SeatChoice } from "./rights.ts";

/** What a change gives to one person. */
export interface Gain {
  /** Handle of the member who gains. */
  readonly member: string;
  /** Handles of the live people this may be: the member's own, and whoever has the e-mail of the seat. */
  readonly people: readonly string[];
  /** The rights in words, sorted. Never empty. */
  readonly rights: readonly string[];
  /** Whether one of the rights makes the seat a privileged one. */
  readonly privileged: boolean;
  /** Whether it is the Owner's own gain: nobody stands above them. */
  readonly isOwners: boolean;
}

/** A change, the state just before it, and who will be the maker of what the plan makes. */
export interface Step {
  readonly state: State;
  readonly change: Change;
  /** Handle of the plan's actor; absent for a stranger. */
  readonly maker: string | undefined;
}

/**
 * What the maker would have after the change and has not before it, in words; the seat that making a project gives is not
 * counted. The state is the same afterwards as before.
 */
export function gainsOfMaker({ state, change, maker }: Step): readonly string[] {
  if (maker === undefined || !mayTouch(change, maker)) return [];
  return gainedRights({ state, change, maker }, [maker], rightsNow)[0]?.rights.map(describeRight) ?? [];
}

/**
 * What a change gives to everybody it touches, and to those named, one entry for each who gains. A seat that is handed over,
 * to another e-mail or to another GitHub account, is gained whole.
 */
export function gainsOfEverybody(
  step: Step,
  named: Iterable<string>,
  { initial, byEmail }: { readonly initial: State; readonly byEmail: (email: string) => string | undefined },
): readonly Gain[] {
  const { state, change } = step;
  const touched = peopleTouched({ initial: state, final: state, changes: [change] });
  const people = [...new Set([...touched, ...[...named].filter((member) => mayTouch(change, member))])].toSorted();
  return gainedRights(step, people, isHandover(change) ? noRights : rightsNow).map((gained) => ({
    member: gained.member,
    people: [...new Set([gained.member, byEmail(gained.email.toLowerCase()) ?? gained.member])],
    rights: gained.rights.map(describeRight),
    privileged: gained.privileged,
    isOwners: !isHandover(change) && isOwner(initial, gained.member),
  }));
}

// Whoever has the account that stands for a member acts with all the rights of that member.
function isHandover({ kind, replaces, edits, after }: Change): boolean {
  return replaces || (kind === "Member" && after?.fields["github"] !== undefined && edits.some(isAccount));
}

function isAccount({ path }: Edit): boolean {
  return path === "/github" || path.startsWith("/github/");
}

interface Gained {
  readonly member: string;
  /** The e-mail of the seat after the change. */
  readonly email: string;
  readonly rights: readonly Right[];
  readonly privileged: boolean;
}

type RightsBefore = (state: State, member: string, seats: SeatChoice) => Rights;

const rightsNow: RightsBefore = rightsOf;
const noRights: RightsBefore = () => new Map();

function gainedRights(step: Step, people: readonly string[], rightsBefore: RightsBefore): readonly Gained[] {
  const { state, change } = step;
  if (people.length === 0) return [];
  const seats = { acceptedOnly: false, projects: projectsTouched(change) };
  const before = people.map((member) => rightsBefore(state, member, seats));
  const former = state.replace(change.address, change.after);
  const gained = people.map((member, at): Gained => {
    const beyond = rightsBeyond(rightsOf(state, member, seats), before[at] ?? new Map());
    const rights = beyond.filter((right) => !isMakersSeat(step, member, right));
    const email = textOf(state.findMember(member)?.fields["email"]);
    return { member, email, rights, privileged: rights.some((right) => isPrivileged(state, right)) };
  });
  state.replace(change.address, former);
  return gained.filter(({ rights }) => rights.length > 0);
}

function isMakersSeat({ change, maker }: Step, member: string, { role }: Right): boolean {
  const isMade = change.kind === "Project" && change.action === "create";
  return isMade && member === maker && role.project !== undefined && role.project === change.after?.name;
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
