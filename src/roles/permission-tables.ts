import type { Product } from "../model/product.ts";

/** Someone who holds a permission: whoever has this role, at this level. */
export interface Holder {
  /**
   * `organization`: an Administration role. `product`: a product role, which counts in the projects the person is in.
   * `project`: a role in the project the change is about. `any-project`: a role in whichever project of the product.
   */
  readonly level: "organization" | "product" | "project" | "any-project";
  readonly title: string;
  /** Only towards people they added, or objects they created. */
  readonly only?: "added" | "created";
}

/** The permissions of one product, or of the organization itself, and who holds each, strongest first. */
export interface PermissionTable {
  /** Named in every decision that rests on the table. */
  readonly rule: string;
  readonly rows: Readonly<Record<string, readonly Holder[]>>;
}

const owner: Holder = { level: "organization", title: "Owner" };
const admin: Holder = { level: "organization", title: "Admin" };
const administrators = [owner, admin];

/** Source: "About Administration Roles", "Create Custom Roles", "Change Organization Role of Existing Users". */
export const organizationTable: PermissionTable = {
  rule: "administration-roles",
  rows: {
    "organization-users:invite": administrators,
    "organization-users:update": administrators,
    "organization-users:update-roles": administrators,
    "organization-users:remove": administrators,
    "custom-role:create": administrators,
    "custom-role:update": administrators,
    "custom-role:delete": administrators,
    "administration-role:grant": administrators,
    "organization:update": administrators,
    "organization:transfer-ownership": [owner],
    "organization:view": [
      owner,
      admin,
      { level: "organization", title: "Security Manager" },
      { level: "organization", title: "Product Analytics Viewer" },
      { level: "organization", title: "Member" },
    ],
  },
};

const projectOwner: Holder = { level: "project", title: "Project Owner" };
const managers = [...administrators, projectOwner];
const everyone: readonly Holder[] = [...managers, { level: "project", title: "Project Member" }];

/** Source: the table of "User Permissions" (Personalize), row by row. */
const personalizeTable: PermissionTable = {
  rule: "personalize-matrix",
  rows: {
    // A new project has no owner yet: whoever owns any Personalize project may create another.
    "project:create": [...administrators, { level: "any-project", title: "Project Owner" }],
    "project:update": managers,
    "project:connect-stack": managers,
    "project:delete": managers,
    "project-users:invite": managers,
    "project-users:remove": managers,
    "experience:create": everyone,
    "experience:update": everyone,
    "experience:delete": everyone,
    "experience-version:create": everyone,
    "experience-version:update": everyone,
    "experience-version:delete": everyone,
    "audience:create": everyone,
    "audience:update": everyone,
    "audience:delete": everyone,
    "attribute:create": everyone,
    "attribute:update": everyone,
    "attribute:delete": everyone,
    "event:create": everyone,
    "event:update": everyone,
    "event:delete": everyone,
  },
};

const stackOwner: Holder = { level: "project", title: "Owner" };
const stackAdmin: Holder = { level: "project", title: "Admin" };
const stackDeveloper: Holder = { level: "project", title: "Developer" };
const cmsAdmin: Holder = { level: "product", title: "Admin" };

/**
 * Source: "Types of Roles", "Add a New User", "Remove a User", "Assign Role to a User", "Create a Role", "Update a
 * Role", "Delete a Role" (stacks), "About Product Roles" (CMS Admin administers assigned stacks), and "Change
 * Organization Role of Existing Users" (Owner and Admin set the stack roles of everyone).
 */
const cmsTable: PermissionTable = {
  rule: "stack-roles",
  rows: {
    "project:create": administrators,
    "project:update": [stackOwner, stackAdmin, cmsAdmin],
    "project:delete": [owner, stackOwner],
    "project-users:invite": [...administrators, stackOwner, stackAdmin, cmsAdmin, stackDeveloper],
    "project-users:remove": [...administrators, stackOwner, ...only("added", [stackAdmin, cmsAdmin, stackDeveloper])],
    "project-users:assign-roles": [
      ...administrators,
      stackOwner,
      ...only("added", [stackAdmin, cmsAdmin, stackDeveloper]),
    ],
    "project-role:create": [stackOwner, stackAdmin, cmsAdmin, stackDeveloper],
    "project-role:update": [stackOwner, ...only("created", [stackAdmin, cmsAdmin, stackDeveloper])],
    "project-role:delete": [stackOwner, ...only("created", [stackAdmin, cmsAdmin, stackDeveloper])],
  },
};

const spaceOwner: Holder = { level: "project", title: "Space Owner" };
const spaceAdmins: readonly Holder[] = [
  spaceOwner,
  { level: "project", title: "Space Admin" },
  { level: "product", title: "Product Admin" },
];

/**
 * Source: "About Space Roles", "Manage Space Users", "About Product Roles". Who may create or delete a space is not
 * documented; administrators and the Space Owner are our inference, by analogy with stacks.
 */
const assetsTable: PermissionTable = {
  rule: "space-roles",
  rows: {
    "project:create": [...administrators, { level: "product", title: "Product Admin" }],
    "project:update": spaceAdmins,
    "project:delete": [owner, spaceOwner],
    "project-users:invite": [...administrators, ...spaceAdmins],
    "project-users:remove": [...administrators, ...spaceAdmins],
    "project-users:assign-roles": [...administrators, ...spaceAdmins],
    "project-role:create": spaceAdmins,
    "project-role:update": spaceAdmins,
    "project-role:delete": spaceAdmins,
  },
};

const agentOwners: readonly Holder[] = [...administrators, projectOwner];
const agentPeople: readonly Holder[] = [
  ...agentOwners,
  { level: "project", title: "AgentOS Admin" },
  { level: "project", title: "AgentOS Member" },
];

/**
 * Source: "Project Sharing" and "Managing Projects" (AgentOS): an invited person edits the project and adds people, and
 * removes nobody. Who may create a project or its custom roles is not documented; administrators are our inference.
 */
const agentosTable: PermissionTable = {
  rule: "agentos-roles",
  rows: {
    "project:create": administrators,
    "project:update": agentPeople,
    "project:delete": agentOwners,
    "project-users:invite": agentPeople,
    "project-users:remove": agentOwners,
    "project-users:assign-roles": agentOwners,
    "project-role:create": agentOwners,
    "project-role:update": agentOwners,
    "project-role:delete": agentOwners,
  },
};

/** The table a permission stands in, by the product of the project it is about. */
export const tableByProduct: Readonly<Record<Product, PermissionTable>> = {
  administration: organizationTable,
  personalize: personalizeTable,
  cms: cmsTable,
  assets: assetsTable,
  agentos: agentosTable,
};

/** Every permission there is, sorted: what `explain` and `who-can` take. */
export function allPermissions(): readonly string[] {
  const names = Object.values(tableByProduct).flatMap(({ rows }) => Object.keys(rows));
  return [...new Set(names)].toSorted();
}

function only(limit: "added" | "created", holders: readonly Holder[]): readonly Holder[] {
  return holders.map((holder) => ({ ...holder, only: limit }));
}
