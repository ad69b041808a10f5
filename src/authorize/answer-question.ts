import type { Requirement } from "../model/change.ts";
import type { MessageArguments } from "../model/diagnostic.ts";
import type { Entity } from "../model/entity.ts";
import type { Product } from "../model/product.ts";
import type { State } from "../model/state.ts";
import {
  administrationRolesOf,
  findSeat,
  isAccepted,
  productOf,
  productRolesOf,
  projectsOf,
} from "../roles/holdings.ts";
import { type Holder, organizationTable, type PermissionTable, tableByProduct } from "../roles/permission-tables.ts";
import { mayGrant } from "./may-grant.ts";

/** Does this member hold this permission in this state? */
export interface Question {
  readonly state: State;
  /** Handle of the member. */
  readonly member: string;
  readonly requirement: Requirement;
}

/** Yes with the role that gives it, or no with the reason. Anything unknown is a no. */
export interface Answer {
  readonly holds: boolean;
  readonly rule: string;
  /** The role that gave the right; when none did, the roles that were looked at. */
  readonly role?: string | undefined;
  readonly code: string;
  readonly args: MessageArguments;
}

/** Answers from the role tables alone: no cache, no default but no. */
export function answerQuestion(question: Question): Answer {
  const { state, member, requirement } = question;
  const project = requirement.project === undefined ? undefined : state.findProject(requirement.project);
  const table = tableFor(requirement, project);
  const no = (code: string, args: MessageArguments = {}): Answer => deny(question, table.rule, { code, args });
  if (state.findMember(member) === undefined) return no("actor-unknown");
  if (!isAccepted(state.findMember(member))) return no("actor-pending", { member });
  const needsProject = requirement.project !== undefined && requirement.product === undefined;
  if (needsProject && project === undefined) return no("project-unknown", { project: requirement.project });
  // Only the table's own rows: a permission named like something every object has is unknown too.
  const holders = Object.hasOwn(table.rows, requirement.permission) ? table.rows[requirement.permission] : undefined;
  if (holders === undefined) return no("permission-unknown", { permission: requirement.permission });
  return firstHolder(question, table, holders);
}

function tableFor(requirement: Requirement, project: Entity | undefined): PermissionTable {
  if (requirement.product !== undefined) return tableByProduct[requirement.product];
  return project === undefined ? organizationTable : tableByProduct[productOf(project)];
}

function firstHolder(question: Question, table: PermissionTable, holders: readonly Holder[]): Answer {
  const holds = (holder: Holder): boolean => holdsRole(question, holder);
  const reaches = (holder: Holder): boolean => isWithinLimit(question, holder);
  const giving = holders.find((holder) => holds(holder) && reaches(holder) && mayGrant(question, holder));
  if (giving !== undefined) return allow(question, table.rule, giving);
  const { grants, permission } = question.requirement;
  const held = holders.filter(holds);
  if (held.some(reaches)) return deny(question, table.rule, { code: "grant-beyond-own", args: { role: grants } });
  const [limited] = held;
  if (limited === undefined) return deny(question, table.rule, { code: "role-lacks", args: { permission } });
  const code = limited.only === "added" ? "only-those-they-added" : "only-those-they-created";
  return deny(question, table.rule, { code, args: { role: limited.title, permission } });
}

function holdsRole({ state, member, requirement }: Question, { level, title }: Holder): boolean {
  const project = state.findProject(requirement.project ?? "");
  switch (level) {
    case "organization":
      return administrationRolesOf(state, member).includes(title);
    case "product":
      return holdsProductRole({ state, member, title }, project, requirement.product);
    case "project":
      return project !== undefined && holdsInProject(project, member, title);
    case "any-project":
      return projectsOf(state, member).some(
        (one) => productOf(one) === requirement.product && holdsInProject(one, member, title),
      );
  }
}

// A product role counts in the projects its holder is in; for a project still to be made, it counts as it is.
function holdsProductRole(
  { state, member, title }: { state: State; member: string; title: string },
  project: Entity | undefined,
  product: Product | undefined,
): boolean {
  if (project === undefined) return product !== undefined && productRolesOf(state, member, product).includes(title);
  const holds = productRolesOf(state, member, productOf(project)).includes(title);
  return holds && findSeat(project, member)?.status === "accepted";
}

function holdsInProject(project: Entity, member: string, title: string): boolean {
  const seat = findSeat(project, member);
  return seat?.status === "accepted" && seat.roles.includes(title);
}

function isWithinLimit({ state, member, requirement }: Question, { only }: Holder): boolean {
  if (only === undefined) return true;
  if (only === "created") return requirement.createdBy === member;
  const project = state.findProject(requirement.project ?? "");
  if (project === undefined || requirement.member === undefined) return false;
  return findSeat(project, requirement.member)?.invitedBy === member;
}

function allow({ member, requirement }: Question, rule: string, { title, level }: Holder): Answer {
  const { permission, project } = requirement;
  const place = level === "project" ? project : undefined;
  return {
    holds: true,
    rule,
    role: title,
    code: "role-permits",
    args: { member, role: title, permission, project: place },
  };
}

function deny(
  { state, member, requirement }: Question,
  rule: string,
  { code, args }: Pick<Answer, "code" | "args">,
): Answer {
  const roles = rolesLookedAt(state, member, requirement);
  const { permission, project } = requirement;
  return { holds: false, rule, role: roles.join(", "), code, args: { member, permission, project, roles, ...args } };
}

// An invitation that is pending has given nothing yet.
function rolesLookedAt(state: State, member: string, { project }: Requirement): readonly string[] {
  if (!isAccepted(state.findMember(member))) return [];
  const found = project === undefined ? undefined : state.findProject(project);
  const seat = found === undefined ? undefined : findSeat(found, member);
  return [...administrationRolesOf(state, member), ...(seat?.status === "accepted" ? seat.roles : [])];
}
