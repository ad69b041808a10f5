import type { Entity } from "../model/entity.ts";
import type { State } from "../model/state.ts";
import { findSeat, isAccepted, productOf, projectsOf, seatsOf } from "../roles/holdings.ts";
import type { Guard, Step } from "./guard.ts";
import { refusal } from "./refusal.ts";

/**
 * A Personalize project that has an accepted Project Owner keeps one; a new one declares at least one. A new project
 * without declared members has the actor.
 */
export const projectOwner: Guard = {
  code: "project-owner",
  checkStep: (step) => {
    if (!step.policy.projectOwner) return [];
    if (step.change.kind === "Project") return checkProject(step);
    return step.change.kind === "Member" ? checkMember(step) : [];
  },
};

function checkProject({ change, before, after, state }: Step) {
  if (after === undefined || productOf(after) !== "personalize") return [];
  if (before === undefined) return declaresOwner(after) ? [] : [refuse(after, "new")];
  const had = ownersIn(state, before).length > 0;
  return had && ownersIn(state, after).length === 0 ? [refuse(after, change.action)] : [];
}

function checkMember({ before, after, state }: Step) {
  if (before === undefined || !isAccepted(before) || isAccepted(after)) return [];
  return projectsOf(state, before.name)
    .filter((project) => productOf(project) === "personalize" && owns(project, before.name))
    .filter((project) => ownersIn(state, project).length === 0)
    .map((project) => refuse(project, "member"));
}

function refuse(project: Entity, cause: string) {
  return refusal("project-owner", [project.address], { project: project.name, cause });
}

// Without a list there is the maker; a plan by nobody is denied anyway and has none.
function declaresOwner(project: Entity): boolean {
  if (project.fields["members"] === undefined) return true;
  return [...seatsOf(project).values()].some(({ roles }) => roles.includes("Project Owner"));
}

function ownersIn(state: State, project: Entity): readonly string[] {
  return [...seatsOf(project).keys()].filter((name) => isAccepted(state.findMember(name)) && owns(project, name));
}

function owns(project: Entity, member: string): boolean {
  const seat = findSeat(project, member);
  return seat?.status === "accepted" && seat.roles.includes("Project Owner");
}
