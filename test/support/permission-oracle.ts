import { seedRows } from "./seed-matrix.ts";

// Who holds which permission, decided from tables typed by hand from the documentation pages: a second opinion that shares
// nothing with the product's tables.

/** What the oracle knows of a person towards one project. */
export interface Standing {
  /** Whether the person is in the organization and has accepted. */
  readonly accepted: boolean;
  readonly owner: boolean;
  readonly administrationRoles: readonly string[];
  /** Product roles of the project's product. */
  readonly productRoles: readonly string[];
  /** Roles of an accepted seat in the project; the maker's seat included. */
  readonly projectRoles: readonly string[];
  /** Whether the person added the one the change is about. */
  readonly addedThem: boolean;
  /** Whether the person made the object the change is about. */
  readonly madeIt: boolean;
  /** Whether the person owns any Personalize project. */
  readonly ownsAnyProject: boolean;
  /** The project role that is given, if one is: nobody gives a role with more in it than the one they give it by. */
  readonly grants?: string | undefined;
}

// Columns: Organization Owner, Organization Admin, then roles of the project, then product roles of people in it. `own` is
// yes towards people they added, or roles they made.
const tables: Readonly<Record<string, string>> = {
  cms: `
    permission                 | org:Owner | org:Admin | Owner | Admin | Developer | Content Manager | product:Admin
    project:create             | yes       | yes       | -     | -     | -         | -               | -
    project:update             | -         | -         | yes   | yes   | -         | -               | yes
    project:delete             | yes       | -         | yes   | -     | -         | -               | -
    project-users:invite       | yes       | yes       | yes   | yes   | yes       | -               | yes
    project-users:remove       | yes       | yes       | yes   | own   | own       | -               | own
    project-users:assign-roles | yes       | yes       | yes   | own   | own       | -               | own
    project-role:create        | -         | -         | yes   | yes   | yes       | -               | yes
    project-role:update        | -         | -         | yes   | own   | own       | -               | own
    project-role:delete        | -         | -         | yes   | own   | own       | -               | own
  `,
  assets: `
    permission                 | org:Owner | org:Admin | Space Owner | Space Admin | Asset Developer | Asset Manager | product:Product Admin
    project:create             | yes       | yes       | -           | -           | -               | -             | any
    project:update             | -         | -         | yes         | yes         | -               | -             | yes
    project:delete             | yes       | -         | yes         | -           | -               | -             | -
    project-users:invite       | yes       | yes       | yes         | yes         | -               | -             | yes
    project-users:remove       | yes       | yes       | yes         | yes         | -               | -             | yes
    project-users:assign-roles | yes       | yes       | yes         | yes         | -               | -             | yes
    project-role:create        | -         | -         | yes         | yes         | -               | -             | yes
    project-role:update        | -         | -         | yes         | yes         | -               | -             | yes
    project-role:delete        | -         | -         | yes         | yes         | -               | -             | yes
  `,
  agentos: `
    permission                 | org:Owner | org:Admin | Project Owner | AgentOS Admin | AgentOS Member | product:AgentOS Admin
    project:create             | yes       | yes       | -             | -             | -              | -
    project:update             | yes       | yes       | yes           | yes           | yes            | -
    project:delete             | yes       | yes       | yes           | -             | -              | -
    project-users:invite       | yes       | yes       | yes           | yes           | yes            | -
    project-users:remove       | yes       | yes       | yes           | -             | -              | -
    project-users:assign-roles | yes       | yes       | yes           | -             | -              | -
    project-role:create        | yes       | yes       | yes           | -             | -              | -
    project-role:update        | yes       | yes       | yes           | -             | -              | -
    project-role:delete        | yes       | yes       | yes           | -             | -              | -
  `,
};

/** Permissions of the organization itself, "About Administration Roles". */
const organizationRows: Readonly<Record<string, readonly string[]>> = {
  "organization-users:invite": ["Owner", "Admin"],
  "organization-users:update": ["Owner", "Admin"],
  "organization-users:update-roles": ["Owner", "Admin"],
  "organization-users:remove": ["Owner", "Admin"],
  "custom-role:create": ["Owner", "Admin"],
  "custom-role:update": ["Owner", "Admin"],
  "custom-role:delete": ["Owner", "Admin"],
  "administration-role:grant": ["Owner", "Admin"],
  "organization:update": ["Owner", "Admin"],
  "organization:transfer-ownership": ["Owner"],
  "organization:view": ["Owner", "Admin", "Security Manager", "Product Analytics Viewer", "Member"],
};

/** Whether a person holds a permission; `product` is the project's, or `administration` for the organization itself. */
export function mayDo(standing: Standing, product: string, permission: string): boolean {
  if (!standing.accepted) return false;
  const titles = [...(standing.owner ? ["Owner"] : []), ...standing.administrationRoles];
  if (product === "administration") {
    return titles.some((title) => organizationRows[permission]?.includes(title) ?? false);
  }
  if (product === "personalize") return mayDoInPersonalize(standing, titles, permission);
  return cellsOf(product, permission).some(([column, cell]) => isGiven(standing, titles, column, cell));
}

function isGiven(standing: Standing, titles: readonly string[], column: string, cell: string): boolean {
  if (cell === "-" || (cell === "own" && !standing.addedThem && !standing.madeIt)) return false;
  if (column.startsWith("org:")) return titles.includes(column.slice("org:".length));
  if (!column.startsWith("product:")) return standing.projectRoles.includes(column) && reaches(column, standing.grants);
  // A product role counts in the projects its holder is in; where there is none yet, anywhere.
  return (
    standing.productRoles.includes(column.slice("product:".length)) &&
    (cell === "any" || standing.projectRoles.length > 0)
  );
}

// What the owners and administrators of a place include is everything in it, custom roles as well.
const allOfThePlace: ReadonlySet<string> = new Set(["Owner", "Admin", "Space Owner", "Space Admin"]);

function reaches(column: string, grants: string | undefined): boolean {
  if (grants === undefined || grants === column || allOfThePlace.has(column)) return true;
  return (reach[column] ?? []).includes(grants);
}

const reach: Readonly<Record<string, readonly string[]>> = {
  Developer: ["Content Manager"],
  "Project Owner": ["AgentOS Admin", "AgentOS Member", "Project Member"],
  "AgentOS Admin": ["AgentOS Member"],
};

function mayDoInPersonalize(standing: Standing, titles: readonly string[], permission: string): boolean {
  const row = seedRows().find((one) => one.permission === permission);
  if (row === undefined) return false;
  const ownsOne =
    permission === "project:create" ? standing.ownsAnyProject : standing.projectRoles.includes("Project Owner");
  return (
    (row.administrators && (titles.includes("Owner") || titles.includes("Admin"))) ||
    (row.projectOwner && ownsOne) ||
    (row.projectMember && standing.projectRoles.includes("Project Member"))
  );
}

function cellsOf(product: string, permission: string): readonly (readonly [column: string, cell: string])[] {
  const [head = [], ...rows] = (tables[product] ?? "")
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const row = rows.find(([name]) => name === permission) ?? [];
  return head.slice(1).map((column, at) => [column, row[at + 1] ?? "-"] as const);
}

/** Every permission the tables speak of, by product. */
export function permissionsOf(product: string): readonly string[] {
  if (product === "administration") return Object.keys(organizationRows);
  if (product === "personalize") return seedRows().map(({ permission }) => permission);
  return (tables[product] ?? "")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => (line.split("|")[0] ?? "").trim());
}
