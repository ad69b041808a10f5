import type { Actor, Qualifiers } from "./actor.ts";
import type { Change } from "./change.ts";
import type { Decision } from "./decision.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Finding } from "./finding.ts";

/** The whole answer of a plan in one word. */
export type Verdict = "allowed" | "denied" | "refused" | "invalid";

/** A change with the decision about it. */
export interface DecidedChange extends Change {
  readonly decision: Decision;
}

/** What a plan means for one person. */
export interface Effect {
  /** Handle of the member. */
  readonly member: string;
  /** The e-mail a reader knows the person by. */
  readonly email: string;
  /** Rights gained, as roles in their scope: `Admin of the organization`. Sorted. */
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  /** Whether a gained right lets the person administer others. */
  readonly escalation: boolean;
}

/** How many objects a plan touches, and how many live ones nobody declares. */
export interface Summary {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  readonly byHand: number;
  readonly unmanaged: number;
}

/** What applying will cost at the target. */
export interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly seconds: number;
}

/** A step the target's API cannot do: the change it belongs to, and the clicks in the product. */
export interface HandStep {
  readonly address: string;
  readonly steps: readonly string[];
}

/** The live state a plan was computed from. Apply refuses when it has moved. */
export interface ReadSet {
  readonly lineage: string;
  readonly serial: number;
  /** SHA-256 over every live object, so that absences count too. */
  readonly digest: string;
}

/** The ordered changes with their decisions and guard findings. */
export interface Plan {
  readonly target: string;
  /** Whether the target is empty and becomes a new organization. */
  readonly founds: boolean;
  readonly actor: Actor;
  readonly approvers: Qualifiers["approvers"];
  /** Kinds whose undeclared live objects are removed, sorted. */
  readonly authoritative: readonly string[];
  readonly verdict: Verdict;
  readonly summary: Summary;
  /** How many live objects nobody declares, by kind. */
  readonly unmanagedByKind: Readonly<Record<string, number>>;
  readonly changes: readonly DecidedChange[];
  readonly findings: readonly Finding[];
  readonly effects: readonly Effect[];
  readonly byHand: readonly HandStep[];
  readonly diagnostics: readonly Diagnostic[];
  readonly cost: Cost;
  readonly readSet: ReadSet;
  /** `sha256:` and the digest of the plan's content. */
  readonly digest: string;
}
