import type { Actor } from "../../model/actor.ts";
import type { Finding } from "../../model/finding.ts";
import { compareText } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Plan } from "../../model/plan.ts";
import { locateNothing } from "../located-diagnostic.ts";
import type { Locate } from "../located-diagnostic.ts";
import { plainSentence } from "../sentences/sentence-for.ts";
import { changeJson } from "./change-json.ts";
import { diagnosticsJson } from "./diagnostic-json.ts";
import { formatVersion } from "./format-version.ts";
import { streamObject } from "./json-text.ts";
import type { StreamedMember } from "./json-text.ts";

/**
 * A plan as JSON text in pieces, so that a plan of any size needs no string of its size. Keys stand in the order of the
 * JSON contract, and fields beyond it follow. The same plan gives the same bytes. The answer can be read once.
 */
export function renderPlanJson(plan: Plan, locate: Locate = locateNothing): Iterable<string> {
  return streamObject(planMembers(plan, locate));
}

/** A plan that was applied: the plan, and behind it what became of each change. */
export function renderAppliedPlanJson(plan: Plan, outcome: Outcome, locate: Locate = locateNothing): Iterable<string> {
  return streamObject([...planMembers(plan, locate), { key: "outcome", value: outcomeJson(outcome) }]);
}

function planMembers(plan: Plan, locate: Locate): readonly StreamedMember[] {
  return [
    { key: "formatVersion", value: formatVersion },
    { key: "target", value: plan.target },
    { key: "actor", value: actorJson(plan.actor) },
    { key: "verdict", value: plan.verdict },
    { key: "summary", value: summaryJson(plan) },
    { key: "changes", items: mapLazily(plan.changes, changeJson) },
    { key: "findings", items: mapLazily(plan.findings, findingJson) },
    { key: "effects", items: mapLazily(plan.effects, effectJson) },
    { key: "diagnostics", items: diagnosticsJson(plan.diagnostics, locate) },
    { key: "cost", value: costJson(plan) },
    { key: "digest", value: plan.digest },
    { key: "founds", value: plan.founds },
    { key: "authoritative", value: plan.authoritative },
    { key: "approvers", items: mapLazily(plan.approvers, actorJson) },
    { key: "unmanagedByKind", value: sortedCounts(plan.unmanagedByKind) },
    { key: "byHand", items: mapLazily(plan.byHand, ({ address, steps }) => ({ address, steps })) },
  ];
}

function* mapLazily<Item>(items: readonly Item[], map: (item: Item) => Json): Generator<Json, void> {
  for (const item of items) yield map(item);
}

function actorJson({ email, liveRoles, member }: Actor): JsonObject {
  return { email, liveRoles, member: member ?? null };
}

function summaryJson({ summary: { add, change, remove, byHand, unmanaged } }: Plan): JsonObject {
  return { add, change, remove, byHand, unmanaged };
}

function sortedCounts(counts: Plan["unmanagedByKind"]): JsonObject {
  const kinds = Object.keys(counts).toSorted(compareText);
  return Object.fromEntries(kinds.map((kind) => [kind, counts[kind]]));
}

function costJson({ cost: { reads, writes, seconds } }: Plan): JsonObject {
  return { reads, writes, seconds };
}

function findingJson(finding: Finding): JsonObject {
  const { message, help } = plainSentence(finding);
  return { code: finding.code, severity: finding.severity, message, addresses: finding.addresses, help: help ?? null };
}

function effectJson({ member, email, gains, loses, escalation }: Plan["effects"][number]): JsonObject {
  return { member, gains, loses, escalation, email };
}

function outcomeJson({ applied, failed, notAttempted, unknown, invitations }: Outcome): JsonObject {
  return {
    applied,
    failed: failed.map(({ address, reason }) => ({ address, reason })),
    notAttempted,
    unknown,
    invitations: invitations.map(({ email, delivery, detail }) => ({ email, delivery, detail })),
  };
}
