import { accessReport, type PersonAccess } from "../../access-report.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { findNearest } from "../../model/nearest.ts";
import type { State } from "../../model/state.ts";
import { type Column, renderTable } from "../../render/terminal/table.ts";
import { findActor } from "../../roles/actor.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { type LiveFlags, readOrganization } from "../live-organization.ts";
import { writeLine } from "../output.ts";
import { tableStyleOf } from "../style-of.ts";

/** Shows what people may do now: of everybody, or of one person by handle or e-mail. */
export async function access(person: string | undefined, flags: LiveFlags, environment: Environment): Promise<number> {
  const { state } = await readOrganization(flags, environment);
  const people = accessReport(state, person === undefined ? undefined : memberNamed(state, person));
  const text =
    flags.format === "json" ? answerJson({ people }) : renderTable(people, columns, tableStyleOf(environment, flags));
  await writeLine(environment.stdout, text);
  return exitCodes.done;
}

function memberNamed(state: State, person: string): string {
  const member = state.findMember(person)?.name ?? findActor(state, person).member;
  if (member !== undefined) return member;
  const known = [...state.entitiesOf("Member")].map(({ name }) => name).toSorted();
  throw new Failure("object-unknown", exitCodes.usage, { object: person, nearest: findNearest(person, known), known });
}

const columns: readonly Column<PersonAccess>[] = [
  { heading: "MEMBER", value: ({ member }) => member },
  { heading: "E-MAIL", value: ({ email }) => email },
  {
    heading: "STATUS",
    value: ({ status }) => status,
    ink: ({ status }) => (status === "pending" ? "changed" : undefined),
  },
  { heading: "ADMINISTRATION", value: ({ administrationRoles }) => administrationRoles.join(", ") },
  { heading: "PRODUCTS", value: ({ productRoles }) => describeProducts(productRoles) },
  { heading: "PROJECTS", value: ({ projects }) => describeProjects(projects) },
];

function describeProducts(roles: PersonAccess["productRoles"]): string {
  return Object.entries(roles)
    .map(([product, titles]) => `${product}: ${titles.join(", ")}`)
    .join("; ");
}

function describeProjects(projects: PersonAccess["projects"]): string {
  return projects
    .map(({ project, roles, status }) => `${project}: ${roles.join(", ")}${status === "pending" ? " (pending)" : ""}`)
    .join("; ");
}
