import type { AuditCheck, AuditEntry } from "../audit-log.ts";
import type { Target } from "../target.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { applyPlan } from "./apply-plan.ts";
import { readArchive } from "./archive/read-archive.ts";
import { restoreArchive } from "./archive/restore-archive.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { listInvitations } from "./list-invitations.ts";
import { checkChain, readRecord } from "./read-audit.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { readStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";
import { storeLock } from "./store-lock.ts";
import { readState } from "./stored-state.ts";
import { emptySnapshot, toSnapshot } from "./to-snapshot.ts";

/** A database as a target. The context's driver belongs to the target from here on, and is closed with it. */
export function openStore(context: StoreContext): Target {
  return {
    name: context.name,
    read: async () => {
      const state = await readStore(context, readState);
      return state === undefined ? emptySnapshot(context.name) : toSnapshot(state, context);
    },
    apply: async (request) => applyPlan(context, request),
    invitations: {
      list: async () => (await readStore(context, listInvitations)) ?? [],
      accept: async (token) => acceptInvitation(context, token),
      resend: async (person) => resendInvitation(context, person),
      revoke: async (person) => revokeInvitation(context, person),
    },
    audit: {
      log: () => readLog(context),
      verify: async (anchor) => (await readStore(context, async (one) => checkChain(one, anchor))) ?? nothingLogged,
    },
    lock: storeLock(context),
    archive: { read: () => readArchive(context), restore: async (lines) => restoreArchive(context, lines) },
    deliverMail: async () => deliverOutbox(context),
    close: async () => context.driver.close(),
  };
}

const nothingLogged: AuditCheck = { intact: true, head: { count: 0, hash: "" } };

// One record at a time: a log of years need not fit into memory.
async function* readLog(context: StoreContext): AsyncGenerator<AuditEntry> {
  for (let last = 0; ;) {
    // oxlint-disable-next-line no-await-in-loop -- each record is found by the one before
    const found = await readStore(context, (connection) => readRecord(connection, last));
    if (found === undefined) return;
    yield* found.entries;
    last = found.record;
  }
}
