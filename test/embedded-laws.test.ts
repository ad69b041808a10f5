import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { applyPlan } from "../src/apply/apply-plan.ts";
import type { Reconciliation } from "../src/reconcile.ts";
import type { Target } from "../src/targets/target.ts";
import { acceptInvitations, openOrganization } from "./support/embedded-organization.ts";
import { uidOf } from "./support/live-organization.ts";
import { emailOf, type Manifest } from "./support/manifests.ts";
import { reconciliationOf } from "./support/planning.ts";
import { anyEdits, edited } from "./support/random-edits.ts";
import { anyOrganization } from "./support/random-organization.ts";

const numRuns = process.env["CHARTER_LONG"] === "1" ? 300 : 15;

describe("the embedded organization", () => {
  test("holds what was applied: the same manifests plan nothing more, and the log is whole", async () => {
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(anyOrganization, anyEdits, async ({ manifests, details }, edits) => {
        await withOrganization(async (target, folder) => {
          await applyAll(target, manifests);
          await acceptInvitations(target, folder, details.pending?.map(emailOf));
          const { uids } = await planned(target, manifests);
          const declared = edited(manifests, edits).map((one) => withRealUid(one, uids));
          const reconciliation = await planned(target, declared);
          if (reconciliation.plan.verdict !== "allowed" || reconciliation.plan.changes.length === 0) return;
          applied += 1;
          await applyAll(target, declared);
          const { plan } = await planned(target, declared);
          expect([plan.diagnostics, plan.changes.map(({ address, edits: left }) => ({ address, left }))]).toEqual([
            [],
            [],
          ]);
          expect(await target.audit.verify()).toMatchObject({ intact: true });
        });
      }),
      { numRuns },
    );
    expect(applied).toBeGreaterThan(2);
  });
});

async function withOrganization(work: (target: Target, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "charter-law-"));
  const target = await openOrganization(folder, "law");
  try {
    await work(target, folder);
  } finally {
    await target.close();
    await rm(folder, { recursive: true });
  }
}

async function planned(target: Target, declared: readonly Manifest[]): Promise<Reconciliation> {
  return reconciliationOf({ live: await target.read(), declared, actor: "p0" });
}

// The way to the organization is not what the law is about: its owner makes it, guards or not.
async function applyAll(target: Target, manifests: readonly Manifest[]): Promise<void> {
  const { failed } = await applyPlan(target, await planned(target, manifests), { lockTimeoutMs: 1000 });
  expect(failed).toEqual([]);
}

// Tests name a live object by its address; the target gave it a uid of its own.
function withRealUid(one: Manifest, uids: ReadonlyMap<string, string>): Manifest {
  const pinned = [...uids].find(([address]) => uidOf(address) === one.metadata["uid"]);
  return pinned === undefined ? one : { ...one, metadata: { ...one.metadata, uid: pinned[1] } };
}
