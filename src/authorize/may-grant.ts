import type { Requirement } from "../model/change.ts";
import type { State } from "../model/state.ts";
import { productOf } from "../roles/holdings.ts";
import type { Holder } from "../roles/permission-tables.ts";
import { includesRole, type ScopedRole } from "../roles/rights.ts";

/**
 * Whether a permission that a role gives reaches as far as the role that is granted: nobody gives a project role with more
 * in it than their own. Owner and Admin set every role of everybody ("Change Organization Role of Existing Users").
 */
export function mayGrant(
  { state, requirement }: { readonly state: State; readonly requirement: Requirement },
  holder: Holder,
): boolean {
  const { grants, project: name } = requirement;
  const project = name === undefined ? undefined : state.findProject(name);
  if (grants === undefined || project === undefined || holder.level !== "project") return true;
  const place = { product: productOf(project), level: "project", project: project.name } as const;
  const granted: ScopedRole = { ...place, title: grants };
  return includesRole(state, { ...place, title: holder.title }, granted) || isHeldByNobody(state, requirement, granted);
}

// Editing a role that nobody holds gives nothing to anybody.
function isHeldByNobody(state: State, { permission }: Requirement, { title, project }: ScopedRole): boolean {
  if (permission !== "project-role:update" || project === undefined) return false;
  const members = state.findProject(project)?.fields["members"];
  const mentions = (Array.isArray(members) ? members : []).some((entry) =>
    JSON.stringify(entry).includes(JSON.stringify(title)),
  );
  return !mentions;
}
