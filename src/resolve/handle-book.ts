import type { Kind, Reference } from "../kinds/kind.ts";
import { type Address, formatAddress, parseAddress } from "../model/address.ts";
import { type Json, type JsonObject, textOf } from "../model/json.ts";
import type { LiveObject } from "../model/live.ts";
import type { Level, Product } from "../model/product.ts";
import { slug } from "../model/slug.ts";
import { findShippedRole } from "../roles/shipped-roles.ts";

/** What every live object is called in manifests and plans: uids to handles, for the length of one run. */
export class HandleBook {
  readonly #objects: ReadonlyMap<string, LiveObject>;
  readonly #handleByUid = new Map<string, string>();
  readonly #titles = new Map<string, string>();
  readonly #taken = new Set<Address>();
  readonly #lastCounts = new Map<Address, number>();

  constructor(objects: readonly LiveObject[]) {
    this.#objects = new Map(objects.map((object) => [object.uid, object]));
  }

  /** Keeps a declared address from being given to an undeclared live object. */
  reserve(address: Address): void {
    this.#taken.add(address);
  }

  /** Calls a live object by the handle of the declaration that means it. */
  give({ uid, kind }: LiveObject, address: Address, title?: Json): void {
    this.reserve(address);
    this.#handleByUid.set(uid, parseAddress(address)?.name ?? uid);
    // A custom role is mentioned by its title: while a plan renames it, by the declared one.
    if (kind === "Role" && typeof title === "string") this.#titles.set(uid, title);
  }

  isNamed(uid: string): boolean {
    return this.#handleByUid.has(uid);
  }

  /** The handle of a live object; its uid while it has none. */
  nameOf(uid: string): string {
    return this.#handleByUid.get(uid) ?? uid;
  }

  /** The live object a uid belongs to. */
  objectOf(uid: string): LiveObject | undefined {
    return this.#objects.get(uid);
  }

  projectOf({ projectUid }: LiveObject): string | undefined {
    return projectUid === undefined ? undefined : this.nameOf(projectUid);
  }

  addressOf(object: LiveObject): Address {
    return formatAddress({ kind: object.kind, project: this.projectOf(object), name: this.nameOf(object.uid) });
  }

  /** Makes handles for the objects nobody declares, in a stable order, from what people call them. */
  nameTheRest(objects: readonly LiveObject[]): void {
    for (const object of objects) {
      if (!this.isNamed(object.uid)) this.give(object, this.#freeAddress(object));
    }
  }

  // Nothing that is taken is ever free again, so many objects of one title need not all start to count from 1.
  #freeAddress(object: LiveObject): Address {
    const parts = { kind: object.kind, project: this.projectOf(object), name: slugOf(object) };
    const wanted = formatAddress(parts);
    let count = this.#lastCounts.get(wanted) ?? 1;
    let address = count === 1 ? wanted : formatAddress({ ...parts, name: `${parts.name}-${count}` });
    while (this.#taken.has(address)) {
      count += 1;
      address = formatAddress({ ...parts, name: `${parts.name}-${count}` });
    }
    this.#lastCounts.set(wanted, count);
    return address;
  }

  /** A live object's fields with handles in place of uids, and titles in place of custom roles' uids. */
  withHandles(kind: Kind, object: LiveObject): JsonObject {
    return kind.mapReferences(object.fields, (reference) => this.#translate(reference));
  }

  #translate({ role, name }: Reference): string {
    if (role === undefined) return this.nameOf(name);
    const custom = this.#objects.get(name);
    return custom === undefined ? name : this.roleTitleOf(custom);
  }

  /** The title a custom role is mentioned by: the declared one when a plan renames it. */
  roleTitleOf({ uid, fields }: Pick<LiveObject, "uid" | "fields">): string {
    return this.#titles.get(uid) ?? customTitle(fields);
  }
}

// A live custom role that is called like a shipped one must not give the shipped one's rights.
function customTitle({ title, product, level }: JsonObject): string {
  const shipped = findShippedRole(product as Product, level as Level, textOf(title));
  return shipped === undefined ? textOf(title) : `${textOf(title)} (custom)`;
}

function slugOf({ fields, uid }: LiveObject): string {
  const email = fields["email"];
  const text = typeof email === "string" ? email.replace(/@.*$/, "") : textOf(fields["title"] ?? fields["key"] ?? uid);
  return slug(text, uid.toLowerCase());
}
