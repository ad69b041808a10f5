import type { Address } from "../model/address.ts";
import type { Decision, PartyDecision } from "../model/decision.ts";
import type { DecidedChange } from "../model/plan.ts";
import { countMissing } from "./party-needs.ts";

/** People any of whom would do equally well. */
export interface ApproverGroup {
  /** How many different people of the group are needed. */
  readonly howMany: number;
  /** Handles, sorted. */
  readonly anyOf: readonly string[];
  /** How many of the missing changes lack nothing more once this group and those before it have approved. */
  readonly covers: number;
}

/** Who could approve what a plan is still denied. */
export interface ApproverAdvice {
  /** How many changes are denied. */
  readonly missing: number;
  /** A small set of people: of each group as many as it needs. */
  readonly groups: readonly ApproverGroup[];
  /** Denied changes that no approval would allow, in the order of the plan. */
  readonly beyondApproval: readonly Address[];
}

/**
 * A small set of people whose approval would allow the denied changes: always the one who brings most changes nearest, a
 * greedy set cover. Goes by rights alone, and counts nobody twice or for their own gain. `mayApprove` says by handle who can
 * approve at all: somebody with an account, who is not the author. The same plan gives the same answer.
 */
export function suggestApprovers(
  changes: readonly DecidedChange[],
  mayApprove: (member: string) => boolean = () => true,
): ApproverAdvice {
  const denied = changes.filter(({ decision }) => !decision.allowed).map((change) => lackOf(change, mayApprove));
  const steps: Step[] = [];
  for (let step = nextStep(denied, []); step !== undefined; step = nextStep(denied, steps)) steps.push(step);
  const chosen = chosenIn(steps);
  return {
    missing: denied.length,
    groups: groupsOf(steps),
    beyondApproval: denied.filter((lack) => missingIn(lack, chosen) > 0).map(({ address }) => address),
  };
}

/** A denied change: the parties that deny it, none where no approval helps, and who could approve. */
interface Lack {
  readonly address: Address;
  readonly parties: readonly Pick<PartyDecision, "needs" | "qualified">[];
  readonly able: ReadonlySet<string>;
}

// Approvals cannot help where it is the merger who must be qualified.
function lackOf({ address, decision }: DecidedChange, mayApprove: (member: string) => boolean): Lack {
  const parties = (decision.parties ?? [actorAlone(decision)]).filter(({ allowed }) => !allowed);
  const isStuck = parties.length === 0 || parties.some(needsOtherActor);
  return { address, parties: isStuck ? [] : parties, able: new Set(decision.whoCan.filter(mayApprove)) };
}

type Lacking = Pick<PartyDecision, "allowed" | "actor" | "needs" | "qualified" | "unqualified">;

// Where no parties were asked, one more person is missing, be it as actor or as the approver of a gain.
function actorAlone({ allowed }: Decision): Lacking {
  return { allowed, actor: "", qualified: [], unqualified: [], needs: { actor: false, people: 1, besides: [] } };
}

function needsOtherActor({ needs, actor, unqualified }: Lacking): boolean {
  return needs.actor && unqualified.some(({ email }) => email === actor);
}

interface Step {
  readonly chosen: string;
  /** Who would have been as good. */
  readonly anyOf: readonly string[];
  readonly covers: number;
}

// The most useful person beside those chosen; among equals the first by name.
function nextStep(denied: readonly Lack[], steps: readonly Step[]): Step | undefined {
  const before = chosenIn(steps);
  const open = denied.filter((lack) => missingIn(lack, before) > 0);
  const people = [...new Set(open.flatMap(({ able }) => [...able]))].filter((one) => !before.includes(one)).toSorted();
  const uses = people.map((member) => ({ member, use: useOf(member, open, before) }));
  const best = uses.reduce((most, { use }) => Math.max(most, sum(use)), 0);
  const chosen = uses.find(({ use }) => sum(use) === best);
  if (chosen === undefined || best === 0) return undefined;
  const key = chosen.use.join();
  return {
    chosen: chosen.member,
    anyOf: uses.filter(({ use }) => use.join() === key).map(({ member }) => member),
    covers: open.filter((lack) => missingIn(lack, [...before, chosen.member]) === 0).length,
  };
}

// By how much each open change would come nearer.
function useOf(member: string, open: readonly Lack[], chosen: readonly string[]): readonly number[] {
  return open.map((lack) => missingIn(lack, chosen) - missingIn(lack, [...chosen, member]));
}

function missingIn({ parties, able }: Lack, chosen: readonly string[]): number {
  const helping = chosen.filter((member) => able.has(member));
  if (parties.length === 0) return 1;
  return sum(parties.map(({ needs, qualified }) => countMissing(needs, new Set([...qualified, ...helping]))));
}

function chosenIn(steps: readonly Step[]): readonly string[] {
  return steps.map(({ chosen }) => chosen);
}

// Two steps among the same people are one choice of two.
function groupsOf(steps: readonly Step[]): readonly ApproverGroup[] {
  return steps.reduce<readonly ApproverGroup[]>((groups, { anyOf, chosen, covers }, at) => {
    const [last] = groups.slice(-1);
    const former = steps[at - 1]?.chosen ?? chosen;
    const isSame = last !== undefined && [...anyOf, former].toSorted().join() === last.anyOf.join();
    if (!isSame) return [...groups, { howMany: 1, anyOf, covers }];
    return [...groups.slice(0, -1), { ...last, howMany: last.howMany + 1, covers: last.covers + covers }];
  }, []);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
