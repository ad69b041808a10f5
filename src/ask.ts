import { answerQuestion } from "./authorize/answer-question.ts";
import { whoCan } from "./authorize/who-can.ts";
import { parseAddress } from "./model/address.ts";
import type { Requirement } from "./model/change.ts";
import type { Decision } from "./model/decision.ts";
import { exitCodes } from "./model/exit-code.ts";
import { Failure } from "./model/failure.ts";
import { findNearest } from "./model/nearest.ts";
import type { Product } from "./model/product.ts";
import type { State } from "./model/state.ts";
import { findActor } from "./roles/actor.ts";
import { allPermissions, organizationTable, tableByProduct } from "./roles/permission-tables.ts";

/** Why somebody may or may not do something, judged by the live state. The person is an e-mail or a handle. */
export function explain(state: State, person: string, requirement: Requirement): Decision {
  const member = state.findMember(person)?.name ?? findActor(state, person).member ?? person;
  const { holds, rule, role, code, args } = answerQuestion({ state, member, requirement });
  return {
    allowed: holds,
    rule,
    ...(holds && { by: member }),
    role,
    reason: { code, args: { email: person, ...args } },
    whoCan: whoCan(state, [requirement]),
  };
}

/**
 * The permission that is asked about, on an object: a project's handle, an address such as `Audience/storefront/gold`, or for
 * `project:create` a product. Throws `permission-unknown` or `object-unknown` with the nearest names.
 */
export function requirementOf(state: State, permission: string, object: string | undefined): Requirement {
  const known = allPermissions();
  if (!known.includes(permission)) {
    throw new Failure("permission-unknown", exitCodes.usage, {
      permission,
      nearest: findNearest(permission, known),
      known,
    });
  }
  if (permission === "project:create") {
    return { permission, project: "", product: productNamed(object ?? "personalize") };
  }
  if (object === undefined) return organizationWide(permission);
  const project = projectOf(state, object);
  return project === undefined ? organizationWide(permission) : aboutProject(permission, project, object);
}

function organizationWide(permission: string): Requirement {
  if (organizationTable.rows[permission] !== undefined) return { permission };
  throw new Failure("object-missing", exitCodes.usage, { permission });
}

function aboutProject(permission: string, project: string, object: string): Requirement {
  const parts = parseAddress(object);
  return parts?.kind === "Member" ? { permission, project, member: parts.name } : { permission, project };
}

function projectOf(state: State, object: string): string | undefined {
  const parts = parseAddress(object);
  if (parts !== undefined && parts.kind !== "Project" && parts.project === undefined) {
    if (state.has(object)) return undefined;
  }
  const name = parts === undefined ? object : (parts.project ?? parts.name);
  if (state.findProject(name) !== undefined) return name;
  const known = [...state.entitiesOf("Project")].map((project) => project.name).toSorted();
  throw new Failure("object-unknown", exitCodes.usage, { object, nearest: findNearest(name, known), known });
}

function productNamed(text: string): Product {
  const known = Object.keys(tableByProduct).filter((product) => product !== "administration");
  if (known.includes(text)) return text as Product;
  throw new Failure("object-unknown", exitCodes.usage, { object: text, nearest: findNearest(text, known), known });
}
