import type { Change } from "../../model/change.ts";
import type { Entity } from "../../model/entity.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { ApplyDraft } from "./apply-draft.ts";
import { encodeBody } from "./object-body.ts";
import { digestOf } from "./record-audit.ts";
import { Refusal } from "./refusal.ts";
import { removeMember, replaceMember, seatMember } from "./seat-members.ts";
import { removeProject, seatProject } from "./seat-projects.ts";
import type { StoredObject } from "./stored-state.ts";

/** Carries out one change in memory. Throws a Refusal when the change does not fit the organization. */
export function carryOutChange(draft: ApplyDraft, change: Change): void {
  switch (change.action) {
    case "create":
      return create(draft, change);
    case "update":
      return update(draft, change);
    case "delete":
      return remove(draft, change);
  }
}

function create(draft: ApplyDraft, change: Change): void {
  const entity = afterOf(change);
  const uid = draft.uidAt(change.address) ?? "";
  if (draft.copy.find(uid) !== undefined) throw new Refusal(change.address, "it is created twice");
  draft.copy.put({
    uid,
    kind: change.kind,
    projectUid: draft.projectUidOf(entity),
    createdBy: draft.actorUid,
    body: bodyOf(draft, change, undefined),
  });
  draft.notes.push({ action: "create", subject: change.address, uid, fields: entity.fields });
  keepMessage(draft, uid, entity);
  if (change.kind === "Member") seatMember(draft, uid, entity);
  if (change.kind === "Project") seatProject(draft, uid, entity);
}

function update(draft: ApplyDraft, change: Change): void {
  const entity = afterOf(change);
  const before = liveOf(draft, change);
  const isNewPerson = change.replaces && change.kind === "Member";
  const previous = change.replaces && !isNewPerson ? undefined : before.body;
  const stored = draft.copy.put({ ...before, body: bodyOf(draft, change, previous) });
  draft.notes.push({
    action: "update",
    subject: change.address,
    uid: before.uid,
    edits: change.edits,
    before: digestOf(before.text),
    after: digestOf(stored.text),
  });
  keepMessage(draft, before.uid, entity);
  if (isNewPerson) replaceMember(draft, before.uid, entity);
  if (change.kind === "Project") seatProject(draft, before.uid, entity);
}

function remove(draft: ApplyDraft, change: Change): void {
  const before = liveOf(draft, change);
  draft.copy.remove(before.uid);
  draft.notes.push({
    action: "delete",
    subject: change.address,
    uid: before.uid,
    fields: change.before?.fields ?? before.body,
    before: digestOf(before.text),
  });
  if (change.kind === "Member") removeMember(draft, before.uid);
  if (change.kind === "Project") removeProject(draft, before.uid);
}

function afterOf({ after, address }: Change): Entity {
  if (after === undefined) throw new Refusal(address, "the change does not say what the object will be");
  return after;
}

function liveOf(draft: ApplyDraft, { address, before }: Change): StoredObject {
  const found = draft.copy.find(before?.uid ?? draft.uidAt(address) ?? "");
  if (found === undefined) throw new Refusal(address, "it does not exist any more");
  return found;
}

function bodyOf(draft: ApplyDraft, change: Change, previous: JsonObject | undefined): JsonObject {
  const kind = draft.kindOf(change);
  const entity = afterOf(change);
  const fields = kind.mapReferences(entity.fields, (reference) => draft.resolve(reference, entity));
  return encodeBody(kind, fields, { previous, newUid: () => draft.hex(24) });
}

function keepMessage(draft: ApplyDraft, uid: string, { fields }: Entity): void {
  const invitation = fields["invitation"];
  const message = isJsonObject(invitation) ? invitation["message"] : undefined;
  if (typeof message === "string") draft.messages.set(uid, message);
}
