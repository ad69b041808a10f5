import type { Actor } from "../model/actor.ts";
import type { Address } from "../model/address.ts";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/entity.ts";
import type { Finding } from "../model/finding.ts";
import type { Effect } from "../model/plan.ts";
import type { Policy } from "../model/policy.ts";
import type { State } from "../model/state.ts";

/** One change being made: the object before and after, and the state it leaves. */
export interface Step {
  readonly change: Change;
  readonly before: Entity | undefined;
  readonly after: Entity | undefined;
  readonly state: State;
  readonly policy: Policy;
}

/** The plan from its first state to its last. */
export interface Whole {
  readonly initial: State;
  readonly final: State;
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly policy: Policy;
  readonly actor: Actor;
  /** Whether an empty target becomes a new organization. */
  readonly founds: boolean;
  /** The exact number of losses that was agreed to. */
  readonly allowLoss: number | undefined;
  /** Kinds whose undeclared live objects are removed. */
  readonly authoritative: readonly string[];
  /** Changes that undo what somebody did in the organization itself, and that nobody has asked for now. */
  readonly unasked: ReadonlySet<Address>;
  /** Kinds of which at least one object is declared. */
  readonly declaredKinds: ReadonlySet<string>;
}

/**
 * A rule about the result. A step may not make things worse than they were before it, so that a live organization which
 * already breaks a rule can still be repaired. Adding a guard is one file and one line in `index.ts`.
 */
export interface Guard {
  readonly code: string;
  /** Judges the state after one change. Called for every change, so it looks at what the change touches first. */
  readonly checkStep?: (step: Step) => readonly Finding[];
  /** Judges the plan once. */
  readonly checkWhole?: (whole: Whole) => readonly Finding[];
}
