import type { Entity } from "../../model/entity.ts";
import { isMailAddress } from "../mail/mail-address.ts";
import type { ApplyDraft } from "./apply-draft.ts";
import { withoutMember } from "./project-members.ts";
import { Refusal } from "./refusal.ts";
import { bodyText } from "./working-copy.ts";

const organization = "";

/** Gives a new member a seat in the organization, and an invitation unless the seat counts as accepted. */
export function seatMember(draft: ApplyDraft, memberUid: string, entity: Entity): void {
  const status = entity.facts.status ?? "pending";
  draft.copy.putSeat({ projectUid: organization, memberUid, status, invitedBy: draft.actorUid });
  if (status === "accepted") return;
  assertReachable(entity);
  draft.invite(memberUid, organization);
}

/** Hands a seat to another person: nothing is accepted any more, and the new address is invited to all of it. */
export function replaceMember(draft: ApplyDraft, memberUid: string, entity: Entity): void {
  assertReachable(entity);
  draft.ended.push({ memberUid });
  for (const { projectUid } of draft.copy.seatsOf(memberUid)) {
    draft.copy.putSeat({ projectUid, memberUid, status: "pending", invitedBy: draft.actorUid });
    draft.invite(memberUid, projectUid);
  }
}

/** Takes all of a person's seats away, and their place in every project's list. */
export function removeMember(draft: Pick<ApplyDraft, "copy" | "ended">, memberUid: string): void {
  draft.ended.push({ memberUid });
  for (const seat of draft.copy.seatsOf(memberUid)) {
    draft.copy.removeSeat(seat);
    const project = draft.copy.find(seat.projectUid);
    if (project !== undefined) draft.copy.put({ ...project, body: withoutMember(project.body, memberUid) });
  }
}

// The schema allows only what mail servers take, but this is the last place before an address becomes a header.
function assertReachable({ address, fields }: Entity): void {
  const email = bodyText(fields, "email");
  if (!isMailAddress(email)) throw new Refusal(address, "no mail can be sent to its address");
}
