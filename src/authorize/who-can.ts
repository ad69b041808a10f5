import type { Requirement } from "../model/change.ts";
import { canonicalJson, type JsonObject } from "../model/json.ts";
import type { State } from "../model/state.ts";
import { administrationRolesOf, productOf, seatsOf } from "../roles/holdings.ts";
import { tableByProduct } from "../roles/permission-tables.ts";
import { answerQuestion } from "./answer-question.ts";

/** Handles of the people whose live roles hold every one of the permissions, sorted. */
export function whoCan(state: State, requirements: readonly Requirement[]): readonly string[] {
  return amongPeople(state, requirements, everybody(state));
}

function amongPeople(state: State, requirements: readonly Requirement[], people: Iterable<string>): readonly string[] {
  if (requirements.length === 0) return [];
  const able: string[] = [];
  for (const member of people) {
    if (requirements.every((requirement) => answerQuestion({ state, member, requirement }).holds)) able.push(member);
  }
  return able.toSorted();
}

function* everybody(state: State): Generator<string> {
  for (const { name } of state.entitiesOf("Member")) yield name;
}

/**
 * The same for every change of a plan: changes that need the same permissions are answered once. This is information for
 * readers; decisions are never kept.
 */
export function whoCanDirectory(
  initial: State,
): (requirements: readonly Requirement[], current: State) => readonly string[] {
  const answers = new Map<string, readonly string[]>();
  const officers = officersOf(initial);
  return (requirements, current) => {
    const live = requirements.map((requirement) => nameless(initial, liveRequirement(initial, current, requirement)));
    const key = canonicalJson(live as unknown as JsonObject[]);
    const known = answers.get(key) ?? amongPeople(initial, live, whoMay(initial, live, officers));
    answers.set(key, known);
    return known;
  };
}

// All projects that are still to be made are made by the same people.
function nameless(state: State, requirement: Requirement): Requirement {
  const { permission, project, product } = requirement;
  const isNew = project !== undefined && product !== undefined && state.findProject(project) === undefined;
  return isNew ? { permission, product } : requirement;
}

// In a project that exists, a right comes from a seat in it or from an office in the organization, so that not everybody has to
// be asked for every project.
function whoMay(state: State, requirements: readonly Requirement[], officers: readonly string[]): Iterable<string> {
  for (const { project: name, product } of requirements) {
    const project = name === undefined || product !== undefined ? undefined : state.findProject(name);
    if (project !== undefined) return new Set([...officers, ...seatsOf(project).keys()]);
  }
  return everybody(state);
}

// People with an Administration role that gives permissions in projects.
function officersOf(state: State): readonly string[] {
  const { administration: _, ...tables } = tableByProduct;
  const rows = Object.values(tables).flatMap((table) => Object.values(table.rows).flat());
  const titles = new Set(rows.filter(({ level }) => level === "organization").map(({ title }) => title));
  return [...everybody(state)].filter((member) =>
    administrationRolesOf(state, member).some((title) => titles.has(title)),
  );
}

/**
 * What a permission in a project that does not exist yet comes down to: the right to make it, which gives all the others. `made` is
 * a state in which the plan has made it.
 */
export function liveRequirement(state: State, made: State, requirement: Requirement): Requirement {
  const { project } = requirement;
  if (project === undefined) return requirement;
  const live = state.findProject(project);
  const planned = made.findProject(project);
  const product = requirement.product ?? (planned === undefined ? undefined : productOf(planned));
  if (live === undefined && product !== undefined) return { permission: "project:create", project, product };
  // Who was added by whom matters in stacks only.
  return live !== undefined && productOf(live) !== "cms" ? { ...requirement, member: undefined } : requirement;
}
