import { createHash } from "node:crypto";

import { hasErrors } from "../../model/diagnostic.ts";
import type { Snapshot } from "../../model/live.ts";
import { invalidPlan, type PlanRequest, reconcile, type Reconciliation } from "../../reconcile.ts";
import { snapshotDigest } from "../../targets/snapshot-digest.ts";
import type { Tree } from "./read-tree.ts";

/** For whom a tree is planned. */
export type TreeRequest = Pick<PlanRequest, "actor" | "approvers" | "partiesOf" | "allowLoss" | "unasked">;

/** Plans a tree of manifests against live. */
export function planTree({ declared }: Tree, snapshot: Snapshot, request: TreeRequest): Reconciliation {
  return reconcile(declared, snapshot, { ...request, ...edges });
}

/** The plan of manifests that are wrong; without problems, that of a run that did not come to plan. */
export function noPlan(target: string, diagnostics: Parameters<typeof invalidPlan>[2]): ReturnType<typeof invalidPlan> {
  return invalidPlan(target, { actor: "", approvers: [], ...edges }, diagnostics);
}

/** Whether the manifests of a tree are wrong. */
export function isInvalid({ declared }: Tree): boolean {
  return hasErrors(declared.diagnostics);
}

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

// An organization in a database takes no calls of a service, and there is nothing it cannot do.
const edges = {
  forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
  digestOf: snapshotDigest,
  sha256,
};
