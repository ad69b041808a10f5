import type { Requirement } from "../../model/change.ts";
import type { Facts } from "../../model/entity.ts";
import { isJsonList, isJsonObject, textOf } from "../../model/json.ts";
import type { Product } from "../../model/product.ts";
import { completeFields } from "../complete-fields.ts";
import type { BareChange, Kind, MapReference, MeaningProblem } from "../kind.ts";
import { memberRequirements } from "./member-requirements.ts";
import { projectSchema, type ProjectSpec } from "./schema.ts";

/** A Personalize project, a stack, a space or an AgentOS project, with the people in it. */
export const projectKind: Kind<ProjectSpec> = {
  name: "Project",
  plural: "projects",
  scope: "organization",
  schema: projectSchema,
  fields: {
    product: { compare: "value", immutable: true },
    title: { compare: "value" },
    description: { compare: "value" },
    connectedStack: { compare: "value" },
    members: { compare: "entries", key: "member" },
    experiencePriority: { compare: "value" },
  },
  key: ({ product, title }) => `${product}\n${title}`,
  formerKey: ({ product }, former) => `${product}\n${former}`,
  complete: (declared, live) => ({ ...(live === undefined && { description: "" }), ...completeFields(declared, live) }),
  deferrable: ["members", "experiencePriority"],
  mapReferences,
  requirements,
  checkMeaning,
  madeBy,
};

// Whoever makes a Personalize project becomes its Project Owner unless somebody is declared, and need not accept.
function madeBy(spec: ProjectSpec, actor: string): { readonly spec: ProjectSpec; readonly facts: Facts } {
  const seats: Facts["seats"] = { [actor]: { status: "accepted" } };
  if (spec.product !== "personalize" || spec.members !== undefined) {
    const listed = spec.members?.some(({ member }) => member === actor) ?? false;
    return { spec, facts: { createdBy: actor, seats: listed ? seats : {} } };
  }
  const members = [{ member: actor, roles: ["Project Owner"] }];
  return { spec: { ...spec, members }, facts: { createdBy: actor, seats } };
}

function mapReferences(spec: ProjectSpec, map: MapReference): ProjectSpec {
  const { connectedStack, members, experiencePriority } = spec;
  return {
    ...spec,
    ...(connectedStack !== undefined && { connectedStack: mapStack(connectedStack, map) }),
    ...(members !== undefined && { members: mapMembers(spec, members, map) }),
    ...(experiencePriority !== undefined && {
      experiencePriority: experiencePriority.map((name, index) =>
        map({ kind: "Experience", name, path: ["experiencePriority", index] }),
      ),
    }),
  };
}

function mapStack(name: string, map: MapReference): string {
  return name === "" ? "" : map({ kind: "Project", name, path: ["connectedStack"], product: "cms" });
}

function mapMembers(
  { product }: ProjectSpec,
  members: NonNullable<ProjectSpec["members"]>,
  map: MapReference,
): NonNullable<ProjectSpec["members"]> {
  return members.map(({ member, roles }, index) => ({
    member: map({ kind: "Member", name: member, path: ["members", index, "member"] }),
    roles: roles.map((name, position) =>
      map({
        kind: "Role",
        name,
        path: ["members", index, "roles", position],
        role: { product, level: "project" },
      }),
    ),
  }));
}

function requirements(change: BareChange): readonly Requirement[] {
  const { name: project } = change.after ?? change.before ?? { name: "" };
  if (change.action === "create") {
    return creationPermissions(change).map((permission) => ({ permission, project, product: productIn(change) }));
  }
  if (change.action === "delete") return [{ permission: "project:delete", project }];
  const permissions = change.edits.flatMap(({ path }) => permissionsOf(path));
  return [
    ...[...new Set(permissions)].map((permission) => ({ permission, project })),
    ...memberRequirements(change, project),
  ];
}

// A new project may come with a stack and with people: each is more than making it.
function creationPermissions({ after }: BareChange): readonly string[] {
  const { connectedStack, members } = after?.fields ?? {};
  const others =
    isJsonList(members) && members.some((entry) => isJsonObject(entry) && entry["member"] !== after?.facts.createdBy);
  return [
    "project:create",
    ...(textOf(connectedStack) === "" ? [] : ["project:connect-stack"]),
    ...(others ? ["project-users:invite"] : []),
  ];
}

function productIn({ after }: BareChange): Product {
  // The schema allows the names of products only.
  return after?.fields["product"] as Product;
}

function permissionsOf(path: string): readonly string[] {
  if (path.startsWith("/members")) return [];
  if (path === "/connectedStack") return ["project:connect-stack"];
  // Ordering experiences is part of working on them, which a Project Member may do.
  return path === "/experiencePriority" ? ["experience:update"] : ["project:update"];
}

function checkMeaning(spec: ProjectSpec, name: string): readonly MeaningProblem[] {
  return [...checkPersonalizeOnly(spec), ...checkMembers(spec), ...checkStack(spec, name)];
}

function checkPersonalizeOnly(spec: ProjectSpec): readonly MeaningProblem[] {
  if (spec.product === "personalize") return [];
  return (["connectedStack", "experiencePriority"] as const)
    .filter((field) => spec[field] !== undefined)
    .map((field) => ({ code: "personalize-only", args: { field, product: spec.product }, path: [field], part: "key" }));
}

function checkMembers({ members = [] }: ProjectSpec): readonly MeaningProblem[] {
  const first = new Map<string, number>();
  return members.flatMap(({ member }, index): readonly MeaningProblem[] => {
    if (!first.has(member)) {
      first.set(member, index);
      return [];
    }
    return [{ code: "member-listed-twice", args: { member }, path: ["members", index, "member"] }];
  });
}

function checkStack({ connectedStack }: ProjectSpec, name: string): readonly MeaningProblem[] {
  return connectedStack !== undefined && connectedStack === name
    ? [{ code: "connected-to-itself", args: { name }, path: ["connectedStack"] }]
    : [];
}
