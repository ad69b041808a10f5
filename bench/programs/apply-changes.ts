// Applies manifests to a database as Charter does, and prints how long the target took, without what comes before it.
import { createHash } from "node:crypto";

import { applyPlan } from "../../src/apply/apply-plan.ts";
import { declare } from "../../src/declare.ts";
import { kindsByName } from "../../src/kinds/index.ts";
import { loadManifests } from "../../src/load/index.ts";
import { reconcile } from "../../src/reconcile.ts";
import { openTarget } from "../../src/targets/index.ts";
import { snapshotDigest } from "../../src/targets/snapshot-digest.ts";

const [, , root = ".", database = ":memory:", actor = ""] = process.argv;
const limits = { files: 1e6, fileBytes: 1e7, totalBytes: 1e10, pathBytes: 512 };
const { documents, diagnostics } = await loadManifests(root, { limits, version: "bench" });
const target = await openTarget(`sqlite:${database}`, { kinds: kindsByName, folder: root });
const reconciliation = reconcile(declare(documents, diagnostics), await target.read(), {
  actor,
  approvers: [],
  forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
  digestOf: snapshotDigest,
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
});
const begin = performance.now();
const { applied, failed } = await applyPlan(target, reconciliation, { lockTimeoutMs: 1000 });
const milliseconds = performance.now() - begin;
await target.close();
process.stdout.write(JSON.stringify({ milliseconds, applied: applied.length, failed: failed.length }));
