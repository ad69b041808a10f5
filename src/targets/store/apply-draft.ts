import type { Kind, Reference } from "../../kinds/kind.ts";
import { type Address, formatAddress } from "../../model/address.ts";
import type { Change } from "../../model/change.ts";
import type { Entity } from "../../model/entity.ts";
import type { AuditedAct } from "../audit-log.ts";
import type { ApplyRequest } from "../target.ts";
import type { Ended } from "./end-invitation.ts";
import { newUid } from "./new-uid.ts";
import type { HexSource } from "./random-hex.ts";
import { Refusal } from "./refusal.ts";
import { bodyText, type WorkingCopy } from "./working-copy.ts";

/** What an apply works with. */
export interface DraftMaterial {
  readonly copy: WorkingCopy;
  readonly request: ApplyRequest;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly hex: HexSource;
}

/** Everything that one apply will write, while it is worked out. */
export class ApplyDraft {
  readonly copy: WorkingCopy;
  readonly hex: HexSource;
  /** Uid of the person on whose behalf the changes are made; empty for somebody the organization does not know. */
  readonly actorUid: string;
  readonly notes: AuditedAct[] = [];
  readonly ended: Ended[] = [];
  /** What the inviter wrote, by member. */
  readonly messages = new Map<string, string>();
  readonly #material: DraftMaterial;
  readonly #madeUids: ReadonlyMap<Address, string>;
  readonly #invited = new Map<string, Set<string>>();

  constructor(material: DraftMaterial) {
    this.#material = material;
    this.copy = material.copy;
    this.hex = material.hex;
    // Known before the first change, so that two new objects may mention each other.
    this.#madeUids = uidsToMake(material);
    this.actorUid = this.#findActor();
  }

  kindOf({ kind, address }: Pick<Change, "kind" | "address">): Kind {
    const found = this.#material.kinds.get(kind);
    if (found === undefined) throw new Refusal(address, `the target knows no kind ${kind}`);
    return found;
  }

  /** The uid an object has, or gets in this apply. */
  uidAt(address: Address): string | undefined {
    return this.#madeUids.get(address) ?? this.#material.request.uids.get(address);
  }

  /** What the target stores for a mention of another object. */
  resolve(reference: Reference, owner: Entity): string {
    const address = this.#material.request.addressOf(reference, owner);
    if (address === undefined) return reference.name;
    const uid = this.uidAt(address);
    if (uid !== undefined) return uid;
    throw new Refusal(owner.address, `it refers to ${address}, which does not exist`);
  }

  projectUidOf({ project, address }: Entity): string {
    if (project === undefined) return "";
    const uid = this.uidAt(formatAddress({ kind: "Project", name: project }));
    if (uid === undefined) throw new Refusal(address, `its project ${project} does not exist`);
    return uid;
  }

  /** Notes that a person needs an invitation for a seat; the organization's is the empty text. */
  invite(memberUid: string, projectUid: string): void {
    this.#invited.set(memberUid, (this.#invited.get(memberUid) ?? new Set<string>()).add(projectUid));
  }

  /** The seats to invite people to: those that are still there, and still pending, after all changes. */
  get invited(): readonly (readonly [memberUid: string, projectUids: readonly string[]])[] {
    return [...this.#invited]
      .map(
        ([member, projects]) => [member, [...projects].filter((project) => this.#isPending(project, member))] as const,
      )
      .filter(([, projects]) => projects.length > 0);
  }

  #isPending(projectUid: string, memberUid: string): boolean {
    return this.copy.seat(projectUid, memberUid)?.status === "pending";
  }

  #findActor(): string {
    const { request } = this.#material;
    const email = request.actor.toLowerCase();
    const live = this.copy.ofKind("Member").find(({ body }) => bodyText(body, "email").toLowerCase() === email);
    if (live !== undefined) return live.uid;
    const made = request.changes.find(({ after, action, kind }) => {
      return action === "create" && kind === "Member" && bodyText(after?.fields, "email").toLowerCase() === email;
    });
    return made === undefined ? "" : (this.uidAt(made.address) ?? "");
  }
}

function uidsToMake({ request, hex }: DraftMaterial): ReadonlyMap<Address, string> {
  return new Map(
    request.changes.flatMap(({ action, address, after }) =>
      action === "create" && after !== undefined ? [[address, newUid(after, hex)] as const] : [],
    ),
  );
}
