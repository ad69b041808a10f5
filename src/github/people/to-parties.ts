import type { Reason } from "../../model/decision.ts";
import type { ActorRule } from "../inputs/parse-inputs.ts";
import type { IdentityMap } from "./identity-map.ts";
import type { NotCounted, Part, PeopleSource, PersonRef, Who } from "./people-source.ts";

/** The people whom changes are judged for, as e-mails of members. */
export interface MemberParty {
  readonly actor: string;
  /** Sorted, without the actor. */
  readonly approvers: readonly string[];
  readonly rule: ActorRule;
}

/** The parties of one source, each of which must allow its changes. */
export interface SourceParties {
  readonly source: PeopleSource;
  /** Empty where nobody can be judged: then `denial` says why, and every change of the source is denied. */
  readonly parties: readonly MemberParty[];
  readonly denial: Reason | undefined;
  /** Everybody who took part and does not count. */
  readonly notCounted: readonly NotCounted[];
}

/**
 * Turns the people of each source into members. Somebody who is not in the map does not count; who must count and does not
 * is a denial. A person who ran the run again makes a second party, of which they themselves must be entitled.
 */
export function toParties(
  sources: readonly PeopleSource[],
  map: IdentityMap,
  rule: ActorRule,
): readonly SourceParties[] {
  return sources.map((source) => partiesOf(source, map, rule));
}

function partiesOf(source: PeopleSource, map: IdentityMap, rule: ActorRule): SourceParties {
  const merger = memberOf(source.merger, source.mergerAs, map);
  const approvers = source.approvers.map((person) => memberOf({ person }, "approver", map));
  const rerunners = source.alsoNeeded.map((who) => memberOf(who, source.alsoNeededAs ?? "rerunner", map));
  const missing = [merger, ...approvers, ...rerunners].flatMap(({ notCounted }) => notCounted);
  const notCounted = [...source.notCounted, ...missing.filter(({ person }) => person !== undefined)];
  const emails = approvers.flatMap(({ email }) => (email === undefined ? [] : [email]));
  const denial = denialOf({ source, merger, emails, rerunners, rule });
  if (denial !== undefined) return { source, parties: [], denial, notCounted };
  const people = [...(merger.email === undefined ? [] : [merger.email]), ...emails];
  return {
    source,
    parties: [
      partyOf(people, rule),
      ...rerunners.flatMap(({ email }) => (email === undefined ? [] : [partyOf([email, ...people], "merger-only")])),
    ],
    denial: undefined,
    notCounted,
  };
}

interface Mapped {
  readonly email: string | undefined;
  readonly notCounted: readonly NotCounted[];
}

function memberOf({ person, unknown }: Who, as: Part, map: IdentityMap): Mapped {
  if (person === undefined) return { email: undefined, notCounted: [{ person: undefined, as, reason: unknown }] };
  const email = map.emailById.get(person.id);
  if (email !== undefined) return { email, notCounted: [] };
  return { email: undefined, notCounted: [{ person, as, reason: notMapped(person, map) }] };
}

// The advice is the very line, and where it may belong; which member it is, only people know.
function notMapped({ id, login }: PersonRef, map: IdentityMap): Reason {
  const { idByLogin, withoutAccount, ambiguous, unconfirmed } = map;
  if (unconfirmed.has(id)) return { code: "person-not-live", args: { login, id } };
  if (ambiguous.has(id)) return { code: "person-ambiguous", args: { login, id } };
  const line = `github: { id: ${id}, login: ${login} }`;
  const other = idByLogin.get(login.toLowerCase());
  if (other !== undefined) return { code: "person-other-account", args: { login, id, other, line } };
  return { code: "person-not-mapped", args: { login, id, line, files: withoutAccount.slice(0, 5) } };
}

interface Judged {
  readonly source: PeopleSource;
  readonly merger: Mapped;
  readonly emails: readonly string[];
  readonly rerunners: readonly Mapped[];
  readonly rule: ActorRule;
}

function denialOf({ source, merger, emails, rerunners, rule }: Judged): Reason | undefined {
  // Nobody may stand in for somebody whom GitHub does not name.
  if (source.merger.unknown !== undefined) return source.merger.unknown;
  const rerunner = rerunners.find(({ email }) => email === undefined);
  if (rerunner !== undefined) return rerunner.notCounted[0]?.reason;
  const isEnough = merger.email !== undefined || (rule === "merger-or-approver" && emails.length > 0);
  return isEnough ? undefined : merger.notCounted[0]?.reason;
}

// Under merger-or-approver anybody of the party may be the one; without a merger an approver stands first.
function partyOf(people: readonly string[], rule: ActorRule): MemberParty {
  const [actor = "", ...others] = [...new Set(people)];
  return { actor, approvers: others.toSorted(), rule };
}
