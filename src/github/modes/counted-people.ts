import type { State } from "../../model/state.ts";
import type { CountedPerson, PersonPart } from "../../render/markdown/pull-request/pull-request-report.ts";
import { findActor } from "../../roles/actor.ts";
import type { IdentityMap } from "../people/identity-map.ts";
import type { Part, PeopleSource, PersonRef, Who } from "../people/people-source.ts";
import type { SourceParties } from "../people/to-parties.ts";

/** What a person is found by: the map of the base commit, and live. */
export interface PeopleLookup {
  readonly map: IdentityMap;
  readonly live: State;
}

/** Everybody who took part in a source: first who was asked, then who does not count, and why. */
export function countedPeople(
  { source, notCounted }: SourceParties,
  lookup: PeopleLookup,
  mergerAs: PersonPart = source.mergerAs,
): readonly CountedPerson[] {
  const excluded = new Set(notCounted.map(({ person, as }) => `${as} ${person?.id}`));
  const asked = askedOf(source)
    .filter(({ person, as }) => !excluded.has(`${as} ${person.id}`))
    .map(({ person, as }) => counted(person, as === source.mergerAs ? mergerAs : as, lookup));
  const left = notCounted.map(({ person, as, reason }): CountedPerson => {
    const part = as === source.mergerAs ? mergerAs : as;
    return { login: person?.login ?? "", part, counts: false, reason };
  });
  return [...asked, ...left];
}

interface Asked {
  readonly person: PersonRef;
  readonly as: Part;
}

function askedOf({
  merger,
  mergerAs,
  approvers,
  alsoNeeded,
  alsoNeededAs = "rerunner",
}: PeopleSource): readonly Asked[] {
  return [
    ...personIn(merger, mergerAs),
    ...approvers.map((person): Asked => ({ person, as: "approver" })),
    ...alsoNeeded.flatMap((who) => personIn(who, alsoNeededAs)),
  ];
}

function personIn({ person }: Who, as: Part): readonly Asked[] {
  return person === undefined ? [] : [{ person, as }];
}

function counted({ id, login }: PersonRef, part: PersonPart, { map, live }: PeopleLookup): CountedPerson {
  const { member } = findActor(live, map.emailById.get(id) ?? "");
  return { login, part, counts: true, ...(member !== undefined && { member }) };
}
