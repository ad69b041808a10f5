import type { Address } from "../../model/address.ts";
import type { Change } from "../../model/change.ts";
import type { PartyRequest } from "../../reconcile.ts";
import type { ActorRule } from "../inputs/parse-inputs.ts";
import type { SourceParties } from "../people/to-parties.ts";

/** Who answers for which change. */
export interface Answering {
  /** In the order in which they came into the branch. */
  readonly sources: readonly SourceParties[];
  /** The positions of the sources that introduced the change at an address; none for one that is carried over. */
  readonly introducedBy: ReadonlyMap<Address, readonly number[]>;
  readonly rule: ActorRule;
}

/**
 * The parties that must each allow a change: those of every source that introduced it, and for a change that nobody here
 * introduced one of everybody here. A source whose people cannot be judged answers with a party of nobody, which allows
 * nothing.
 */
export function partiesFor({ sources, introducedBy, rule }: Answering): (change: Change) => readonly PartyRequest[] {
  const together = everybody(sources, rule);
  return ({ address }) => {
    const indexes = introducedBy.get(address) ?? [];
    if (indexes.length === 0) return together;
    return indexes.flatMap((index) => partiesOf(sources[index], rule));
  };
}

/** In whose name a plan is made and applied: the one who acted last and is known. */
export function actorOf(sources: readonly SourceParties[]): string {
  return sources.findLast(({ parties }) => parties.length > 0)?.parties[0]?.actor ?? "";
}

function partiesOf(source: SourceParties | undefined, rule: ActorRule): readonly PartyRequest[] {
  return source === undefined || source.parties.length === 0 ? [{ actor: "", approvers: [], rule }] : source.parties;
}

// Whoever ran the run again answers for all of it.
function everybody(sources: readonly SourceParties[], rule: ActorRule): readonly PartyRequest[] {
  const people = [...new Set(sources.flatMap(({ parties }) => parties.slice(0, 1)).flatMap(peopleOf))];
  const rerunners = sources.flatMap(({ parties }) => parties.slice(1));
  const [actor, ...approvers] = people;
  return actor === undefined ? [] : [{ actor, approvers, rule }, ...rerunners];
}

function peopleOf({ actor, approvers }: PartyRequest): readonly string[] {
  return [actor, ...approvers];
}
