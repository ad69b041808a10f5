import type { AuditedAct } from "../audit-log.ts";
import type { InvitedPerson, InvitedProject, RevokedInvitation } from "../invitations.ts";
import type { Connection } from "./driver.ts";
import { type Ended, endInvitations } from "./end-invitation.ts";
import { findPendingSeats, type PendingPerson } from "./pending-seats.ts";
import { withoutMember } from "./project-members.ts";
import { recordAudit } from "./record-audit.ts";
import { removeMember } from "./seat-members.ts";
import { changeStore } from "./store-access.ts";
import type { StoreContext } from "./store-context.ts";
import { readState } from "./stored-state.ts";
import { bodyText, WorkingCopy } from "./working-copy.ts";
import { writeChanges } from "./write-changes.ts";

/** Takes a person's pending seats away; a person who is not in the organization yet leaves it whole. */
export async function revokeInvitation(context: StoreContext, person: InvitedPerson): Promise<RevokedInvitation> {
  return changeStore(context, async (connection) => {
    const copy = new WorkingCopy(await readState(connection));
    const pending = findPendingSeats(copy, person);
    const answer = describe(copy, pending);
    await writeRevocation(connection, copy, pending);
    const { uid } = pending.member;
    const note: AuditedAct = { action: "revoke", subject: answer.email, uid, seats: pending.projectUids };
    await recordAudit(connection, [note], { at: context.now().toISOString(), actor: person.actor, approvers: [] });
    return answer;
  });
}

function describe(copy: WorkingCopy, { member, projectUids }: PendingPerson): RevokedInvitation {
  const projects: readonly InvitedProject[] = projectUids
    .filter((uid) => uid !== "")
    .map((uid) => ({ uid, title: bodyText(copy.find(uid)?.body, "title") }));
  return { email: bodyText(member.body, "email"), organization: projectUids.includes(""), projects };
}

async function writeRevocation(
  connection: Connection,
  copy: WorkingCopy,
  { member, projectUids }: PendingPerson,
): Promise<void> {
  const ended: Ended[] = [];
  if (projectUids.includes("")) {
    copy.remove(member.uid);
    removeMember({ copy, ended }, member.uid);
  } else {
    for (const projectUid of projectUids) leave(copy, projectUid, member.uid);
    ended.push(...projectUids.map((projectUid) => ({ memberUid: member.uid, projectUid })));
  }
  await writeChanges(connection, copy);
  await endInvitations(connection, ended);
}

function leave(copy: WorkingCopy, projectUid: string, memberUid: string): void {
  copy.removeSeat({ projectUid, memberUid });
  const project = copy.find(projectUid);
  if (project !== undefined) copy.put({ ...project, body: withoutMember(project.body, memberUid) });
}
