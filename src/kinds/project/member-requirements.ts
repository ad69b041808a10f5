import type { Requirement } from "../../model/change.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { BareChange } from "../kind.ts";
import { itemsBeyond } from "../list-edits.ts";

/**
 * What the edits of a project's people need. Personalize has no call and no screen to change a role there: a change is a
 * removal and an invitation. Elsewhere it is an assignment of roles.
 */
export function memberRequirements(change: BareChange, project: string): readonly Requirement[] {
  const product = (change.after ?? change.before)?.fields["product"];
  return change.edits
    .filter(({ path }) => path.startsWith("/members/"))
    .flatMap(({ path, before, after }) => {
      const member = path.slice("/members/".length);
      const about = { project, member };
      const grants = itemsBeyond(rolesOf(after), rolesOf(before)).map((title) => ({ ...about, grants: title }));
      if (after === undefined) return [{ permission: "project-users:remove", ...about }];
      if (before === undefined) return withPermission("project-users:invite", about, grants);
      if (product !== "personalize") return withPermission("project-users:assign-roles", about, grants);
      return [
        { permission: "project-users:remove", ...about },
        ...withPermission("project-users:invite", about, grants),
      ];
    });
}

type About = Omit<Requirement, "permission">;

// Each granted role is a requirement of its own, so that a refusal can name it.
function withPermission(permission: string, about: About, grants: readonly About[]): readonly Requirement[] {
  return grants.length === 0 ? [{ permission, ...about }] : grants.map((grant) => ({ permission, ...grant }));
}

function rolesOf(entry: Json | undefined): Json | undefined {
  return isJsonObject(entry) ? entry["roles"] : entry;
}
