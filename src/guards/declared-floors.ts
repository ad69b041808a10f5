import { placeIn, type Declaration } from "../model/declaration.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { textsIn } from "../roles/holdings.ts";
import { policyOf } from "./policy.ts";

/** A declaration as the floors see it. */
export interface DeclaredPerson {
  readonly declaration: Declaration;
}

/**
 * The floors, judged offline on what is declared alone, as if it were the whole organization: enough administrators, and a
 * Project Owner in every Personalize project whose members are listed. A plan judges them on live.
 */
export function checkFloors(objects: readonly DeclaredPerson[]): readonly Diagnostic[] {
  const declarations = objects.map(({ declaration }) => declaration);
  const organization = declarations.find(({ kind }) => kind === "Organization");
  if (organization === undefined) return [];
  const policy = policyOf(undefined, organization.spec);
  return [
    ...checkAdministrators(organization, declarations, policy.minAdmins),
    ...(policy.projectOwner ? declarations.flatMap(checkProject) : []),
  ];
}

function checkAdministrators(
  organization: Declaration,
  declarations: readonly Declaration[],
  least: number,
): readonly Diagnostic[] {
  const left = declarations
    .filter(({ kind, name, spec }) => kind === "Member" && (name === organization.spec["owner"] || isAdmin(spec)))
    .map(({ name }) => name)
    .toSorted();
  if (left.length >= least) return [];
  return [
    problem("admin-floor", placeIn(organization.source, ["spec", "owner"]), {
      left: left.length,
      people: left,
      least,
      cause: "declared",
    }),
  ];
}

function isAdmin(spec: Declaration["spec"]): boolean {
  return textsIn(spec["administrationRoles"]).includes("Admin");
}

function checkProject({ kind, name, spec, source }: Declaration): readonly Diagnostic[] {
  const members: Json | undefined = spec["members"];
  if (kind !== "Project" || spec["product"] !== "personalize" || !Array.isArray(members)) return [];
  const owned = members.some((entry: Json) => isJsonObject(entry) && textsIn(entry["roles"]).includes("Project Owner"));
  const place = placeIn(source, ["spec", "members"], "key");
  return owned ? [] : [problem("project-owner", place, { project: name, cause: "declared" })];
}
