import type { ActorRule } from "../inputs/parse-inputs.ts";
import type { IdentityMap } from "../people/identity-map.ts";
import type { PeopleSource } from "../people/people-source.ts";
import { type MemberParty, type SourceParties, toParties } from "../people/to-parties.ts";

/**
 * The parties of a pull request that nobody has merged yet: any of those who opened or approved it may become the merger. What
 * is allowed here is allowed when the right one of them merges; apply asks for whoever did.
 */
export function previewParties(source: PeopleSource, map: IdentityMap, rule: ActorRule): readonly SourceParties[] {
  const [approver] = source.approvers;
  const isByBot = source.merger.person === undefined && approver !== undefined;
  const asked: PeopleSource = isByBot ? { ...source, merger: { person: approver } } : source;
  return toParties([asked], map, "merger-or-approver").map((found) => ({
    ...found,
    source,
    parties: found.parties.map((party) => withRule(party, rule)),
  }));
}

// Among two people who must agree it does not matter who of them merges.
function withRule({ actor, approvers }: MemberParty, rule: ActorRule): MemberParty {
  const [merger] = approvers;
  if (rule !== "two-person") return { actor, approvers, rule: "merger-or-approver" };
  if (merger === undefined) return { actor, approvers, rule };
  return { actor: merger, approvers: [...approvers.slice(1), actor], rule };
}
