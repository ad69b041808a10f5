import { compareText, textOf } from "./model/json.ts";
import type { State } from "./model/state.ts";
import { productOf } from "./roles/holdings.ts";
import { type ShippedRole, shippedRoles } from "./roles/shipped-roles.ts";

/** One role of the organization. */
export interface RoleRow {
  readonly title: string;
  readonly level: string;
  readonly product: string;
  /** Handle of the project a project's role holds in; absent for shipped roles, which every project has. */
  readonly project?: string | undefined;
  readonly default: boolean;
  readonly uid?: string | undefined;
}

/** Every role there is: the shipped ones of each product in use, and the custom ones. Sorted by product and level. */
export function roleReport(state: State): readonly RoleRow[] {
  const shipped = shippedRoles.flatMap((role) =>
    role.level === "product" ? [rowOf(role)] : inEachProject(state, role),
  );
  const custom = [...state.entitiesOf("Role")].map(({ fields, uid }): RoleRow => {
    const { title, level, product, project } = fields;
    return {
      title: textOf(title),
      level: textOf(level),
      product: textOf(product),
      project: typeof project === "string" ? project : undefined,
      default: false,
      uid,
    };
  });
  return [...shipped, ...custom.toSorted((one, other) => compareText(one.title, other.title))].toSorted(
    (one, other) => order(one) - order(other) || compareText(one.project ?? "", other.project ?? ""),
  );
}

function rowOf({ title, level, product }: ShippedRole): RoleRow {
  return { title, level, product, default: true };
}

function inEachProject(state: State, role: ShippedRole): readonly RoleRow[] {
  return [...state.entitiesOf("Project")]
    .filter((project) => productOf(project) === role.product)
    .map(({ name }) => ({ ...rowOf(role), project: name }))
    .toSorted((one, other) => compareText(one.project, other.project));
}

function order({ product, level }: RoleRow): number {
  return products.indexOf(product) * 2 + (level === "product" ? 0 : 1);
}

const products = ["administration", "cms", "assets", "agentos", "personalize"];
