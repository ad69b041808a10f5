import { formatAddress, parseAddress } from "../model/address.ts";
import type { Entity, Seat } from "../model/entity.ts";
import type { Json } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import type { Product } from "../model/product.ts";
import type { State } from "../model/state.ts";
import { ownerTitleOf } from "./shipped-roles.ts";

/** Whether the member is the organization's Owner. */
export function isOwner(state: State, member: string): boolean {
  return state.findOrganization()?.fields["owner"] === member;
}

/** Whether the member has accepted their invitation. An unknown status counts as pending. */
export function isAccepted(entity: Entity | undefined): boolean {
  return entity?.facts.status === "accepted";
}

/** Titles of the Administration roles a member holds, Owner first. Says nothing about acceptance. */
export function administrationRolesOf(state: State, member: string): readonly string[] {
  const entity = state.findMember(member);
  if (entity === undefined) return [];
  const listed = textsIn(entity.fields["administrationRoles"]);
  return isOwner(state, member) ? ["Owner", ...listed] : listed;
}

/** Titles of the product roles a member holds in one product. */
export function productRolesOf(state: State, member: string, product: Product): readonly string[] {
  const roles = state.findMember(member)?.fields["productRoles"];
  return isJsonObject(roles) ? textsIn(roles[product]) : [];
}

/** A person's place in a project, with the roles it gives. */
export interface HeldSeat extends Seat {
  readonly roles: readonly string[];
}

/** The place of a member in a project: what is listed, or the seat of the one who created it. */
export function findSeat(project: Entity, member: string): HeldSeat | undefined {
  return seatsOf(project).get(member);
}

/** Every seat of a project by member handle. */
export function seatsOf(project: Entity): ReadonlyMap<string, HeldSeat> {
  const known = seatsByProject.get(project);
  if (known !== undefined) return known;
  const seats = readSeats(project);
  seatsByProject.set(project, seats);
  return seats;
}

/** The projects a member has a seat in; where projects are named, only those among them. */
export function projectsOf(state: State, member: string, named?: readonly string[]): readonly Entity[] {
  const referrers = state.referrersOf(formatAddress({ kind: "Member", name: member }));
  const addresses = named?.map((name) => formatAddress({ kind: "Project", name })).filter((one) => referrers.has(one));
  const projects: Entity[] = [];
  for (const address of addresses ?? referrers) {
    const project = parseAddress(address)?.kind === "Project" ? state.find(address) : undefined;
    if (project !== undefined && findSeat(project, member) !== undefined) projects.push(project);
  }
  return projects;
}

/** The product a project belongs to. */
export function productOf(project: Entity): Product {
  // The schema of Project allows these values only, and every target's reader is held to it.
  return project.fields["product"] as Product;
}

/** The texts of a list, whatever else stands in it. */
export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

// An entity never changes, so what is read from it may be kept as long as the entity is.
const seatsByProject = new WeakMap<Entity, ReadonlyMap<string, HeldSeat>>();

function readSeats(project: Entity): ReadonlyMap<string, HeldSeat> {
  const members = project.fields["members"];
  const seats = new Map<string, HeldSeat>();
  for (const entry of Array.isArray(members) ? members : []) {
    if (!isJsonObject(entry) || typeof entry["member"] !== "string") continue;
    const seat = project.facts.seats?.[entry["member"]];
    seats.set(entry["member"], {
      status: seat?.status ?? "pending",
      invitedBy: seat?.invitedBy,
      roles: textsIn(entry["roles"]),
    });
  }
  return withCreator(project, seats);
}

function withCreator(project: Entity, seats: Map<string, HeldSeat>): ReadonlyMap<string, HeldSeat> {
  const { createdBy } = project.facts;
  const title = ownerTitleOf(productOf(project));
  if (title === undefined || createdBy === undefined) return seats;
  const listed = seats.get(createdBy)?.roles ?? [];
  return seats.set(createdBy, { status: "accepted", roles: [title, ...listed] });
}
