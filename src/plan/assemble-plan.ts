import type { Change, Requirement } from "../model/change.ts";
import type { Decision } from "../model/decision.ts";
import { type Diagnostic, hasErrors } from "../model/diagnostic.ts";
import type { Entity } from "../model/entity.ts";
import type { Finding } from "../model/finding.ts";
import { canonicalJson, compareText, type JsonObject } from "../model/json.ts";
import type { Cost, DecidedChange, Effect, HandStep, Plan, ReadSet, Summary, Verdict } from "../model/plan.ts";
import type { State } from "../model/state.ts";
import { chooseOrder } from "./choose-order.ts";
import type { KeyOf } from "./dependencies.ts";
import { mergeFindings } from "./merge-findings.ts";
import { type Answerable, type Judge, walkPlan } from "./walk-plan.ts";

/** Everything a plan is made of. What reads files, clocks or targets has happened before. */
export interface PlanFacts extends Answerable {
  readonly target: string;
  readonly founds: boolean;
  readonly authoritative: readonly string[];
  readonly initial: State;
  readonly changes: readonly Change[];
  readonly unmanaged: readonly Entity[];
  readonly diagnostics: readonly Diagnostic[];
  readonly readSet: ReadSet;
  readonly keyOf: KeyOf;
  readonly judge: PlanJudge;
  readonly forecast: (changes: readonly DecidedChange[]) => Forecast;
  /** SHA-256 in lower-case hex. */
  readonly sha256: (text: string) => string;
}

/** What the target says about carrying the plan out. */
export interface Forecast {
  readonly cost: Cost;
  readonly byHand: readonly HandStep[];
}

/** The judgement of single steps and of the whole. */
export interface PlanJudge extends Judge {
  readonly checkWhole: (whole: {
    readonly initial: State;
    readonly final: State;
    readonly changes: readonly Change[];
    readonly effects: readonly Effect[];
  }) => readonly Finding[];
  readonly effectsOf: (transition: {
    readonly initial: State;
    readonly final: State;
    readonly changes: readonly Change[];
  }) => readonly Effect[];
  /** Handles of those who hold all of the permissions live. */
  readonly whoCan: (requirements: readonly Requirement[], current: State) => readonly string[];
}

/** Orders the changes, decides each, judges the whole, and puts the plan together. A denied plan is still a whole plan. */
export function assemblePlan(facts: PlanFacts): Plan {
  const { initial, people, judge } = facts;
  const order = chooseOrder({
    initial,
    changes: facts.changes,
    keyOf: facts.keyOf,
    actor: people.actor.member,
    isUnsafe: (change, before, state) => judge.checkStep(change, before, state).some(isError),
  });
  const walked = walkPlan(initial, order.changes, { people, judge, partiesOf: facts.partiesOf });
  const transition = { initial, final: walked.final, changes: order.changes };
  const effects = judge.effectsOf(transition);
  const whole = judge.checkWhole({ ...transition, effects });
  const findings = mergeFindings([...order.findings, ...whole, ...walked.findings]);
  const changes = walked.changes.map((change) => withWhoCan(change, facts, walked.final));
  return withDigest(facts, { changes, findings, effects });
}

function isError({ severity }: { readonly severity: string }): boolean {
  return severity === "error";
}

// Somebody's own gain is for others to agree to.
function withWhoCan(change: DecidedChange, { judge, people }: PlanFacts, final: State): DecidedChange {
  const able = judge.whoCan(change.requirements, final);
  const gaining = gainersIn(change.decision, people.actor.member);
  return { ...change, decision: { ...change.decision, whoCan: able.filter((member) => !gaining.has(member)) } };
}

function gainersIn({ reason, parties }: Decision, actor: string | undefined): ReadonlySet<string | undefined> {
  const isGain = reason.code === "self-gain-needs-approver" || reason.code === "needs-another-person";
  if (!isGain) return new Set();
  return new Set(parties?.flatMap(({ needs }) => needs.besides.flat()) ?? [actor]);
}

type Judged = Pick<Plan, "changes" | "findings" | "effects">;

function withDigest(facts: PlanFacts, judged: Judged): Plan {
  const { people, diagnostics } = facts;
  const forecast = facts.forecast(judged.changes);
  const content: Omit<Plan, "digest"> = {
    target: facts.target,
    founds: facts.founds,
    actor: people.actor,
    approvers: people.approvers,
    authoritative: facts.authoritative,
    verdict: verdictOf(judged, diagnostics),
    summary: summarize(facts, judged.changes, forecast),
    unmanagedByKind: countByKind(facts.unmanaged),
    ...judged,
    ...forecast,
    diagnostics,
    readSet: facts.readSet,
  };
  // The digest covers what will be done and on what grounds; where a declaration stands in its file is not part of that.
  const signed = { ...content, diagnostics: [], changes: content.changes.map(withoutSource) };
  return { ...content, digest: `sha256:${facts.sha256(canonicalJson(signed as unknown as JsonObject))}` };
}

function withoutSource({ source: _, ...change }: DecidedChange): Omit<DecidedChange, "source"> {
  return change;
}

function verdictOf({ changes, findings }: Judged, diagnostics: readonly Diagnostic[]): Verdict {
  if (hasErrors(diagnostics)) return "invalid";
  if (changes.some(({ decision }) => !decision.allowed)) return "denied";
  return findings.some(isError) ? "refused" : "allowed";
}

function summarize({ unmanaged }: PlanFacts, changes: readonly DecidedChange[], { byHand }: Forecast): Summary {
  const count = (action: Change["action"]): number => changes.filter((change) => change.action === action).length;
  return {
    add: count("create"),
    change: count("update"),
    remove: count("delete"),
    byHand: byHand.length,
    unmanaged: unmanaged.length,
  };
}

function countByKind(entities: readonly Entity[]): Readonly<Record<string, number>> {
  const groups = [...Map.groupBy(entities, ({ kind }) => kind)].toSorted(([one], [other]) => compareText(one, other));
  return Object.fromEntries(groups.map(([kind, group]) => [kind, group.length]));
}
