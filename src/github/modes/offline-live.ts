import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { kindsByName } from "../../kinds/index.ts";
import type { Snapshot } from "../../model/live.ts";
import { openTarget } from "../../targets/index.ts";
import { snapshotDigest } from "../../targets/snapshot-digest.ts";
import type { Target } from "../../targets/target.ts";
import { isInvalid, planTree } from "./plan-tree.ts";
import type { Tree } from "./read-tree.ts";

/**
 * The organization as the base's manifests declare it, made for the moment: what a pull request is compared with where live
 * must not be shown. Nobody is asked whether they may, since nothing is decided by it.
 */
export async function declaredAsLive(base: Tree): Promise<Snapshot> {
  // Nobody is really invited, so the mails go where nothing is sent from, whatever mail server the run knows.
  const folder = await mkdtemp(join(tmpdir(), "charter-offline-"));
  const target = await openTarget("sqlite::memory:", { kinds: kindsByName, folder });
  try {
    return await found(target, base);
  } finally {
    await target.close();
    await rm(folder, { recursive: true, force: true });
  }
}

// A store wants to know who writes; whoever it is, they are nobody.
const nobody = "nobody@charter.invalid";

async function found(target: Target, base: Tree): Promise<Snapshot> {
  const empty = await target.read();
  if (isInvalid(base)) return empty;
  const { plan, uids, addressOf } = planTree(base, empty, { actor: nobody, approvers: [] });
  await target.apply({
    readSet: { lineage: empty.lineage, serial: empty.serial, digest: snapshotDigest(empty) },
    founds: true,
    planDigest: `sha256:${createHash("sha256").digest("hex")}`,
    actor: nobody,
    approvers: [],
    changes: plan.changes,
    uids,
    addressOf,
    lockTimeoutMs: 10_000,
  });
  return target.read();
}
