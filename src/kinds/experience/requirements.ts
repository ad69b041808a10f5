import type { Requirement } from "../../model/change.ts";
import type { JsonObject } from "../../model/json.ts";
import type { BareChange } from "../kind.ts";
import { resourceRequirement } from "../resource-requirement.ts";
import { completeContent } from "./complete-content.ts";
import { sameContent } from "./same-content.ts";
import type { ExperienceSpec } from "./schema.ts";
import { versionSteps, type VersionSteps } from "./version-steps.ts";

/**
 * What a change of an experience needs. Versions have permissions of their own (Personalize, "User Permissions"), so an
 * edit counts for what it really does to them.
 */
export function requirements(change: BareChange): readonly Requirement[] {
  const { project } = resourceRequirement("experience", change);
  return permissionsOf(change).map((permission) => ({ permission, project }));
}

function permissionsOf(change: BareChange): readonly string[] {
  if (change.action === "create") return startsFilled(change) ? ["experience:create", create] : ["experience:create"];
  if (change.action === "delete") return ["experience:delete", remove];
  const touchesItself = change.edits.some(({ path }) => !isInVersion(path));
  const touchesVersions = change.edits.some(({ path }) => isInVersion(path));
  return [...(touchesItself ? ["experience:update"] : []), ...(touchesVersions ? versionPermissions(change) : [])];
}

const create = "experience-version:create";
const update = "experience-version:update";
const remove = "experience-version:delete";

function isInVersion(path: string): boolean {
  return /^\/(version|draft)(\/|$)/.test(path);
}

// The empty draft comes with the experience; anything more is a version that somebody makes.
function startsFilled({ after }: BareChange): boolean {
  const { type, version, draft } = specOf(after?.fields ?? {});
  if (version === undefined) return draft !== undefined;
  const automatic = completeContent({}, { type, base: undefined, known: [] });
  return version.status !== "draft" || !sameContent(version, automatic);
}

function versionPermissions({ before, after }: BareChange): readonly string[] {
  const steps = versionSteps(specOf(before?.fields ?? {}), specOf(after?.fields ?? {}));
  const permissions = [...permissionsByVersionStep[steps.version], ...permissionsByDraftStep[steps.draft]];
  // An edit that changes nothing a version holds is still an edit of the version.
  return permissions.length === 0 ? [update] : [...new Set(permissions)].toSorted();
}

// Putting a new version in the place of a shown one makes one and changes the other's status.
const permissionsByVersionStep: Readonly<Record<VersionSteps["version"], readonly string[]>> = {
  keep: [],
  create: [create],
  edit: [update],
  promote: [update],
  replace: [create, update],
};

const permissionsByDraftStep: Readonly<Record<VersionSteps["draft"], readonly string[]>> = {
  keep: [],
  create: [create],
  edit: [update],
  discard: [remove],
};

// The fields of an Experience's entity are a spec: they come from a manifest that passed the schema, or from `decode`.
function specOf(fields: JsonObject): ExperienceSpec {
  return fields as ExperienceSpec;
}
