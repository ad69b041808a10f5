import type { Party } from "../model/actor.ts";
import type { Decision, Needs, Unqualified } from "../model/decision.ts";
import type { Gain } from "../roles/gains.ts";
import type { Answer } from "./answer-question.ts";
import { approval, denial } from "./authorize-change.ts";
import { hasOther } from "./party-needs.ts";
import { whyNotQualified } from "./why-not-qualified.ts";

/** Everybody of a party has been asked: who is qualified, who is not, and what the change needs. */
export interface Hearing {
  readonly party: Party;
  readonly gains: readonly Gain[];
  readonly needs: Needs;
  /** The actor first. */
  readonly qualified: readonly Qualified[];
  readonly unqualified: readonly Unqualified[];
  /** Of the first who was refused. */
  readonly refused: Answer | undefined;
}

/** A member, and the right that qualifies them. */
export interface Qualified {
  readonly member: string;
  readonly answer: Answer;
}

/** Allowed when the qualified people are all that is needed, denied with the first thing that is missing. */
export function decideHearing(hearing: Hearing): Decision {
  const { needs, party, qualified } = hearing;
  const [first, second] = qualified;
  if (first === undefined) return denyAll(hearing);
  if (needs.actor && first.member !== party.actor.member) return denyMerger(hearing);
  if (second === undefined && needs.people > 1) return denyOne(hearing, first);
  const alone = needs.besides.filter((names) => !hasOther(membersOf(qualified), names));
  if (alone.length > 0) return denyGainers(hearing, first, alone);
  if (second !== undefined && needs.people > 1) return allowTogether(hearing, first, second);
  return allow(hearing, first);
}

function denyAll({ refused, unqualified }: Hearing): Decision {
  const { rule = "deny-by-default", role } = refused ?? {};
  return denial({ rule, role, code: "no-qualified-person", args: whyNotQualified(unqualified) });
}

function denyMerger({ party, refused, unqualified }: Hearing): Decision {
  const { email, member = email } = party.actor;
  const args = { ...whyNotQualified(unqualified.filter((one) => one.email === email)), member, rule: party.rule };
  return denial({ rule: party.rule, role: refused?.role, code: "merger-not-qualified", args });
}

function denyOne({ party, gains, unqualified }: Hearing, { member, answer }: Qualified): Decision {
  const rights = gains.filter(({ privileged }) => privileged).flatMap((gain) => gain.rights);
  const rule = rights.length > 0 ? "privileged-seat" : party.rule;
  const args = { ...whyNotQualified(unqualified), member, rights, rule: party.rule };
  return denial({ rule, role: answer.role, code: "needs-second-person", args });
}

function denyGainers({ gains, unqualified }: Hearing, { answer }: Qualified, alone: Needs["besides"]): Decision {
  const gained = gains.filter(({ people }) => alone.includes(people));
  const args = {
    ...whyNotQualified(unqualified),
    members: gained.map(({ member }) => member),
    gains: gained.flatMap(({ rights }) => rights),
  };
  return denial({ rule: "no-self-gain", role: answer.role, code: "needs-another-person", args });
}

function allowTogether({ party }: Hearing, first: Qualified, second: Qualified): Decision {
  const args = { members: [first.member, second.member], rule: party.rule };
  return { ...approval(first.answer, first.member), reason: { code: "two-people-agree", args } };
}

// Where somebody of the party gains, the one who answers for it is another.
function allow({ party, gains, needs, qualified }: Hearing, first: Qualified): Decision {
  const asked = new Set([party.actor, ...party.approvers].flatMap(({ member }) => member ?? []));
  const gain = gains.find(({ people }) => needs.besides.includes(people) && people.some((name) => asked.has(name)));
  if (gain === undefined) return approval(first.answer, first.member);
  const { member, answer } = qualified.find((one) => !gain.people.includes(one.member)) ?? first;
  const args = { member: gain.member, approver: member, gains: gain.rights };
  return { ...approval(answer, member), reason: { code: "gain-approved", args } };
}

function membersOf(qualified: readonly Qualified[]): readonly string[] {
  return qualified.map(({ member }) => member);
}
