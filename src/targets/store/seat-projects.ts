import type { Entity } from "../../model/entity.ts";
import type { ApplyDraft } from "./apply-draft.ts";
import { listedMembers } from "./project-members.ts";

/**
 * Makes a project's seats follow its list: who stays keeps the seat as it is, who is new is invited unless the seat
 * counts as accepted, who is no longer listed loses it.
 */
export function seatProject(draft: ApplyDraft, projectUid: string, entity: Entity): void {
  const listed = listedMembers(entity.fields);
  if (listed === undefined) return;
  const handlesByUid = new Map(
    listed.map(({ member }, index) => {
      const reference = { kind: "Member", name: member, path: ["members", index, "member"] };
      return [draft.resolve(reference, entity), member];
    }),
  );
  for (const { memberUid } of draft.copy.seatsIn(projectUid)) {
    if (!handlesByUid.has(memberUid)) leave(draft, projectUid, memberUid);
  }
  for (const [memberUid, handle] of handlesByUid) {
    if (draft.copy.seat(projectUid, memberUid) === undefined) enter(draft, { projectUid, memberUid, handle, entity });
  }
}

/** Takes everybody's seat in a project away. */
export function removeProject(draft: ApplyDraft, projectUid: string): void {
  for (const { memberUid } of draft.copy.seatsIn(projectUid)) leave(draft, projectUid, memberUid);
}

function leave(draft: ApplyDraft, projectUid: string, memberUid: string): void {
  draft.copy.removeSeat({ projectUid, memberUid });
  draft.ended.push({ projectUid, memberUid });
}

interface Entering {
  readonly projectUid: string;
  readonly memberUid: string;
  readonly handle: string;
  readonly entity: Entity;
}

function enter(draft: ApplyDraft, { projectUid, memberUid, handle, entity }: Entering): void {
  const status = entity.facts.seats?.[handle]?.status ?? "pending";
  draft.copy.putSeat({ projectUid, memberUid, status, invitedBy: draft.actorUid });
  if (status === "pending") draft.invite(memberUid, projectUid);
}
