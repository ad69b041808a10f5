import { authorizeChange } from "./authorize/authorize-change.ts";
import { authorizeForParties } from "./authorize/authorize-for-parties.ts";
import { whoCanDirectory } from "./authorize/who-can.ts";
import type { Declared } from "./declare.ts";
import { type Difference, diffStates } from "./diff/diff-states.ts";
import { guards } from "./guards/index.ts";
import { policyOf } from "./guards/policy.ts";
import { kindsByName } from "./kinds/index.ts";
import type { Kind, Reference } from "./kinds/kind.ts";
import type { Actor, Party, PartyRule, Qualifiers } from "./model/actor.ts";
import type { Address } from "./model/address.ts";
import type { Change } from "./model/change.ts";
import { type Diagnostic, hasErrors } from "./model/diagnostic.ts";
import type { Entity } from "./model/entity.ts";
import { isJsonObject } from "./model/json.ts";
import type { Snapshot } from "./model/live.ts";
import type { Plan, ReadSet } from "./model/plan.ts";
import type { Policy } from "./model/policy.ts";
import { assemblePlan, type Forecast, type PlanFacts, type PlanJudge } from "./plan/assemble-plan.ts";
import { buildStates, type States } from "./resolve/build-states.ts";
import { foundingState, ownerNamed } from "./resolve/founding-state.ts";
import { matchLive } from "./resolve/match-live.ts";
import { findActor } from "./roles/actor.ts";
import { effectsOf } from "./roles/effects.ts";

/** What a plan is asked for, beyond manifests and live. */
export interface PlanRequest {
  readonly actor: string;
  readonly approvers: readonly string[];
  /**
   * The parties that must each allow a change; none denies it. When absent, the actor is judged, and approvers agree to what
   * the actor gains. With parties, the actor is only the one the plan is made for: the maker of new projects, in whose name
   * it is applied.
   */
  readonly partiesOf?: ((change: Change) => readonly PartyRequest[]) | undefined;
  readonly allowLoss?: number | undefined;
  /**
   * Addresses of changes that nobody has asked for now: they would undo what somebody did in the organization itself. Without
   * them, the actor asks for everything.
   */
  readonly unasked?: ReadonlySet<Address> | undefined;
  /** Kinds to look at; all when absent. */
  readonly only?: readonly string[] | undefined;
  readonly forecast: (changes: Plan["changes"]) => Forecast;
  readonly digestOf: (snapshot: Snapshot) => string;
  readonly sha256: (text: string) => string;
}

/** The people who answer for a change together, by e-mail, and the rule for them. */
export interface PartyRequest {
  readonly actor: string;
  readonly approvers: readonly string[];
  readonly rule: PartyRule;
}

/** A plan, with what a target needs to carry it out. */
export interface Reconciliation {
  readonly plan: Plan;
  readonly live: States["live"];
  /** The uid of every live object. */
  readonly uids: ReadonlyMap<Address, string>;
  readonly addressOf: (reference: Reference, owner: Entity) => Address | undefined;
}

/** The half of the pipeline after live was read: match, diff, authorize, guard, plan. Pure. */
export function reconcile(declared: Declared, snapshot: Snapshot, request: PlanRequest): Reconciliation {
  const founds = snapshot.objects.length === 0;
  const matching = matchLive(declared.objects, snapshot, kindsByName);
  const states = buildStates(declared.objects, matching, { objects: snapshot.objects, kindsByName });
  const owner = ownerNamed(declared.objects);
  const initial = founds ? foundingState(declared.objects, states.entityOf) : states.live;
  const people: Qualifiers = {
    actor: findActor(initial, request.actor),
    approvers: request.approvers.map((email) => findActor(initial, email)),
  };
  const organization = declared.objects.find(({ kind }) => kind.name === "Organization")?.declaration.spec;
  const policy = policyOf(states.live.findOrganization(), organization);
  const authoritative = authoritativeKinds(states, isIncluded("Organization", request) ? organization : undefined);
  const difference = diffStates(
    states.pairs.map(({ object, live }) => ({ ...object, live })),
    states.undeclared,
    {
      actor: people.actor.member,
      founder: founds ? owner : undefined,
      kindsByName,
      authoritative,
      entityOf: states.entityOf,
    },
  );
  const plan = assemblePlan({
    ...request,
    target: snapshot.target,
    founds,
    people,
    partiesOf: findParties(initial, request),
    authoritative: [...authoritative].toSorted(),
    initial,
    changes: difference.changes.filter(({ kind }) => isIncluded(kind, request)),
    unmanaged: difference.unmanaged,
    diagnostics: diagnosticsOf(declared, { states, matching: matching.diagnostics, difference }),
    readSet: readSetOf(snapshot, request),
    keyOf,
    judge: judgeOf({ people, policy, initial, founds, authoritative, declared, request }),
  });
  return { plan, live: states.live, uids: uidsOf(states), addressOf: states.addressOf };
}

// The live state as read does not change, so that everybody is looked up in it once.
function findParties(initial: States["live"], { partiesOf }: PlanRequest): PlanFacts["partiesOf"] {
  if (partiesOf === undefined) return undefined;
  const known = new Map<string, Actor>();
  const find = (email: string): Actor => {
    const actor = known.get(email) ?? findActor(initial, email);
    known.set(email, actor);
    return actor;
  };
  return (change) =>
    partiesOf(change).map(({ actor, approvers, rule }): Party => {
      return { actor: find(actor), approvers: approvers.map(find), rule };
    });
}

function isIncluded(kind: string, { only }: PlanRequest): boolean {
  return only?.includes(kind) ?? true;
}

// A declared mode wins over the live one, so that a kind can be made authoritative and cleaned in one step: but only in a plan
// that holds the change of mode as well, with its own decision.
function authoritativeKinds({ live }: States, declared: Entity["fields"] | undefined): ReadonlySet<string> {
  const modes = { ...manageIn(live.findOrganization()?.fields), ...manageIn(declared) };
  return new Set(Object.keys(modes).filter((kind) => modes[kind] === "authoritative"));
}

function manageIn(fields: Entity["fields"] | undefined): Entity["fields"] {
  const manage = fields?.["manage"];
  return isJsonObject(manage) ? manage : {};
}

interface Found {
  readonly states: States;
  readonly matching: readonly Diagnostic[];
  readonly difference: Difference;
}

// A role that nothing declares may still exist live; only what is in neither is an error.
function diagnosticsOf(declared: Declared, { states, matching, difference }: Found): readonly Diagnostic[] {
  const missing = declared.unknownRoles.filter(({ key }) => !states.customRoleKeys.has(key));
  return [
    ...declared.diagnostics,
    ...matching,
    ...difference.diagnostics,
    ...missing.map(({ diagnostic }) => diagnostic),
  ];
}

function readSetOf(snapshot: Snapshot, { digestOf }: PlanRequest): ReadSet {
  return { lineage: snapshot.lineage, serial: snapshot.serial, digest: digestOf(snapshot) };
}

function keyOf(entity: Entity): string {
  const kind: Kind | undefined = kindsByName.get(entity.kind);
  return kind === undefined ? entity.address : kind.key(entity.fields);
}

interface JudgeFacts {
  readonly people: Qualifiers;
  readonly policy: Policy;
  readonly initial: States["live"];
  readonly founds: boolean;
  readonly authoritative: ReadonlySet<string>;
  readonly declared: Declared;
  readonly request: PlanRequest;
}

function judgeOf({ people, policy, initial, founds, authoritative, declared, request }: JudgeFacts): PlanJudge {
  const actor: Actor = people.actor;
  const declaredKinds = new Set(declared.objects.map(({ kind }) => kind.name));
  const context = {
    policy,
    actor,
    founds,
    allowLoss: request.allowLoss,
    unasked: request.unasked ?? new Set<Address>(),
    authoritative: [...authoritative].toSorted(),
    declaredKinds,
  };
  return {
    decide: authorizeChange,
    decideForParties: authorizeForParties,
    checkStep: (change, before, state) =>
      guards.flatMap((guard) => guard.checkStep?.({ change, before, after: change.after, state, policy }) ?? []),
    checkWhole: (whole) => guards.flatMap((guard) => guard.checkWhole?.({ ...whole, ...context }) ?? []),
    effectsOf,
    whoCan: whoCanDirectory(initial),
  };
}

function uidsOf({ live }: States): ReadonlyMap<Address, string> {
  const uids = new Map<Address, string>();
  for (const { address, uid } of live.entities()) if (uid !== undefined) uids.set(address, uid);
  return uids;
}

/** The plan of manifests that are wrong: nothing was read, and nothing is planned. */
export function invalidPlan(target: string, request: PlanRequest, diagnostics: readonly Diagnostic[]): Plan {
  return {
    target,
    founds: false,
    actor: { email: request.actor, liveRoles: [] },
    approvers: [],
    authoritative: [],
    verdict: hasErrors(diagnostics) ? "invalid" : "allowed",
    summary: { add: 0, change: 0, remove: 0, byHand: 0, unmanaged: 0 },
    unmanagedByKind: {},
    changes: [],
    findings: [],
    effects: [],
    byHand: [],
    diagnostics,
    cost: { reads: 0, writes: 0, seconds: 0 },
    readSet: { lineage: "", serial: 0, digest: "" },
    digest: `sha256:${request.sha256("")}`,
  };
}
