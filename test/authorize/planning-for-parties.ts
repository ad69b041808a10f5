import { createHash } from "node:crypto";

import { declare } from "../../src/declare.ts";
import type { Snapshot } from "../../src/model/live.ts";
import { type PartyRequest, type PlanRequest, reconcile, type Reconciliation } from "../../src/reconcile.ts";
import { snapshotDigest } from "../../src/targets/snapshot-digest.ts";
import { documentsOf, emailOf, type Manifest } from "../support/manifests.ts";

/** What a test asks for, people by handle. Nobody answers for anything unless parties are given. */
export interface AskedOfParties {
  readonly live: Snapshot;
  readonly declared: readonly Manifest[];
  readonly actor?: string;
  readonly partiesOf?: PlanRequest["partiesOf"];
}

/** Declares and reconciles with parties. */
export function reconcileForParties({
  live,
  declared,
  actor = "ada",
  partiesOf = () => [],
}: AskedOfParties): Reconciliation {
  return reconcile(declare(documentsOf(declared), []), live, {
    actor: emailOf(actor),
    approvers: [],
    partiesOf,
    forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
    digestOf: snapshotDigest,
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
  });
}

/** The people of a pull request: handles, or addresses when they are nobody's. */
export function partyOf(rule: PartyRequest["rule"], actor: string, approvers: readonly string[] = []): PartyRequest {
  return { actor: addressOf(actor), approvers: approvers.map(addressOf), rule };
}

function addressOf(person: string): string {
  return person.includes("@") ? person : emailOf(person);
}
