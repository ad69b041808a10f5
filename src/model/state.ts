import { type Address, formatAddress } from "./address.ts";
import type { Entity } from "./entity.ts";
import { textOf } from "./json.ts";

/**
 * An organization at one moment: its objects by address, with the questions that decisions and guards ask answered
 * without walking over all of it. Declared and live states are both this type.
 */
export class State {
  readonly #byAddress = new Map<Address, Entity>();
  readonly #byKind = new Map<string, Map<Address, Entity>>();
  readonly #countInProject = new Map<string, number>();
  readonly #rolesByMention = new Map<string, Map<Address, Entity>>();
  readonly #referrers = new Map<Address, Set<Address>>();

  constructor(entities: Iterable<Entity> = []) {
    for (const entity of entities) this.replace(entity.address, entity);
  }

  /** A copy that can change on its own. */
  fork(): State {
    return new State(this.#byAddress.values());
  }

  get size(): number {
    return this.#byAddress.size;
  }

  find(address: Address): Entity | undefined {
    return this.#byAddress.get(address);
  }

  has(address: Address): boolean {
    return this.#byAddress.has(address);
  }

  entities(): Iterable<Entity> {
    return this.#byAddress.values();
  }

  entitiesOf(kind: string): Iterable<Entity> {
    return this.#byKind.get(kind)?.values() ?? [];
  }

  countOf(kind: string): number {
    return this.#byKind.get(kind)?.size ?? 0;
  }

  /** How many objects of a kind a project holds. */
  countInProject(kind: string, project: string): number {
    return this.#countInProject.get(`${kind}/${project}`) ?? 0;
  }

  /** Addresses of the objects whose fields refer to this one. */
  referrersOf(address: Address): ReadonlySet<Address> {
    return this.#referrers.get(address) ?? noAddresses;
  }

  /** The organization itself; absent in an empty target. */
  findOrganization(): Entity | undefined {
    for (const entity of this.entitiesOf("Organization")) return entity;
    return undefined;
  }

  findMember(name: string): Entity | undefined {
    return this.find(formatAddress({ kind: "Member", name }));
  }

  findProject(name: string): Entity | undefined {
    return this.find(formatAddress({ kind: "Project", name }));
  }

  /** The custom role that a title means in its place: one product, and one project where the level is the project. */
  findRole(mention: RoleMention): Entity | undefined {
    for (const role of this.#rolesByMention.get(mentionKey(mention))?.values() ?? []) return role;
    return undefined;
  }

  /**
   * Puts an object in its place, or takes it away, and gives what stood there, so that the step can be taken back.
   * Only the walk over a plan's steps uses it, on a copy of its own.
   */
  replace(address: Address, entity: Entity | undefined): Entity | undefined {
    const former = this.#byAddress.get(address);
    if (former !== undefined) this.#forget(former);
    if (entity !== undefined) this.#remember(entity);
    return former;
  }

  #remember(entity: Entity): void {
    this.#byAddress.set(entity.address, entity);
    getOrMake(this.#byKind, entity.kind, () => new Map()).set(entity.address, entity);
    if (entity.kind === "Role") this.#mentioned(entity).set(entity.address, entity);
    this.#count(entity, 1);
    for (const target of entity.references) {
      getOrMake(this.#referrers, target, () => new Set<Address>()).add(entity.address);
    }
  }

  #forget(entity: Entity): void {
    this.#byAddress.delete(entity.address);
    this.#byKind.get(entity.kind)?.delete(entity.address);
    if (entity.kind === "Role") this.#mentioned(entity).delete(entity.address);
    this.#count(entity, -1);
    for (const target of entity.references) this.#referrers.get(target)?.delete(entity.address);
  }

  #mentioned({ fields, facts }: Entity): Map<Address, Entity> {
    const [product, level, project] = [textOf(fields["product"]), textOf(fields["level"]), textOf(fields["project"])];
    const title = facts.mentionedAs ?? textOf(fields["title"]);
    return getOrMake(
      this.#rolesByMention,
      mentionKey({ title, product, level, project }),
      () => new Map<Address, Entity>(),
    );
  }

  #count(entity: Entity, by: number): void {
    if (entity.project === undefined) return;
    const key = `${entity.kind}/${entity.project}`;
    this.#countInProject.set(key, (this.#countInProject.get(key) ?? 0) + by);
  }
}

/** How people's roles mention a custom role. */
interface RoleMention {
  readonly title: string;
  readonly product: string;
  readonly level: string;
  readonly project?: string | undefined;
}

function mentionKey({ product, level, project = "", title }: RoleMention): string {
  return [product, level, project, title].join("\n");
}

const noAddresses: ReadonlySet<Address> = new Set();

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
