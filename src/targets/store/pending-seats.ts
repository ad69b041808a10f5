import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { InvitedPerson } from "../invitations.ts";
import type { StoredObject } from "./stored-state.ts";
import { bodyText, type WorkingCopy } from "./working-copy.ts";

/** A person and the seats that wait for their answer. */
export interface PendingPerson {
  readonly member: StoredObject;
  /** The organization is the empty text. Never empty itself. */
  readonly projectUids: readonly string[];
}

/** The pending seats that somebody means. Throws the Failure `invitation-unknown` when there are none. */
export function findPendingSeats(copy: WorkingCopy, { email, project }: InvitedPerson): PendingPerson {
  const member = findMember(copy, email);
  const pending = member === undefined ? [] : copy.seatsOf(member.uid).filter(({ status }) => status === "pending");
  const projectUids = pending.map(({ projectUid }) => projectUid).filter((uid) => isMeant(copy, uid, project));
  if (member !== undefined && projectUids.length > 0) return { member, projectUids: projectUids.toSorted() };
  throw new Failure("invitation-unknown", exitCodes.usage, { email, project });
}

/** The member with an e-mail, in whatever case it is written. */
export function findMember(copy: WorkingCopy, email: string): StoredObject | undefined {
  const wanted = email.toLowerCase();
  return copy.ofKind("Member").find(({ body }) => bodyText(body, "email").toLowerCase() === wanted);
}

function isMeant(copy: WorkingCopy, projectUid: string, project: string | undefined): boolean {
  if (project === undefined) return true;
  return projectUid !== "" && (projectUid === project || bodyText(copy.find(projectUid)?.body, "title") === project);
}
