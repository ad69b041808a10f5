import type { Entity } from "../model/entity.ts";
import { canonicalJson, compareText, isJsonObject, type Json } from "../model/json.ts";
import type { Level, Product } from "../model/product.ts";
import type { State } from "../model/state.ts";
import { administrationRolesOf, findSeat, isAccepted, productOf, productRolesOf, projectsOf } from "./holdings.ts";
import { rulePartsOf } from "./rule-parts.ts";
import { findShippedRole } from "./shipped-roles.ts";

/** A role in the place where it holds. */
export interface ScopedRole {
  readonly title: string;
  readonly product: Product;
  readonly level: Level;
  /** Handle of the project; absent at product level. */
  readonly project?: string | undefined;
}

/** Something a person may do, at the grain at which rights are compared. */
export interface Right {
  readonly role: ScopedRole;
  /** One rule of a custom role; absent for the role itself. */
  readonly rule?: string | undefined;
  /** Whether its holder decides about other people's access. */
  readonly administers: boolean;
}

/** A person's rights: the union of their roles and of all these include, by a text that identifies each right. */
export type Rights = ReadonlyMap<string, Right>;

/** Which seats count. */
export interface SeatChoice {
  readonly acceptedOnly: boolean;
  /** Handles of the projects to look at; all of them when absent. */
  readonly projects?: readonly string[] | undefined;
}

/**
 * Every right a member has, or would have once pending invitations are accepted. Rights are sets, not ranks: two people's
 * rights may be incomparable.
 */
export function rightsOf(state: State, member: string, options: SeatChoice): Rights {
  const rights = new Map<string, Right>();
  const entity = state.findMember(member);
  // Who is not in the organization has nothing, whatever a project may still list.
  if (entity === undefined || (options.acceptedOnly && !isAccepted(entity))) return rights;
  for (const role of rolesHeld(state, member, options)) addRole({ rights, state }, role);
  return rights;
}

/** The roles a member holds everywhere, as listed: nothing that these include. */
export function rolesHeld(state: State, member: string, options: SeatChoice): readonly ScopedRole[] {
  // Whoever has left the organization may still be mentioned by a project until that is written anew.
  if (state.findMember(member) === undefined) return [];
  const administration = administrationRolesOf(state, member).map((title) => atProduct("administration", title));
  const products = (["cms", "assets", "agentos"] as const).flatMap((product) =>
    productRolesOf(state, member, product).map((title) => atProduct(product, title)),
  );
  const projects = projectsOf(state, member, options.projects).flatMap((project) =>
    rolesInProject(project, member, options),
  );
  return [...administration, ...products, ...projects];
}

/** Whether holding one role gives another too: it is the same, or includes it directly or through others. */
export function includesRole(state: State, holder: ScopedRole, other: ScopedRole): boolean {
  const rights = new Map<string, Right>();
  addRole({ rights, state }, holder);
  return rights.has(keyOf(other)) || (holderIncludesCustom(holder, other) && isCustom(other));
}

/** Rights in `one` that `other` lacks, leaving out what another of them already says. Sorted. */
export function rightsBeyond(one: Rights, other: Rights): readonly Right[] {
  const beyond = new Map([...one].filter(([key, right]) => !covers(other, key, right)));
  const implied = new Set([...beyond.values()].flatMap((right) => impliedKeys(right)));
  return [...beyond]
    .filter(([key, right]) => !implied.has(key) && !isImplied(beyond, right))
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([, right]) => right);
}

// A custom role says all of its rules; an administrator's seat says every Personalize project.
function isImplied(rights: Rights, { role, rule }: Right): boolean {
  if (rule !== undefined && rights.has(keyOf(role))) return true;
  return role.product === "personalize" && administers(rights);
}

function covers(rights: Rights, key: string, right: Right): boolean {
  return rights.has(key) || (right.role.product === "personalize" && administers(rights));
}

// Owner and Admin have full access to every Personalize project without being listed ("User Permissions").
function administers(rights: Rights): boolean {
  return (
    rights.has(keyOf(atProduct("administration", "Owner"))) || rights.has(keyOf(atProduct("administration", "Admin")))
  );
}

/** A right as people read it: `Project Owner of storefront`, `Admin of the organization`. */
export function describeRight({ role, rule }: Right): string {
  const place = role.project ?? (role.product === "administration" ? "the organization" : productNames[role.product]);
  return rule === undefined ? `${role.title} of ${place}` : `a rule of ${role.title} of ${place}: ${rule}`;
}

const productNames: Readonly<Record<Product, string>> = {
  administration: "the organization",
  cms: "CMS",
  assets: "Assets",
  agentos: "AgentOS",
  personalize: "Personalize",
};

interface Gathering {
  readonly rights: Map<string, Right>;
  readonly state: State;
}

function addRole(into: Gathering, role: ScopedRole): void {
  const key = keyOf(role);
  if (into.rights.has(key)) return;
  const shipped = findShippedRole(role.product, role.level, role.title);
  into.rights.set(key, {
    role,
    administers: shipped?.administers ?? partsOf(into, role).some((rule) => managesPeople(role, rule)),
  });
  for (const title of shipped?.includes ?? []) addRole(into, { ...role, title });
  if (shipped === undefined) addRules(into, role);
}

function addRules(into: Gathering, role: ScopedRole): void {
  for (const rule of partsOf(into, role)) {
    const text = canonicalJson(rule);
    into.rights.set(`${keyOf(role)}\n${text}`, { role, rule: text, administers: managesPeople(role, rule) });
  }
}

function partsOf({ state }: Gathering, role: ScopedRole): readonly Json[] {
  return rulePartsOf(state.findRole(role));
}

// A custom Administration role that manages people or roles is a privileged seat ("Create Custom Roles", categories).
function managesPeople(role: ScopedRole, rule: Json): boolean {
  const category = isJsonObject(rule) ? rule["category"] : undefined;
  return role.product === "administration" && typeof category === "string" && peopleCategories.has(category);
}

const peopleCategories: ReadonlySet<string> = new Set(["Users", "Roles", "Teams", "SSO", "SCIM"]);

function holderIncludesCustom(holder: ScopedRole, other: ScopedRole): boolean {
  const shipped = findShippedRole(holder.product, holder.level, holder.title);
  const samePlace =
    holder.product === other.product && holder.level === other.level && holder.project === other.project;
  return samePlace && (shipped?.includesCustom ?? false);
}

function isCustom(role: ScopedRole): boolean {
  return findShippedRole(role.product, role.level, role.title) === undefined;
}

function rolesInProject(
  project: Entity,
  member: string,
  { acceptedOnly }: { acceptedOnly: boolean },
): readonly ScopedRole[] {
  const seat = findSeat(project, member);
  if (seat === undefined || (acceptedOnly && seat.status !== "accepted")) return [];
  return seat.roles.map((title) => ({ title, product: productOf(project), level: "project", project: project.name }));
}

function impliedKeys({ role, rule }: Right): readonly string[] {
  if (rule !== undefined) return [];
  const shipped = findShippedRole(role.product, role.level, role.title);
  return (shipped?.includes ?? []).map((title) => keyOf({ ...role, title }));
}

function atProduct(product: Product, title: string): ScopedRole {
  return { title, product, level: "product" };
}

function keyOf({ product, level, project, title }: ScopedRole): string {
  return [product, level, project ?? "", title].join("\n");
}
