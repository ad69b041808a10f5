import { describe, expect, test } from "vitest";

import type { LiveDetails } from "../support/live-organization.ts";
import { liveFrom } from "../support/live-organization.ts";
import {
  type Manifest,
  member,
  organization,
  project,
  replacing,
  role,
  seats,
  without,
  withSpec,
} from "../support/manifests.ts";
import { denialsOf, planOf } from "../support/planning.ts";

type Seats = Readonly<Record<string, readonly string[]>>;

/** What one product's table is tried on: the people who try, the project they stand in, and what they try to give. */
interface Trial {
  readonly product: "cms" | "assets" | "agentos";
  /** Roles of the people in the project; the one who made it has none listed. */
  readonly people: Seats;
  readonly maker: string;
  readonly productRoles: Readonly<Record<string, string>>;
  /** The least role there is, for everybody who is only the object of a change. */
  readonly least: string;
  /** A role that administers. */
  readonly most: string;
  readonly table: string;
}

const stack: Trial = {
  product: "cms",
  maker: "stan",
  people: {
    adam: ["Admin"],
    dev: ["Developer"],
    con: ["Content Manager"],
    cus: ["Reviewer"],
    pat: ["Content Manager"],
  },
  productRoles: { pat: "Admin", out: "Admin" },
  least: "Content Manager",
  most: "Admin",
  // "Add a New User", "Remove a User", "Assign Role to a User", "Create a Role", "Update a Role", "Delete a Role", "Types of Roles".
  table: `
                                  | ada ben stan adam dev con cus pat out nia
    invite with the least role    | yes yes yes  yes  yes no  no  yes no  no
    invite with the most          | yes yes yes  yes  no  no  no  yes no  no
    remove somebody they added    | yes yes yes  yes  yes no  no  yes no  no
    remove somebody else          | yes yes yes  no   no  no  no  no  no  no
    assign to somebody they added | yes yes yes  yes  yes no  no  yes no  no
    assign to somebody else       | yes yes yes  no   no  no  no  no  no  no
    create a role                 | no  no  yes  yes  yes no  no  yes no  no
    update a role they created    | no  no  yes  yes  yes no  no  yes no  no
    update a role of another      | no  no  yes  no   no  no  no  no  no  no
    delete a role they created    | no  no  yes  yes  yes no  no  yes no  no
    delete a role of another      | no  no  yes  no   no  no  no  no  no  no
    update the project            | no  no  yes  yes  no  no  no  yes no  no
    delete the project            | yes no  yes  no   no  no  no  no  no  no
    create a project              | yes yes no   no   no  no  no  no  no  no
  `,
};

const space: Trial = {
  product: "assets",
  maker: "stan",
  people: {
    adam: ["Space Admin"],
    dev: ["Asset Developer"],
    con: ["Asset Manager"],
    cus: ["Reviewer"],
    pat: ["Asset Manager"],
  },
  productRoles: { pat: "Product Admin", out: "Product Admin" },
  least: "Asset Manager",
  most: "Space Admin",
  // "About Space Roles", "Manage Space Users", "About Product Roles"; making and deleting spaces is inferred.
  table: `
                                  | ada ben stan adam dev con cus pat out nia
    invite with the least role    | yes yes yes  yes  no  no  no  yes no  no
    invite with the most          | yes yes yes  yes  no  no  no  yes no  no
    remove somebody they added    | yes yes yes  yes  no  no  no  yes no  no
    remove somebody else          | yes yes yes  yes  no  no  no  yes no  no
    assign to somebody they added | yes yes yes  yes  no  no  no  yes no  no
    assign to somebody else       | yes yes yes  yes  no  no  no  yes no  no
    create a role                 | no  no  yes  yes  no  no  no  yes no  no
    update a role they created    | no  no  yes  yes  no  no  no  yes no  no
    update a role of another      | no  no  yes  yes  no  no  no  yes no  no
    delete a role they created    | no  no  yes  yes  no  no  no  yes no  no
    delete a role of another      | no  no  yes  yes  no  no  no  yes no  no
    update the project            | no  no  yes  yes  no  no  no  yes no  no
    delete the project            | yes no  yes  no   no  no  no  no  no  no
    create a project              | yes yes no   no   no  no  no  yes yes no
  `,
};

const agents: Trial = {
  product: "agentos",
  maker: "stan",
  people: {
    adam: ["AgentOS Admin"],
    dev: ["AgentOS Member"],
    con: ["AgentOS Member"],
    cus: ["Reviewer"],
    pat: ["AgentOS Member"],
  },
  productRoles: { pat: "AgentOS Admin", out: "AgentOS Admin" },
  least: "AgentOS Member",
  most: "AgentOS Admin",
  // "Project Sharing" and "Managing Projects"; custom roles and making projects are inferred.
  table: `
                                  | ada ben stan adam dev con cus pat out nia
    invite with the least role    | yes yes yes  yes  yes yes no  yes no  no
    invite with the most          | yes yes yes  yes  no  no  no  no  no  no
    remove somebody they added    | yes yes yes  no   no  no  no  no  no  no
    remove somebody else          | yes yes yes  no   no  no  no  no  no  no
    assign to somebody they added | yes yes yes  no   no  no  no  no  no  no
    assign to somebody else       | yes yes yes  no   no  no  no  no  no  no
    create a role                 | yes yes yes  no   no  no  no  no  no  no
    update a role they created    | yes yes yes  no   no  no  no  no  no  no
    update a role of another      | yes yes yes  no   no  no  no  no  no  no
    delete a role they created    | yes yes yes  no   no  no  no  no  no  no
    delete a role of another      | yes yes yes  no   no  no  no  no  no  no
    update the project            | yes yes yes  yes  yes yes no  yes no  no
    delete the project            | yes yes yes  no   no  no  no  no  no  no
    create a project              | yes yes no   no   no  no  no  no  no  no
  `,
};

describe.each([stack, space, agents])("who may do what in a project of $product", (trial) => {
  test.each(cellsOf(trial))("$action: $actor $word", ({ action, actor, may }) => {
    const { live, declared } = attempt(trial, action);
    const plan = planOf({ live: liveFrom(live, detailsFor(trial, actor)), declared, actor });
    expect(plan.changes).toHaveLength(1);
    expect(Object.keys(denialsOf(plan))).toHaveLength(may ? 0 : 1);
    expect(plan.verdict).toBe(may ? "allowed" : "denied");
  });
});

describe("the reason of a denial in a stack", () => {
  test.each([
    ["dev", "invite with the most", "grant-beyond-own"],
    ["dev", "remove somebody else", "only-those-they-added"],
    ["adam", "update a role of another", "only-those-they-created"],
    ["con", "create a role", "role-lacks"],
    ["eve@elsewhere.test", "create a role", "actor-unknown"],
  ])("%s, who tries to %s, is told `%s`", (actor, action, code) => {
    const { live, declared } = attempt(stack, action);
    const plan = planOf({ live: liveFrom(live, detailsFor(stack, actor)), declared, actor });
    expect(Object.values(denialsOf(plan))).toEqual([code]);
  });
});

test("a Developer who edits the rules of a role that somebody holds gives more than they have", () => {
  const { live } = attempt(stack, "update a role they created");
  const declared = replacing(live, withSpec(reviewer(stack), { rules: [{ module: "locale", acl: { update: true } }] }));
  const details = { ...detailsFor(stack, "dev"), createdBy: { "Project/place": "stan", "Role/reviewer": "dev" } };
  expect(denialsOf(planOf({ live: liveFrom(live, details), declared, actor: "dev" }))).toEqual({
    "Role/reviewer": "grant-beyond-own",
  });
});

interface Cell {
  readonly action: string;
  readonly actor: string;
  readonly may: boolean;
  readonly word: string;
}

function cellsOf({ table }: Trial): readonly Cell[] {
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((part) => part.trim()));
  const actors = head.at(-1)?.split(/\s+/) ?? [];
  return rows.flatMap(([action = "", cells = ""]) => {
    const words = cells.split(/\s+/);
    return actors.map((actor, at) => ({
      action,
      actor,
      may: words[at] === "yes",
      word: words[at] === "yes" ? "may" : "may not",
    }));
  });
}

// One person was added by whoever tries, the other by nobody in particular; the same with two roles nobody holds.
function detailsFor({ maker }: Trial, actor: string): LiveDetails {
  const own = actor.includes("@") ? {} : { "place/theirs": actor };
  const created = actor.includes("@") ? {} : { "Role/theirs": actor };
  return { invitedBy: own, createdBy: { "Project/place": maker, "Project/bare": maker, ...created } };
}

function attempt(
  trial: Trial,
  action: string,
): { readonly live: readonly Manifest[]; readonly declared: readonly Manifest[] } {
  const world = worldOf(trial);
  const place = placeOf(trial);
  const changed = (people: Seats): readonly Manifest[] => replacing(world, withSpec(place, { members: seats(people) }));
  const all: Seats = { ...trial.people, theirs: [trial.least], another: [trial.least] };
  const { theirs: _one, ...withoutTheirs } = all;
  const { another: _other, ...withoutAnother } = all;
  const bare = project("bare", { product: trial.product, members: seats({ ...trial.people, cus: [trial.least] }) });
  const declaredByAction: Readonly<Record<string, readonly Manifest[]>> = {
    "invite with the least role": changed({ ...all, guest: [trial.least] }),
    "invite with the most": changed({ ...all, guest: [trial.most] }),
    "remove somebody they added": changed(withoutTheirs),
    "remove somebody else": changed(withoutAnother),
    // Everybody who may assign at all has what this role gives.
    "assign to somebody they added": changed({ ...all, theirs: [lesser(trial)] }),
    "assign to somebody else": changed({ ...all, another: [lesser(trial)] }),
    "create a role": replacing(world, roleIn(trial, "brand-new")),
    "update a role they created": replacing(world, withSpec(roleIn(trial, "theirs"), { description: "edited" })),
    "update a role of another": replacing(world, withSpec(roleIn(trial, "another"), { description: "edited" })),
    "delete a role they created": without(world, "Role/theirs"),
    "delete a role of another": without(world, "Role/another"),
    "update the project": replacing(world, withSpec(place, { description: "edited" })),
    "delete the project": world,
    "create a project": replacing(world, project("brand-new", { product: trial.product })),
  };
  return { live: action === "delete the project" ? [...world, bare] : world, declared: declaredByAction[action] ?? [] };
}

function lesser({ product, least }: Trial): string {
  return { cms: "Developer", assets: "Asset Developer", agentos: "AgentOS Admin" }[product] ?? least;
}

function worldOf(trial: Trial): readonly Manifest[] {
  const people = ["ada", "ben", "stan", ...Object.keys(trial.people), "out", "nia", "guest", "theirs", "another"];
  return [
    organization({
      manage: { Role: "authoritative", Project: "authoritative" },
      guards: { lossBudget: { atLeast: 10 } },
    }),
    ...people.map((name) => personOf(trial, name)),
    reviewer(trial),
    roleIn(trial, "theirs"),
    roleIn(trial, "another"),
    placeOf(trial),
  ];
}

function personOf({ product, productRoles }: Trial, name: string): Manifest {
  const title = productRoles[name];
  return member(name, {
    administrationRoles: [name === "ben" ? "Admin" : "Member"],
    ...(title !== undefined && { productRoles: { [product]: [title] } }),
  });
}

function placeOf(trial: Trial): Manifest {
  const people: Seats = { ...trial.people, theirs: [trial.least], another: [trial.least] };
  return project("place", { product: trial.product, description: "", members: seats(people) });
}

function reviewer(trial: Trial): Manifest {
  return roleIn(trial, "reviewer");
}

function roleIn({ product }: Trial, name: string): Manifest {
  return role(name, { product, level: "project", project: "place" });
}
