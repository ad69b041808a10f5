/** The person on whose behalf the changes are made, as found live. */
export interface Actor {
  /** The e-mail that was given, in lower case. */
  readonly email: string;
  /** Handle of the live member; absent when nobody live has this e-mail. */
  readonly member?: string | undefined;
  /** The organization-level roles the live state holds for this person, strongest first. Empty for a stranger. */
  readonly liveRoles: readonly string[];
}

/** The people a plan is judged by: who asks, and who agreed to it. */
export interface Qualifiers {
  readonly actor: Actor;
  readonly approvers: readonly Actor[];
}

/**
 * Who of a party must be qualified for a change. `actor`: the actor, and approvers agree only to what the actor gains.
 * `merger-or-approver`: at least one of them. `merger-only`: the actor. `two-person`: the actor and another of them.
 */
export type PartyRule = "actor" | "merger-or-approver" | "merger-only" | "two-person";

/** The people who answer for a change together, such as those of one pull request, and the rule for them. */
export interface Party extends Qualifiers {
  readonly rule: PartyRule;
}
