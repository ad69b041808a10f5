import fc from "fast-check";

import type { Requirement } from "../../src/model/change.ts";
import { textOf } from "../../src/model/json.ts";
import type { Product } from "../../src/model/product.ts";
import { identityOf, type Manifest, withSpec } from "./manifests.ts";
import { permissionsOf, type Standing } from "./permission-oracle.ts";
import { type RandomOrganization, titlesByProject } from "./random-organization.ts";

/** A question about one person, and the product whose table answers it. */
export interface Asked {
  readonly product: Product;
  readonly requirement: Requirement;
}

const projects: readonly (readonly [string, Product])[] = [
  ["shop", "personalize"],
  ["club", "personalize"],
  ["site", "cms"],
  ["vault", "assets"],
  ["desk", "agentos"],
];

/** Every permission of every table, in every project, towards one person and objects that this person made. */
export function everyRequirement(about: string): readonly Asked[] {
  const wide = permissionsOf("administration").map((permission): Asked => ({
    product: "administration",
    requirement: { permission },
  }));
  return [
    ...wide,
    ...projects.flatMap(([project, product]) =>
      permissionsOf(product).flatMap((permission) => inProject({ project, product, permission, about })),
    ),
  ];
}

interface Place {
  readonly project: string;
  readonly product: Product;
  readonly permission: string;
  readonly about: string;
}

function inProject({ project, product, permission, about }: Place): readonly Asked[] {
  if (permission === "project:create") {
    return [{ product, requirement: { permission, project: "not-made-yet", product } }];
  }
  if (permission.startsWith("project-role:")) {
    return [{ product, requirement: { permission, project, createdBy: about } }];
  }
  const plain = { product, requirement: { permission, project, member: about } };
  const isGrant = permission === "project-users:invite" || permission === "project-users:assign-roles";
  const grants = isGrant ? (titlesByProject[project] ?? []) : [];
  return [plain, ...grants.map((title) => ({ product, requirement: { ...plain.requirement, grants: title } }))];
}

/** What the oracle has to know of a person to answer a question, read from the manifests that made the organization. */
export function standingOf(organization: RandomOrganization, name: string, requirement: Requirement): Standing {
  const { manifests, details } = organization;
  const person = find(manifests, `Member/${name}`);
  const place = requirement.project ?? "";
  const product = requirement.product ?? textOf(find(manifests, `Project/${place}`)?.spec["product"]);
  const isAboutRoles = requirement.permission.startsWith("project-role:");
  return {
    accepted: details.pending?.includes(name) !== true,
    owner: name === "p0",
    administrationRoles: textsIn(person?.spec["administrationRoles"]),
    productRoles: productRolesOf(person, product),
    projectRoles: rolesIn(organization, place, name),
    addedThem: !isAboutRoles && adderOf(organization, place, requirement.member ?? "") === name,
    madeIt: isAboutRoles && requirement.createdBy === name,
    ownsAnyProject: ["shop", "club"].some((one) => rolesIn(organization, one, name).includes("Project Owner")),
    grants: requirement.grants,
  };
}

function productRolesOf(person: Manifest | undefined, product: string): readonly string[] {
  const roles = person?.spec["productRoles"] as Readonly<Record<string, unknown>> | undefined;
  return textsIn(roles?.[product]);
}

const makersSeats: Readonly<Record<string, string>> = { site: "Owner", vault: "Space Owner", desk: "Project Owner" };

function rolesIn({ manifests, details }: RandomOrganization, place: string, name: string): readonly string[] {
  const listed = seatIn(manifests, place, name) ?? [];
  const made = details.createdBy?.[`Project/${place}`] === name ? makersSeats[place] : undefined;
  if (made !== undefined) return [made, ...listed];
  return details.pendingSeats?.includes(`${place}/${name}`) === true ? [] : listed;
}

// Whoever made a project was added by nobody.
function adderOf({ manifests, details }: RandomOrganization, place: string, name: string): string | undefined {
  const isListed = seatIn(manifests, place, name) !== undefined;
  return isListed && details.createdBy?.[`Project/${place}`] !== name
    ? details.invitedBy?.[`${place}/${name}`]
    : undefined;
}

function seatIn(manifests: readonly Manifest[], place: string, name: string): readonly string[] | undefined {
  const members = (find(manifests, `Project/${place}`)?.spec["members"] ?? []) as readonly Readonly<{
    member: string;
    roles: readonly string[];
  }>[];
  return members.find(({ member }) => member === name)?.roles;
}

/** A role more for somebody: in the organization, in a product, or in a project. */
export const anyGrant = fc.record({
  member: fc.constantFrom("p1", "p2", "p3"),
  give: fc.oneof(
    fc
      .constantFrom("Admin", "Security Manager", "Product Analytics Viewer", "Member", "Keeper")
      .map((title) => givingTo("Member", "administrationRoles", title)),
    fc.constantFrom("Admin", "Developer", "Writer").map((title) => givingProductRole(title)),
    fc
      .constantFrom(...Object.keys(titlesByProject))
      .chain((place) => fc.constantFrom(...(titlesByProject[place] ?? [])).map((title) => givingSeat(place, title))),
  ),
});

type Give = (manifests: readonly Manifest[], name: string) => readonly Manifest[];

function givingTo(kind: string, field: string, title: string): Give {
  return (manifests, name) =>
    manifests.map((one) =>
      identityOf(one) === `${kind}/${name}`
        ? withSpec(one, { [field]: [...new Set([...textsIn(one.spec[field]), title])] })
        : one,
    );
}

function givingProductRole(title: string): Give {
  return (manifests, name) =>
    manifests.map((one) => {
      const roles = one.spec["productRoles"] as Readonly<Record<string, unknown>> | undefined;
      return identityOf(one) === `Member/${name}`
        ? withSpec(one, { productRoles: { cms: [...new Set([...textsIn(roles?.["cms"]), title])] } })
        : one;
    });
}

function givingSeat(place: string, title: string): Give {
  return (manifests, name) =>
    manifests.map((one) => {
      if (identityOf(one) !== `Project/${place}`) return one;
      const members = (one.spec["members"] ?? []) as readonly Readonly<{ member: string; roles: readonly string[] }>[];
      const roles = [...new Set([...(seatIn(manifests, place, name) ?? []), title])];
      return withSpec(one, { members: [...members.filter(({ member }) => member !== name), { member: name, roles }] });
    });
}

function find(manifests: readonly Manifest[], address: string): Manifest | undefined {
  return manifests.find((one) => identityOf(one) === address);
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
