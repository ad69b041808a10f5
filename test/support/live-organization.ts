import { kindsByName } from "../../src/kinds/index.ts";
import type { Reference } from "../../src/kinds/kind.ts";
import type { SeatStatus } from "../../src/model/entity.ts";
import { type JsonObject, textOf } from "../../src/model/json.ts";
import type { LiveFacts, LiveObject, Snapshot } from "../../src/model/live.ts";
import { findShippedRole } from "../../src/roles/shipped-roles.ts";
import { identityOf, type Manifest } from "./manifests.ts";

/** What a live organization knows beyond what manifests say. People are handles. */
export interface LiveDetails {
  /** People who have not accepted their invitation to the organization. */
  readonly pending?: readonly string[];
  /** Seats that have not been accepted, as `project/member`. */
  readonly pendingSeats?: readonly string[];
  /** Who added whom, by `project/member`; everybody else was added by nobody in particular. */
  readonly invitedBy?: Readonly<Record<string, string>>;
  /** Who made an object, by address. Projects without an entry were made by nobody who is still there. */
  readonly createdBy?: Readonly<Record<string, string>>;
}

/** The organization these manifests describe, as a target would hold it: uids, accepted people, and no handles. */
export function liveFrom(manifests: readonly Manifest[], details: LiveDetails = {}): Snapshot {
  const objects = manifests.map((one) => liveObject(one, manifests, details));
  const sorted = objects.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
  return { target: "sqlite:test.db", lineage: "test", serial: 1, objects: sorted };
}

/** A target that holds no organization. */
export const emptyTarget: Snapshot = { target: "sqlite:test.db", lineage: "", serial: 0, objects: [] };

/** The uid an object made by `liveFrom` has. */
export function uidOf(address: string): string {
  return address.replaceAll(/[/-]/g, "_");
}

function sortKey({ kind, projectUid = "", uid }: LiveObject): string {
  return [kind, projectUid, uid].join("\n");
}

function liveObject(one: Manifest, all: readonly Manifest[], details: LiveDetails): LiveObject {
  const kind = kindsByName.get(one.kind);
  if (kind === undefined) throw new Error(`no kind ${one.kind}`);
  const completed = kind.complete(one.spec, undefined);
  const { invitation: _, ...stored } = kind.mapReferences(completed, (reference) => liveName(reference, one, all));
  const { project } = one.metadata;
  return {
    kind: one.kind,
    uid: one.metadata["uid"] === undefined ? uidOf(identityOf(one)) : textOf(one.metadata["uid"]),
    ...(project !== undefined && { projectUid: uidOf(`Project/${project}`) }),
    fields: stored,
    facts: factsOf(one, stored, details),
  };
}

function liveName({ kind, name, project, role }: Reference, one: Manifest, all: readonly Manifest[]): string {
  if (role !== undefined) {
    const custom = all.find(({ kind: other, spec, metadata }) => {
      const inPlace = role.level === "product" || spec["project"] === one.metadata.name;
      return (
        other === "Role" &&
        spec["title"] === name &&
        spec["product"] === role.product &&
        spec["level"] === role.level &&
        inPlace &&
        metadata.name !== ""
      );
    });
    if (custom !== undefined) return uidOf(identityOf(custom));
    if (findShippedRole(role.product, role.level, name) !== undefined) return name;
    throw new Error(`nobody declares the role ${name}`);
  }
  const ownProject = one.kind === "Project" ? one.metadata.name : one.metadata.project;
  const inProject = ["Member", "Project", "Role", "Organization"].includes(kind) ? undefined : (project ?? ownProject);
  return uidOf([kind, inProject, name].filter((part) => part !== undefined).join("/"));
}

function factsOf(one: Manifest, stored: JsonObject, details: LiveDetails): LiveFacts {
  const made = details.createdBy?.[identityOf(one)];
  const createdBy = made === undefined ? {} : { createdBy: uidOf(`Member/${made}`) };
  if (one.kind === "Member") {
    const isPending = details.pending?.includes(one.metadata.name) ?? false;
    return { status: isPending ? "pending" : "accepted", ...createdBy };
  }
  return one.kind === "Project" ? { seats: seatsOf(one, stored, details), ...createdBy } : createdBy;
}

function seatsOf(
  { spec, metadata }: Manifest,
  stored: JsonObject,
  details: LiveDetails,
): NonNullable<LiveFacts["seats"]> {
  const declared = (spec["members"] ?? []) as readonly { readonly member: string }[];
  const uids = (stored["members"] ?? []) as readonly { readonly member: string }[];
  return Object.fromEntries(
    declared.map(({ member }, index) => {
      const seat = `${metadata.name}/${member}`;
      const status: SeatStatus = details.pendingSeats?.includes(seat) === true ? "pending" : "accepted";
      const inviter = details.invitedBy?.[seat];
      return [
        uids[index]?.member ?? "",
        inviter === undefined ? { status } : { status, invitedBy: uidOf(`Member/${inviter}`) },
      ];
    }),
  );
}
