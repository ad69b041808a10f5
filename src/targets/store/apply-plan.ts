import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Outcome, SentInvitation } from "../../model/outcome.ts";
import type { ApplyRequest } from "../target.ts";
import { ApplyDraft } from "./apply-draft.ts";
import { assertUnmoved, assertUntampered } from "./assert-current.ts";
import { carryOutChange } from "./carry-out-change.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import type { Connection } from "./driver.ts";
import { invitePeople } from "./invite-people.ts";
import { recordAudit } from "./record-audit.ts";
import { Refusal } from "./refusal.ts";
import type { StoreContext } from "./store-context.ts";
import { readState } from "./stored-state.ts";
import { underLease } from "./under-lease.ts";
import { WorkingCopy } from "./working-copy.ts";
import { writeChanges } from "./write-changes.ts";

/** Carries out a whole plan in one transaction: all of it or nothing. Mails leave after it is kept. */
export async function applyPlan(context: StoreContext, request: ApplyRequest): Promise<Outcome> {
  const none: Outcome = { applied: [], failed: [], notAttempted: [], unknown: [], invitations: [] };
  if (request.changes.length === 0) return none;
  try {
    const invited = await underLease(context, request, async (connection) => {
      return carryOutPlan(connection, context, request);
    });
    const applied = request.changes.map(({ address }) => address);
    return { ...none, applied, invitations: await sendMails(context, invited) };
  } catch (error) {
    if (error instanceof Refusal) return { ...none, ...refusedOutcome(error, request) };
    if (!isUnknown(error)) throw error;
    return { ...none, unknown: request.changes.map(({ address }) => address) };
  }
}

// The connection was lost while the server was keeping the changes, and it could not be asked what became of them.
function isUnknown(error: unknown): boolean {
  return error instanceof Failure && error.exitCode === exitCodes.unknownOutcome;
}

// Gives the addresses of the people who were invited.
async function carryOutPlan(
  connection: Connection,
  context: StoreContext,
  request: ApplyRequest,
): Promise<readonly string[]> {
  await assertUnmoved(connection, request);
  const state = await readState(connection);
  assertUntampered(state, request, context);
  const { kinds, hex } = context;
  const draft = new ApplyDraft({ copy: new WorkingCopy(state), request, kinds, hex });
  for (const change of request.changes) carryOutChange(draft, change);
  const at = context.now().toISOString();
  if (state.lineage === "") await connection.run("UPDATE history SET lineage = ? WHERE id = 1", [hex(32)]);
  await writeChanges(connection, draft.copy);
  const invitations = await inviteDrafted(connection, draft, { context, request, at });
  const { actor, approvers, planDigest: plan } = request;
  await recordAudit(connection, [...draft.notes, ...invitations], { at, actor, approvers, plan });
  await rememberPlan(connection, request, at);
  return invitations.map(({ subject }) => subject);
}

async function inviteDrafted(
  connection: Connection,
  draft: ApplyDraft,
  { context, request, at }: { readonly context: StoreContext; readonly request: ApplyRequest; readonly at: string },
): ReturnType<typeof invitePeople> {
  const planned = draft.invited.map(([memberUid, projectUids]) => {
    return { memberUid, projectUids, message: draft.messages.get(memberUid) ?? "" };
  });
  return invitePeople(
    connection,
    { ended: draft.ended, planned },
    {
      copy: draft.copy,
      organization: draft.copy.ofKind("Organization")[0],
      hex: context.hex,
      random: context.random,
      inviterUid: draft.actorUid,
      inviter: request.actor,
      at,
      target: context.name,
    },
  );
}

async function rememberPlan(connection: Connection, { planId, planDigest }: ApplyRequest, at: string): Promise<void> {
  if (planId === undefined) return;
  const sql = "INSERT INTO applied_plans (plan_id, plan_digest, applied_at) VALUES (?, ?, ?)";
  await connection.run(sql, [planId, planDigest, at]);
}

// The changes are kept by now, so nothing that goes wrong here may look as if they were not.
async function sendMails(context: StoreContext, invited: readonly string[]): Promise<readonly SentInvitation[]> {
  if (invited.length === 0) return [];
  try {
    return await deliverOutbox(context);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return invited.map((email) => ({ email, delivery: "failed", detail }));
  }
}

function refusedOutcome(
  { address, message }: Refusal,
  { changes }: ApplyRequest,
): Pick<Outcome, "failed" | "notAttempted"> {
  const position = changes.findIndex((change) => change.address === address);
  const others = changes.filter((_, index) => index !== position);
  return { failed: [{ address, reason: message }], notAttempted: others.map((change) => change.address) };
}
