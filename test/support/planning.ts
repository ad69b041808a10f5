import { createHash } from "node:crypto";

import { declare } from "../../src/declare.ts";
import type { Snapshot } from "../../src/model/live.ts";
import type { Plan } from "../../src/model/plan.ts";
import { type PlanRequest, reconcile, type Reconciliation } from "../../src/reconcile.ts";
import { snapshotDigest } from "../../src/targets/snapshot-digest.ts";
import { documentsOf, emailOf } from "./manifests.ts";

/** What a test asks for: people are handles, or addresses when they are nobody's. */
export interface Asked {
  readonly live: Snapshot;
  readonly declared: readonly unknown[];
  readonly actor?: string;
  readonly approvers?: readonly string[];
  readonly allowLoss?: number;
  readonly unasked?: readonly string[];
  readonly only?: readonly string[];
}

/** Declares and reconciles, with nothing left out but files and the target. */
export function reconciliationOf({
  live,
  declared,
  actor = "ada",
  approvers = [],
  allowLoss,
  unasked = [],
  only,
}: Asked): Reconciliation {
  const request: PlanRequest = {
    actor: addressOf(actor),
    approvers: approvers.map(addressOf),
    allowLoss,
    unasked: new Set(unasked),
    only,
    ...tools,
  };
  return reconcile(declare(documentsOf(declared), []), live, request);
}

/** The plan of `reconciliationOf`. */
export function planOf(asked: Asked): Plan {
  return reconciliationOf(asked).plan;
}

/** The changes of a plan in short: an action and an address each. */
export function stepsOf({ changes }: Plan): readonly string[] {
  return changes.map(({ action, address }) => `${action} ${address}`);
}

/** The codes of a plan's findings. */
export function findingCodesOf({ findings }: Plan): readonly string[] {
  return findings.map(({ code }) => code);
}

/** The reason code of each denied change, by address. */
export function denialsOf({ changes }: Plan): Readonly<Record<string, string>> {
  const denied = changes.filter(({ decision }) => !decision.allowed);
  return Object.fromEntries(denied.map(({ address, decision }) => [address, decision.reason.code]));
}

const tools = {
  forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
  digestOf: snapshotDigest,
  sha256: (text: string) => createHash("sha256").update(text).digest("hex"),
};

function addressOf(person: string): string {
  return person.includes("@") ? person : emailOf(person);
}
