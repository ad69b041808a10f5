import type { Level, Product } from "../model/product.ts";

/** A role that comes with the service. */
export interface ShippedRole {
  readonly title: string;
  readonly product: Product;
  readonly level: Level;
  /** Whether it can be given by listing it; an Owner's seat changes hands in other ways. */
  readonly assignable: boolean;
  /** Titles at the same level whose rights this role has too, directly or through others. */
  readonly includes: readonly string[];
  /** Whether it also has whatever a custom role at the same level may give. */
  readonly includesCustom: boolean;
  /** Whether its holder decides about other people's access: gaining it is an escalation. */
  readonly administers: boolean;
}

/**
 * Every shipped role. Sources: "About Administration Roles" and "About Product Roles" for the first two blocks,
 * "Types of Roles" (stacks), "About Space Roles" (Assets), "Project Sharing" (AgentOS) and "User Permissions"
 * (Personalize) for project roles. What AgentOS Admin and AgentOS Member include is not documented; that the Admin
 * includes the Member is our inference from the names.
 */
export const shippedRoles: readonly ShippedRole[] = [
  role(["administration", "product"], "Owner", {
    includes: ["Admin", "Security Manager", "Product Analytics Viewer", "Member"],
    owner: true,
  }),
  role(["administration", "product"], "Admin", { includes: ["Product Analytics Viewer", "Member"], administers: true }),
  role(["administration", "product"], "Security Manager", { includes: ["Member"], administers: true }),
  role(["administration", "product"], "Product Analytics Viewer", { includes: ["Member"] }),
  role(["administration", "product"], "Member"),

  role(["cms", "product"], "Admin", { includes: ["Developer", "Content Manager"], administers: true }),
  role(["cms", "product"], "Developer", { includes: ["Content Manager"] }),
  role(["cms", "product"], "Content Manager"),
  role(["assets", "product"], "Product Admin", { includes: ["Asset Type Manager", "Member"], administers: true }),
  role(["assets", "product"], "Asset Type Manager", { includes: ["Member"] }),
  role(["assets", "product"], "Member"),
  role(["agentos", "product"], "AgentOS Admin", { includes: ["AgentOS Member"], administers: true }),
  role(["agentos", "product"], "AgentOS Member"),

  role(["personalize", "project"], "Project Owner", { includes: ["Project Member"], administers: true }),
  role(["personalize", "project"], "Project Member"),
  role(["cms", "project"], "Owner", { includes: ["Admin", "Developer", "Content Manager"], owner: true }),
  role(["cms", "project"], "Admin", {
    includes: ["Developer", "Content Manager"],
    includesCustom: true,
    administers: true,
  }),
  role(["cms", "project"], "Developer", { includes: ["Content Manager"] }),
  role(["cms", "project"], "Content Manager"),
  role(["assets", "project"], "Space Owner", {
    includes: ["Space Admin", "Asset Developer", "Asset Manager"],
    owner: true,
  }),
  role(["assets", "project"], "Space Admin", {
    includes: ["Asset Developer", "Asset Manager"],
    includesCustom: true,
    administers: true,
  }),
  role(["assets", "project"], "Asset Developer"),
  role(["assets", "project"], "Asset Manager"),
  role(["agentos", "project"], "Project Owner", { includes: ["AgentOS Admin", "AgentOS Member"], owner: true }),
  role(["agentos", "project"], "AgentOS Admin", { includes: ["AgentOS Member"], administers: true }),
  role(["agentos", "project"], "AgentOS Member"),
];

/** The shipped roles of one product and level, strongest first. */
export function shippedRolesOf(product: Product, level: Level): readonly ShippedRole[] {
  return shippedRoles.filter((candidate) => candidate.product === product && candidate.level === level);
}

/** The shipped role with this title, compared exactly. */
export function findShippedRole(product: Product, level: Level, title: string): ShippedRole | undefined {
  return byScopeAndTitle.get(`${product}/${level}/${title}`);
}

/** Whether a shipped role includes another of the same product and level, directly or through others. */
export function includesShipped(
  scope: { readonly product: Product; readonly level: Level },
  holder: string,
  title: string,
): boolean {
  const includes = findShippedRole(scope.product, scope.level, holder)?.includes ?? [];
  return includes.includes(title) || includes.some((included) => includesShipped(scope, included, title));
}

/** The title of the seat that the creator of a project takes; none where the seat is given by listing it. */
export function ownerTitleOf(product: Product): string | undefined {
  return shippedRolesOf(product, "project").find(({ assignable }) => !assignable)?.title;
}

const byScopeAndTitle = new Map(
  shippedRoles.map((shipped) => [`${shipped.product}/${shipped.level}/${shipped.title}`, shipped]),
);

interface Traits {
  readonly includes?: readonly string[];
  readonly includesCustom?: boolean;
  readonly administers?: boolean;
  readonly owner?: boolean;
}

function role([product, level]: readonly [Product, Level], title: string, traits: Traits = {}): ShippedRole {
  const owner = traits.owner ?? false;
  return {
    title,
    product,
    level,
    assignable: !owner,
    includes: traits.includes ?? [],
    includesCustom: owner || (traits.includesCustom ?? false),
    administers: owner || (traits.administers ?? false),
  };
}
