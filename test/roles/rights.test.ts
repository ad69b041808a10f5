import { describe, expect, test } from "vitest";

import { declare } from "../../src/declare.ts";
import type { Product } from "../../src/model/product.ts";
import type { State } from "../../src/model/state.ts";
import { readLive } from "../../src/read-live.ts";
import { findActor } from "../../src/roles/actor.ts";
import { administratorsOf, appointedAdministratorsOf } from "../../src/roles/administrators.ts";
import { describeRight, includesRole, rightsBeyond, rightsOf } from "../../src/roles/rights.ts";
import { shippedRoles } from "../../src/roles/shipped-roles.ts";
import { type LiveDetails, liveFrom } from "../support/live-organization.ts";
import { documentsOf, type Manifest, member, organization, project, role, seats } from "../support/manifests.ts";

const world: readonly Manifest[] = [
  organization(),
  member("ada"),
  member("ben", { administrationRoles: ["Admin"] }),
  member("mara", { administrationRoles: ["Security Manager", "Clerk"] }),
  member("ines", { productRoles: { cms: ["Admin"], assets: [] } }),
  role("clerk", { product: "administration", level: "product", rules: [{ category: "Info", actions: ["View"] }] }),
  project("shop", { members: seats({ ines: ["Project Owner"], mara: ["Project Member"] }) }),
  project("site", { product: "cms", members: seats({ ines: ["Content Manager", "Editor"] }) }),
  role("editor", { product: "cms", level: "project", project: "site" }),
];

function stateOf(details: LiveDetails = {}): State {
  return readLive(declare(documentsOf(world), []).objects, liveFrom(world, details)).state;
}

function described(state: State, name: string, acceptedOnly = true): readonly string[] {
  return rightsBeyond(rightsOf(state, name, { acceptedOnly }), new Map()).map(describeRight);
}

describe("a person's rights", () => {
  test.each([
    ["ada", ["Owner of the organization"]],
    ["ben", ["Admin of the organization"]],
    ["mara", ["Clerk of the organization", "Security Manager of the organization", "Project Member of shop"]],
    [
      "ines",
      [
        "Member of the organization",
        "Admin of CMS",
        "Content Manager of site",
        "Editor of site",
        "Project Owner of shop",
      ],
    ],
    ["nobody", []],
  ])("%s", (name, rights) => {
    expect(described(stateOf(), name)).toEqual(rights);
  });

  test("are none while the invitation is pending, and what it will give when one asks for that", () => {
    const state = stateOf({ pending: ["ben"] });
    expect(described(state, "ben")).toEqual([]);
    expect(described(state, "ben", false)).toEqual(["Admin of the organization"]);
  });

  test("do not include a project whose seat is pending", () => {
    const state = stateOf({ pendingSeats: ["shop/mara"] });
    expect(described(state, "mara")).toEqual(["Clerk of the organization", "Security Manager of the organization"]);
  });

  test("include the seat of whoever made a stack", () => {
    expect(described(stateOf({ createdBy: { "Project/site": "mara" } }), "mara")).toContain("Owner of site");
  });

  test("never include the seat of whoever made a Personalize project and has left it", () => {
    expect(described(stateOf({ createdBy: { "Project/shop": "ben" } }), "ben")).toEqual(["Admin of the organization"]);
  });
});

describe("what a role includes", () => {
  const state = stateOf();

  test.each([
    ["administration", "product", "Owner", "Security Manager", true],
    ["administration", "product", "Admin", "Security Manager", false],
    ["administration", "product", "Security Manager", "Product Analytics Viewer", false],
    ["administration", "product", "Admin", "Owner", false],
    ["cms", "product", "Developer", "Content Manager", true],
    ["cms", "product", "Developer", "Admin", false],
    ["assets", "product", "Asset Type Manager", "Member", true],
    ["agentos", "product", "AgentOS Admin", "AgentOS Member", true],
  ] as const)("%s, level %s: %s and %s: %s", (product, level, one, other, includes) => {
    expect(includesRole(state, { product, level, title: one }, { product, level, title: other })).toBe(includes);
  });

  test("Members of different products are different roles", () => {
    const asset = { product: "assets", level: "product", title: "Member" } as const;
    expect(includesRole(state, { product: "administration", level: "product", title: "Admin" }, asset)).toBe(false);
  });

  test("a stack's Admin includes its custom roles, a Developer does not, and an Admin of another stack does not", () => {
    const editor = { product: "cms", level: "project", title: "Editor", project: "site" } as const;
    expect(includesRole(state, { ...editor, title: "Admin" }, editor)).toBe(true);
    expect(includesRole(state, { ...editor, title: "Developer" }, editor)).toBe(false);
    expect(includesRole(state, { ...editor, title: "Admin", project: "blog" }, editor)).toBe(false);
  });
});

describe("the shipped roles", () => {
  const titlesOf = (product: Product, level: string): readonly string[] =>
    shippedRoles.filter((one) => one.product === product && one.level === level).map(({ title }) => title);

  // The tables 3.1 to 3.3 of the specification.
  test.each([
    ["administration", "product", ["Owner", "Admin", "Security Manager", "Product Analytics Viewer", "Member"]],
    ["cms", "product", ["Admin", "Developer", "Content Manager"]],
    ["assets", "product", ["Product Admin", "Asset Type Manager", "Member"]],
    ["agentos", "product", ["AgentOS Admin", "AgentOS Member"]],
    ["personalize", "project", ["Project Owner", "Project Member"]],
    ["cms", "project", ["Owner", "Admin", "Developer", "Content Manager"]],
    ["assets", "project", ["Space Owner", "Space Admin", "Asset Developer", "Asset Manager"]],
    ["agentos", "project", ["Project Owner", "AgentOS Admin", "AgentOS Member"]],
    ["personalize", "product", []],
    ["administration", "project", []],
  ] as const)("of %s, level %s", (product, level, titles) => {
    expect(titlesOf(product, level)).toEqual(titles);
  });

  test("that nobody can be given are the owners' seats, but for the Project Owner of Personalize", () => {
    const seatsOfOwners = shippedRoles
      .filter(({ assignable }) => !assignable)
      .map(({ product, title }) => `${product}: ${title}`);
    expect(seatsOfOwners).toEqual([
      "administration: Owner",
      "cms: Owner",
      "assets: Space Owner",
      "agentos: Project Owner",
    ]);
  });
});

describe("administrators", () => {
  test("are accepted", () => {
    const state = stateOf({ pending: ["ben"] });
    expect(administratorsOf(state)).toEqual(["ada"]);
    expect(appointedAdministratorsOf(state)).toEqual(["ada", "ben"]);
  });

  test("hold Owner or Admin, not Security Manager", () => {
    expect(administratorsOf(stateOf())).toEqual(["ada", "ben"]);
  });
});

describe("an actor", () => {
  test("has the roles of the organization that are live, the strongest first", () => {
    expect(findActor(stateOf(), "ADA@acme.test")).toEqual({
      email: "ada@acme.test",
      member: "ada",
      liveRoles: ["Owner", "Member"],
    });
  });

  test("who is nobody has none", () => {
    expect(findActor(stateOf(), "eve@acme.test")).toEqual({ email: "eve@acme.test", liveRoles: [] });
  });
});
