import type { Requirement } from "../../model/change.ts";
import { textOf } from "../../model/json.ts";
import { completeFields } from "../complete-fields.ts";
import type { BareChange, Kind, MeaningProblem } from "../kind.ts";
import { roleSchema, type RoleSpec } from "./schema.ts";

/** A custom role, of a whole product or of one project. */
export const roleKind: Kind<RoleSpec> = {
  name: "Role",
  plural: "custom roles",
  scope: "organization",
  schema: roleSchema,
  fields: {
    title: { compare: "value" },
    description: { compare: "value" },
    product: { compare: "value", immutable: true },
    level: { compare: "value", immutable: true },
    project: { compare: "value", immutable: true },
    rules: { compare: "set" },
  },
  key: (spec) => keyWith(spec, spec.title),
  formerKey: keyWith,
  complete: (declared, live) => ({
    ...(live === undefined && { description: "", rules: [] }),
    ...completeFields(declared, live),
  }),
  mapReferences: (spec, map) => ({
    ...spec,
    ...(spec.project !== undefined && {
      project: map({ kind: "Project", name: spec.project, path: ["project"], product: spec.product }),
    }),
  }),
  requirements,
  checkMeaning,
};

function keyWith({ product, level, project }: RoleSpec, title: string): string {
  return [product, level, project ?? "", title].join("\n");
}

function requirements(change: BareChange): readonly Requirement[] {
  const entity = change.after ?? change.before;
  const project = entity?.fields["project"];
  const title = textOf(entity?.fields["title"]);
  // Editing what a role permits gives it anew to everybody who holds it.
  const regrants = change.action === "update" && change.edits.some(({ path }) => path.startsWith("/rules"));
  const grant = regrants ? { grants: title } : {};
  if (typeof project !== "string") return [{ permission: `custom-role:${change.action}`, ...grant }];
  const createdBy = change.before?.facts.createdBy;
  return [{ permission: `project-role:${change.action}`, project, createdBy, ...grant }];
}

function checkMeaning(spec: RoleSpec): readonly MeaningProblem[] {
  return [...checkLevel(spec), ...checkRules(spec)];
}

function checkLevel({ level, product, project }: RoleSpec): readonly MeaningProblem[] {
  if (level === "project" && project === undefined) {
    return [{ code: "role-project-missing", args: {}, path: ["level"] }];
  }
  if (level === "product" && project !== undefined) {
    return [{ code: "role-project-unexpected", args: { project }, path: ["project"], part: "key" }];
  }
  if (level === "project" && product === "administration") {
    return [{ code: "role-level-impossible", args: { product, level }, path: ["level"] }];
  }
  return [];
}

function checkRules({ level, rules }: RoleSpec): readonly MeaningProblem[] {
  return (rules ?? []).flatMap((rule, index): readonly MeaningProblem[] => {
    const path = ["rules", index];
    if (rule["category"] !== undefined && rule["module"] !== undefined) {
      return [{ code: "rule-two-shapes", args: {}, path }];
    }
    if (rule["category"] === undefined && rule["module"] === undefined) {
      return [{ code: "rule-without-subject", args: { level }, path }];
    }
    if (rule["category"] !== undefined && rule["actions"] === undefined) {
      return [{ code: "rule-without-actions", args: { category: textOf(rule["category"]) }, path }];
    }
    return [];
  });
}
