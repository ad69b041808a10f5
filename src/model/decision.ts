import type { PartyRule } from "./actor.ts";
import type { MessageArguments } from "./diagnostic.ts";

/** Allowed or denied for one change, and why. */
export interface Decision {
  readonly allowed: boolean;
  /** The table or rule that decided, such as `personalize-matrix`. */
  readonly rule: string;
  /** Handle of the member whose live role allowed the change; absent when denied. */
  readonly by?: string | undefined;
  /** The live role that gave the right, or the actor's live roles when none did. */
  readonly role?: string | undefined;
  /** Code and arguments of the sentence that explains the decision. */
  readonly reason: Reason;
  /** Handles of the people who could make the change, sorted. */
  readonly whoCan: readonly string[];
  /** What each party said, all of which must allow the change; absent where one actor was asked. */
  readonly parties?: readonly PartyDecision[] | undefined;
}

/** A sentence about a decision, chosen by code when it is shown. */
export interface Reason {
  readonly code: string;
  readonly args: MessageArguments;
}

/** What one party says to a change: who of its people counts, and what the change asks for. */
export interface PartyDecision {
  readonly rule: PartyRule;
  /** The e-mail of the party's actor. */
  readonly actor: string;
  readonly allowed: boolean;
  readonly reason: Reason;
  /** Handles of those whose live rights permit the change, the actor first. Each person once. */
  readonly qualified: readonly string[];
  /** Everybody else who was asked. */
  readonly unqualified: readonly Unqualified[];
  readonly needs: Needs;
}

/** Somebody whose word does not count for a change, and why. */
export interface Unqualified {
  readonly email: string;
  /** Handle of the live member; absent for a stranger. */
  readonly member?: string | undefined;
  readonly reason: Reason;
}

/** What a change asks of a party's qualified people. */
export interface Needs {
  /** Whether the actor must be one of them. */
  readonly actor: boolean;
  /** How many different people there must be. */
  readonly people: number;
  /** For each person who gains by the change, the handles they may have: somebody else must be among the qualified. */
  readonly besides: readonly (readonly string[])[];
}
