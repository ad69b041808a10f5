import { kindsByName } from "../../src/kinds/index.ts";
import { type JsonObject, textOf } from "../../src/model/json.ts";
import type { Kept, Model } from "./model-store.ts";

// What the guards promise, written down a second time from the specification and knowing nothing of the product's guards.

type Listed = Readonly<{ member: string; roles: readonly string[] }>;

/** The settings that hold for a plan: the stricter of the live and the declared ones. */
export interface OracleSettings {
  readonly minAdmins: number;
}

/** What one step of a plan breaks that held before it. */
export function brokenByStep(before: Model, after: Model, { minAdmins }: OracleSettings): readonly string[] {
  const [had, has] = [administrators(before).length, administrators(after).length];
  const dangling = new Set(danglingIn(before));
  return [
    ...(ownerOf(before) !== undefined && ownerOf(before) !== ownerOf(after) ? ["the Owner changed"] : []),
    ...(isAcceptedOwner(before) && !isAcceptedOwner(after) ? ["the Owner's seat is gone"] : []),
    ...(has < minAdmins && has < had ? [`only ${has} administrators`] : []),
    ...roleless(after)
      .filter((name) => !roleless(before).includes(name))
      .map((name) => `${name} has no Administration role`),
    ...ownerlessProjects(before, after),
    ...danglingIn(after).filter((mention) => !dangling.has(mention)),
    ...overLimits(before, after),
    ...sameKeys(after).filter((key) => !sameKeys(before).includes(key)),
  ];
}

function organizationIn(model: Model): JsonObject {
  for (const { kind, fields } of model.values()) if (kind === "Organization") return fields;
  return {};
}

function ownerOf(model: Model): unknown {
  return organizationIn(model)["owner"];
}

function isAcceptedOwner(model: Model): boolean {
  return model.get(`Member/${String(ownerOf(model))}`)?.status === "accepted";
}

/** Handles of accepted people who hold Owner or Admin. */
function administrators(model: Model): readonly string[] {
  const people = [...model.values()].filter(({ kind, status }) => kind === "Member" && status === "accepted");
  return people
    .filter(({ name, fields }) => name === ownerOf(model) || listOf(fields["administrationRoles"]).includes("Admin"))
    .map(({ name }) => name);
}

function roleless(model: Model): readonly string[] {
  const people = [...model.values()].filter(({ kind, name }) => kind === "Member" && name !== ownerOf(model));
  return people.filter(({ fields }) => listOf(fields["administrationRoles"]).length === 0).map(({ name }) => name);
}

function ownerlessProjects(before: Model, after: Model): readonly string[] {
  return [...after].flatMap(([address, project]) => {
    if (project.kind !== "Project" || project.fields["product"] !== "personalize") return [];
    const listed = (project.fields["members"] ?? []) as readonly Listed[];
    if (!before.has(address)) {
      return listed.some(({ roles }) => roles.includes("Project Owner")) ? [] : [`${address} is new and has no owner`];
    }
    return hasOwner(before, address) && !hasOwner(after, address) ? [`${address} lost its owner`] : [];
  });
}

function hasOwner(model: Model, address: string): boolean {
  const project = model.get(address);
  const listed = (project?.fields["members"] ?? []) as readonly Listed[];
  return listed.some(({ member, roles }) => {
    const isAccepted =
      project?.seats[member]?.status === "accepted" && model.get(`Member/${member}`)?.status === "accepted";
    return isAccepted && roles.includes("Project Owner");
  });
}

// Every mention of an object that is not there. A project's people leave with their seats, so none may be missing.
function danglingIn(model: Model): readonly string[] {
  const titles = new Set([...model.values()].filter(({ kind }) => kind === "Role").map(roleIn));
  return [...model].flatMap(([address, { kind, name, project, fields }]) => {
    const missing: string[] =
      project === undefined || model.has(`Project/${project}`) ? [] : [`${address} is in no project`];
    kindsByName.get(kind)?.mapReferences(fields, (reference) => {
      const { role } = reference;
      if (role !== undefined) {
        const place = role.level === "project" ? name : "";
        const text = [role.product, role.level, place, reference.name].join("/");
        const isShipped = shippedTitles.has(reference.name);
        if (!isShipped && !titles.has(text)) missing.push(`${address} mentions role ${text}`);
        return reference.name;
      }
      const own = kind === "Project" ? name : project;
      const where = ["Member", "Project", "Role", "Organization"].includes(reference.kind)
        ? undefined
        : (reference.project ?? own);
      const wanted = [reference.kind, where, reference.name].filter((part) => part !== undefined).join("/");
      if (reference.later !== true && !model.has(wanted)) missing.push(`${address} mentions ${wanted}`);
      return reference.name;
    });
    return missing;
  });
}

// A custom role's place, and the title people are given it by.
function roleIn({ fields: { product, level, project }, calledAs }: Kept): string {
  return [textOf(product), textOf(level), level === "project" ? textOf(project) : "", calledAs].join("/");
}

const shippedTitles: ReadonlySet<string> = new Set([
  "Admin",
  "Security Manager",
  "Product Analytics Viewer",
  "Member",
  "Developer",
  "Content Manager",
  "Project Owner",
  "Project Member",
  "Space Admin",
  "Asset Developer",
  "Asset Manager",
  "AgentOS Admin",
  "AgentOS Member",
]);

const limits: ReadonlyMap<string, number> = new Map([
  ["Project/personalize", 3],
  ["Project/agentos", 50],
]);

function overLimits(before: Model, after: Model): readonly string[] {
  const [had, has] = [countsOf(before), countsOf(after)];
  return [...has].flatMap(([what, count]) => {
    const limit = limits.get(what) ?? 100;
    return count > limit && count > (had.get(what) ?? 0) ? [`${count} of ${what}`] : [];
  });
}

function countsOf(model: Model): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, project, fields } of model.values()) {
    const what = kind === "Project" ? `Project/${textOf(fields["product"])}` : `${kind} in ${project}`;
    const isLimited = kind === "Project" ? limits.has(what) : project !== undefined;
    if (isLimited) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

// Two objects of one identity: the target could not tell them apart.
function sameKeys(model: Model): readonly string[] {
  const seen = new Set<string>();
  return [...model.values()].flatMap(({ kind, project = "", fields }) => {
    const key = `${kind} ${project} ${kindsByName.get(kind)?.key(fields) ?? ""}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [`two of ${key}`];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
