import type { Requirement } from "../model/change.ts";
import type { BareChange } from "./kind.ts";

/**
 * The one permission that a change of a whole resource needs in its project, such as `audience:update`. The names follow
 * the rows of the documentation page "User Permissions" of Personalize.
 */
export function resourceRequirement(resource: string, change: BareChange): Requirement {
  const { project } = change.after ?? change.before ?? {};
  return { permission: `${resource}:${change.action}`, project };
}
