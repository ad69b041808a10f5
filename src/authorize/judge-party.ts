import type { Actor, Party } from "../model/actor.ts";
import type { Decision, Needs, PartyDecision } from "../model/decision.ts";
import { compareText } from "../model/json.ts";
import type { Gain } from "../roles/gains.ts";
import type { Answer } from "./answer-question.ts";
import { authorizeChange } from "./authorize-change.ts";
import { decideHearing, type Hearing } from "./decide-hearing.ts";
import { needsOf } from "./party-needs.ts";
import { type Looks, qualify } from "./qualify.ts";

/** One change, and what it gives to everybody. */
export interface GainingChange extends Looks {
  readonly gains: readonly Gain[];
}

/** What a party says to a change: the decision, and who of its people counted. */
export interface PartyVerdict {
  readonly decision: Decision;
  readonly party: PartyDecision;
}

/** Judges a change for one party. Anything unknown is a no. */
export function judgeParty(change: GainingChange, party: Party): PartyVerdict {
  const asked = peopleOf(party).map((person): Asked => ({ person, answer: qualify(change, person) }));
  const hearing: Hearing = { party, gains: change.gains, needs: needsIn(change, party), ...sort(asked) };
  const decision = party.rule === "actor" ? decideForActor(change, party) : decideHearing(hearing);
  const { needs, unqualified } = hearing;
  return {
    decision,
    party: {
      rule: party.rule,
      actor: party.actor.email,
      allowed: decision.allowed,
      reason: decision.reason,
      qualified: hearing.qualified.map(({ member }) => member),
      unqualified,
      needs,
    },
  };
}

interface Asked {
  readonly person: Actor;
  readonly answer: Answer;
}

// Several accounts of one member are one person, and so is somebody who is both actor and approver. The order in which
// approvals came is nothing to a decision.
function peopleOf({ actor, approvers }: Party): readonly Actor[] {
  const sorted = approvers.toSorted((one, other) => compareText(identityOf(one), identityOf(other)));
  return [...new Map([actor, ...sorted].map((person) => [identityOf(person), person])).values()];
}

function identityOf({ email, member }: Actor): string {
  return member === undefined ? `stranger ${email}` : `member ${member}`;
}

function sort(asked: readonly Asked[]): Pick<Hearing, "qualified" | "unqualified" | "refused"> {
  const [able, others] = [asked.filter(({ answer }) => answer.holds), asked.filter(({ answer }) => !answer.holds)];
  return {
    qualified: able.flatMap(({ person: { member }, answer }) => (member === undefined ? [] : { member, answer })),
    unqualified: others.map(({ person: { email, member }, answer: { code, args } }) => {
      return { email, ...(member !== undefined && { member }), reason: { code, args } };
    }),
    refused: others[0]?.answer,
  };
}

// What an actor alone needs: to be qualified, and somebody else where the gain is their own.
function needsIn({ gains }: GainingChange, party: Party): Needs {
  if (party.rule !== "actor") return needsOf(party, gains);
  const own = gains.filter(({ member, isOwners }) => member === party.actor.member && !isOwners);
  return { actor: true, people: 1, besides: own.map(({ people }) => people) };
}

function decideForActor(change: GainingChange, party: Party): Decision {
  const own = change.gains.filter(({ member }) => member === party.actor.member);
  return authorizeChange({ ...change, people: party, gains: own.flatMap(({ rights }) => rights) });
}
