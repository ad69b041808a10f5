import { compareText, textOf } from "./model/json.ts";
import type { State } from "./model/state.ts";
import { administrationRolesOf, isAccepted, projectsOf, productRolesOf, findSeat } from "./roles/holdings.ts";
import { describeRight, rightsBeyond, rightsOf } from "./roles/rights.ts";

/** What one person holds, and what that gives them. */
export interface PersonAccess {
  readonly member: string;
  readonly email: string;
  readonly status: "accepted" | "pending";
  readonly administrationRoles: readonly string[];
  readonly productRoles: Readonly<Record<string, readonly string[]>>;
  readonly projects: readonly ProjectAccess[];
  /** Effective rights, strongest only; empty while the person has not accepted. */
  readonly rights: readonly string[];
}

/** What a person holds in one project. */
export interface ProjectAccess {
  readonly project: string;
  readonly roles: readonly string[];
  readonly status: "accepted" | "pending";
}

/** The access of one member, or of all, sorted by handle. */
export function accessReport(state: State, member: string | undefined): readonly PersonAccess[] {
  return [...state.entitiesOf("Member")]
    .filter(({ name }) => member === undefined || name === member)
    .toSorted((one, other) => compareText(one.name, other.name))
    .map(({ name }) => accessOf(state, name));
}

function accessOf(state: State, member: string): PersonAccess {
  const entity = state.findMember(member);
  return {
    member,
    email: textOf(entity?.fields["email"]),
    status: isAccepted(entity) ? "accepted" : "pending",
    administrationRoles: administrationRolesOf(state, member),
    productRoles: productRolesIn(state, member),
    projects: projectsIn(state, member),
    rights: rightsBeyond(rightsOf(state, member, { acceptedOnly: true }), new Map()).map(describeRight),
  };
}

function productRolesIn(state: State, member: string): Readonly<Record<string, readonly string[]>> {
  const held = (["cms", "assets", "agentos"] as const).map(
    (product) => [product, productRolesOf(state, member, product)] as const,
  );
  return Object.fromEntries(held.filter(([, roles]) => roles.length > 0));
}

function projectsIn(state: State, member: string): readonly ProjectAccess[] {
  return projectsOf(state, member)
    .map((project) => {
      const seat = findSeat(project, member);
      return { project: project.name, roles: seat?.roles ?? [], status: seat?.status ?? "pending" };
    })
    .toSorted((one, other) => compareText(one.project, other.project));
}
