import type { Change, Edit } from "../../model/change.ts";
import type { Decision, PartyDecision } from "../../model/decision.ts";
import { compareText } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { DecidedChange } from "../../model/plan.ts";
import { symbolOf } from "../describe/plan.ts";
import { plainSentence } from "../sentences/sentence-for.ts";

/** A change as the JSON contract has it; fields beyond the contract stand last. */
export function changeJson(change: DecidedChange): JsonObject {
  return {
    address: change.address,
    kind: change.kind,
    action: change.action,
    edits: change.edits.map(editJson),
    permissions: permissionsOf(change),
    decision: decisionJson(change.decision),
    source: sourceJson(change),
    symbol: symbolOf(change),
    replaces: change.replaces,
  };
}

/** A decision as the JSON contract has it. Absent names are `null`; `parties` is there only where parties were asked. */
export function decisionJson({ allowed, rule, by, role, reason, whoCan, parties }: Decision): JsonObject {
  return {
    allowed,
    rule,
    by: by ?? null,
    role: role ?? null,
    reason: plainSentence(reason).message,
    whoCan,
    reasonCode: reason.code,
    help: plainSentence(reason).help ?? null,
    ...(parties !== undefined && { parties: parties.map(partyJson) }),
  };
}

function partyJson({ rule, actor, allowed, reason, qualified, unqualified }: PartyDecision): JsonObject {
  return {
    rule,
    actor,
    allowed,
    reason: plainSentence(reason).message,
    reasonCode: reason.code,
    qualified,
    unqualified: unqualified.map((one) => ({
      email: one.email,
      member: one.member ?? null,
      reason: plainSentence(one.reason).message,
      reasonCode: one.reason.code,
    })),
  };
}

function editJson({ path, before, after }: Edit): JsonObject {
  return { path, before: before ?? null, after: after ?? null };
}

function permissionsOf({ requirements }: Change): readonly string[] {
  return [...new Set(requirements.map(({ permission }) => permission))].toSorted(compareText);
}

function sourceJson({ source }: Change): JsonObject | null {
  return source === undefined ? null : { file: source.file, line: source.line, column: source.column };
}
