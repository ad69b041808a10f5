import type { Reference } from "../../src/kinds/kind.ts";
import { formatAddress } from "../../src/model/address.ts";
import type { Change } from "../../src/model/change.ts";
import type { Entity, Facts } from "../../src/model/entity.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { LiveObject, Snapshot } from "../../src/model/live.ts";
import { snapshotDigest } from "../../src/targets/snapshot-digest.ts";
import type { ApplyRequest, Target } from "../../src/targets/target.ts";

/** An object as a test names it: by its title, a member by the part of the address before the `@`. */
export interface Draft {
  readonly kind: string;
  readonly project?: string;
  readonly fields: JsonObject;
  readonly facts?: Facts;
}

const shippedRoles = new Set(["Owner", "Admin", "Member", "Project Owner", "Project Member"]);

export function create(draft: Draft): Change {
  const after = toEntity(draft);
  const edits = Object.entries(draft.fields).map(([key, value]) => ({
    path: `/${key}`,
    before: undefined,
    after: value,
  }));
  return { ...nothing, address: after.address, kind: draft.kind, action: "create", edits, after };
}

/** An update of the live object that has the draft's name; with `uid` of any object. */
export function update(
  draft: Draft & { readonly uid?: string; readonly replaces?: boolean; readonly name?: string },
): Change {
  const after = toEntity(draft);
  const address = draft.name === undefined ? after.address : `${draft.kind}/${draft.name}`;
  const before = draft.uid === undefined ? undefined : { ...after, uid: draft.uid };
  const replaces = draft.replaces ?? false;
  return { ...nothing, address, kind: draft.kind, action: "update", replaces, before, after: { ...after, address } };
}

export function remove(address: string): Change {
  return { ...nothing, address, kind: address.slice(0, address.indexOf("/")), action: "delete" };
}

const nothing = {
  replaces: false,
  edits: [],
  before: undefined,
  after: undefined,
  source: undefined,
  requirements: [],
} as const;

function toEntity({ kind, project, fields, facts = {} }: Draft): Entity {
  const name = nameOf(fields);
  return { address: formatAddress({ kind, project, name }), kind, name, project, fields, facts, references: [] };
}

function nameOf({ title, email }: JsonObject): string {
  const text = [title, email].find((value) => typeof value === "string") ?? "";
  return text.replace(/@.*$/, "").toLowerCase().replaceAll(/\W+/g, "-");
}

/** What it takes to apply changes to a snapshot, on behalf of ada. */
export function requestFor(
  snapshot: Snapshot,
  changes: readonly Change[],
  rest: Partial<ApplyRequest> = {},
): ApplyRequest {
  const objects = new Map(snapshot.objects.map((object) => [object.uid, object]));
  const uids = new Map(snapshot.objects.map((object) => [addressOfLive(object, objects), object.uid]));
  return {
    readSet: { lineage: snapshot.lineage, serial: snapshot.serial, digest: snapshotDigest(snapshot) },
    founds: snapshot.lineage === "",
    planDigest: "sha256:plan",
    actor: "ada@acme.test",
    approvers: [],
    changes,
    uids,
    addressOf,
    lockTimeoutMs: 5000,
    ...rest,
  };
}

/** Reads, then applies: what a caller does when nothing happens in between. */
export async function applyTo(target: Target, changes: readonly Change[], rest: Partial<ApplyRequest> = {}) {
  return target.apply(requestFor(await target.read(), changes, rest));
}

function addressOf({ kind, name, role, path }: Reference, owner: Entity): string | undefined {
  if (role !== undefined && shippedRoles.has(name)) return undefined;
  const handle = role === undefined ? name : nameOf({ title: name });
  const project = kind === "Note" && path.length > 0 ? owner.project : undefined;
  return formatAddress({ kind, project, name: handle });
}

function addressOfLive({ kind, projectUid, fields }: LiveObject, objects: ReadonlyMap<string, LiveObject>): string {
  const project = objects.get(projectUid ?? "");
  return formatAddress({ kind, project: project && nameOf(project.fields), name: nameOf(fields) });
}

/** The live object with this title or e-mail. */
export function find(snapshot: Snapshot, kind: string, key: string): LiveObject {
  const found = snapshot.objects.find((object) => {
    return object.kind === kind && (object.fields["title"] === key || object.fields["email"] === key);
  });
  if (found === undefined) throw new Error(`${kind} ${key} is not live`);
  return found;
}

/** The changes that found an organization: ada owns it, and made its project. */
export const founding: readonly Change[] = [
  create({
    kind: "Member",
    fields: { email: "ada@acme.test", fullName: "Ada Lovelace", administrationRoles: ["Admin"] },
    facts: { status: "accepted" },
  }),
  create({ kind: "Organization", fields: { title: "Acme", owner: "ada" } }),
  create({
    kind: "Project",
    fields: {
      title: "Storefront",
      product: "personalize",
      members: [{ member: "ada", roles: ["Project Owner"] }],
    },
    facts: { seats: { ada: { status: "accepted" } } },
  }),
];

/** A new member, by the part of the address before the `@`. */
export function newMember(name: string, message?: string): Change {
  const fields = { email: `${name}@acme.test`, administrationRoles: ["Member"] };
  return create({ kind: "Member", fields: message === undefined ? fields : { ...fields, invitation: { message } } });
}

/** A new note in the storefront. */
export function newNote(title: string, fields: JsonObject = {}): Change {
  return create({ kind: "Note", project: "storefront", fields: { title, ...fields } });
}
