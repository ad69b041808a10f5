import type { Severity } from "../model/diagnostic.ts";
import type { Finding } from "../model/finding.ts";
import type { State } from "../model/state.ts";
import { productOf } from "../roles/holdings.ts";
import type { Guard, Step } from "./guard.ts";

/**
 * Limits of the service. Source: "Limitations" (Personalize), defaults that the service raises on request, and "Managing
 * Projects" (AgentOS). Limits inside one object are rules of its kind.
 */
const limitInProject: Readonly<Record<string, number>> = {
  Experience: 100,
  Audience: 100,
  Attribute: 100,
  Event: 100,
};

const limitOfProjects: Readonly<Record<string, number>> = { personalize: 3, agentos: 50 };

/** The service's limits hold after the plan, and between its changes. */
export const quota: Guard = {
  code: "quota",
  checkStep: (step) => {
    if (step.change.action !== "create" || step.after === undefined) return [];
    return step.change.kind === "Project" ? checkProjects(step) : checkResources(step);
  },
};

function checkResources({ change, after, state, policy }: Step): readonly Finding[] {
  const limit = limitInProject[change.kind];
  const project = after?.project;
  if (limit === undefined || project === undefined) return [];
  const count = state.countInProject(change.kind, project);
  return count <= limit ? [] : [over(policy.quota, `Project/${project}`, { kind: change.kind, limit, count, project })];
}

function checkProjects({ after, state, policy }: Step): readonly Finding[] {
  const product = after === undefined ? undefined : productOf(after);
  const limit = limitOfProjects[product ?? ""];
  if (product === undefined || limit === undefined) return [];
  const count = countProjects(state, product);
  const organization = state.findOrganization()?.address ?? "Organization";
  return count <= limit ? [] : [over(policy.quota, organization, { kind: "Project", limit, count, product })];
}

function countProjects(state: State, product: string): number {
  let count = 0;
  for (const project of state.entitiesOf("Project")) if (productOf(project) === product) count += 1;
  return count;
}

function over(severity: Severity, address: string, args: Finding["args"]): Finding {
  return { code: "quota", severity, args, addresses: [address] };
}
