import { createHash } from "node:crypto";

import type { Snapshot } from "../../model/live.ts";
import { snapshotDigest } from "../../targets/snapshot-digest.ts";
import type { ActionContext } from "./action-context.ts";
import { isInvalid, planTree } from "./plan-tree.ts";
import type { Tree } from "./read-tree.ts";

/**
 * The organization as the base's manifests declare it, made in memory: what a pull request is compared with where live
 * must not be shown. Nobody is asked whether they may, since nothing is decided by it.
 */
export async function declaredAsLive(context: ActionContext, base: Tree): Promise<Snapshot> {
  const target = await context.openTarget("sqlite::memory:");
  try {
    const empty = await target.read();
    if (isInvalid(base)) return empty;
    const { plan, uids, addressOf } = planTree(base, empty, { actor: "", approvers: [] });
    await target.apply({
      readSet: { lineage: empty.lineage, serial: empty.serial, digest: snapshotDigest(empty) },
      founds: true,
      planDigest: `sha256:${createHash("sha256").digest("hex")}`,
      actor: "",
      approvers: [],
      changes: plan.changes,
      uids,
      addressOf,
      lockTimeoutMs: 0,
    });
    return await target.read();
  } finally {
    await target.close();
  }
}
