import { describe, expect, test } from "vitest";

import { explain } from "../../src/ask.ts";
import { declare } from "../../src/declare.ts";
import { readLive } from "../../src/read-live.ts";
import {
  documentsOf,
  type Manifest,
  member,
  organization,
  replacing,
  role,
  without,
  withSpec,
} from "../support/manifests.ts";
import { permissionWorld, permissionWorldLive } from "../support/permission-world.ts";
import { planOf } from "../support/planning.ts";

// The table "About Administration Roles" as the specification has it, typed by hand: who may, row by row.
const administrators = ["ada", "ben"];
const everybodyElse = ["mara", "pia", "nia", "kit", "ines", "lin", "raj", "peter", "paula", "eve@elsewhere.test"];

const reader = role("reader", { title: "Reader", product: "administration", level: "product" });
const nia = member("nia", { administrationRoles: ["Member"] });
const mara = member("mara", { administrationRoles: ["Security Manager"] });

interface Row {
  readonly name: string;
  readonly live?: readonly Manifest[];
  readonly declared: readonly Manifest[];
  readonly needs: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "invite a person",
    declared: replacing(permissionWorld, member("zoe")),
    needs: ["organization-users:invite"],
  },
  {
    name: "give a product role",
    declared: replacing(permissionWorld, withSpec(nia, { productRoles: { cms: ["Developer"] } })),
    needs: ["organization-users:update-roles"],
  },
  {
    name: "edit a person's name",
    declared: replacing(permissionWorld, withSpec(nia, { fullName: "Nia Moreau" })),
    needs: ["organization-users:update"],
  },
  {
    name: "remove a person",
    live: [member("zoe")],
    declared: permissionWorld,
    needs: ["organization-users:remove"],
  },
  {
    name: "create a custom role",
    declared: replacing(permissionWorld, reader),
    needs: ["custom-role:create"],
  },
  {
    name: "update a custom role",
    live: [reader],
    declared: replacing(permissionWorld, withSpec(reader, { description: "Reads" })),
    needs: ["custom-role:update"],
  },
  {
    name: "delete a custom role",
    live: [reader],
    declared: permissionWorld,
    needs: ["custom-role:delete"],
  },
  ...["Admin", "Security Manager", "Product Analytics Viewer"].map((title) => ({
    name: `grant ${title}`,
    declared: replacing(permissionWorld, withSpec(nia, { administrationRoles: ["Member", title] })),
    needs: ["organization-users:update-roles", "administration-role:grant"],
  })),
  {
    name: "grant Member",
    declared: replacing(permissionWorld, withSpec(mara, { administrationRoles: ["Security Manager", "Member"] })),
    needs: ["organization-users:update-roles"],
  },
  {
    name: "grant a custom Administration role",
    declared: replacing(permissionWorld, withSpec(nia, { administrationRoles: ["Member", "Keyholder"] })),
    needs: ["organization-users:update-roles", "administration-role:grant"],
  },
  {
    name: "invite a person as Admin",
    declared: replacing(permissionWorld, member("zoe", { administrationRoles: ["Admin"] })),
    needs: ["organization-users:invite", "administration-role:grant"],
  },
  {
    name: "edit the organization's settings",
    declared: replacing(permissionWorld, withSpec(organizationOf(permissionWorld), { title: "Acme Inc" })),
    needs: ["organization:update"],
  },
];

describe.each(rows)("who may $name", ({ live = [], declared, needs }) => {
  test.each(administrators)("%s may", (actor) => {
    const plan = planOf({ live: permissionWorldLive(...live), declared, actor });
    expect(plan.changes.map(({ requirements }) => requirements.map(({ permission }) => permission))).toEqual([needs]);
    expect(plan.verdict).toBe("allowed");
  });

  test.each(everybodyElse)("%s may not", (actor) => {
    const plan = planOf({ live: permissionWorldLive(...live), declared, actor });
    expect(plan.changes.map(({ decision }) => decision.allowed)).toEqual([false]);
    expect(plan.verdict).toBe("denied");
  });

  test("everybody is told that Owner and Admin could", () => {
    const plan = planOf({ live: permissionWorldLive(...live), declared, actor: "nia" });
    expect(plan.changes.map(({ decision }) => decision.whoCan)).toEqual([administrators]);
  });
});

describe("transferring the ownership", () => {
  const declared = replacing(permissionWorld, withSpec(organizationOf(permissionWorld), { owner: "ben" }));

  test("the Owner alone has the right, and a manifest is not the way to use it", () => {
    const plan = planOf({ live: permissionWorldLive(), declared, actor: "ada" });
    expect(plan.changes.map(({ decision }) => decision.allowed)).toEqual([true]);
    expect(plan.findings.map(({ code }) => code)).toEqual(["actor-keeps-access", "one-owner"]);
    expect(plan.verdict).toBe("refused");
  });

  test.each(["ben", ...everybodyElse])("%s has not", (actor) => {
    const plan = planOf({ live: permissionWorldLive(), declared, actor });
    expect(plan.changes.map(({ decision }) => decision.allowed)).toEqual([false]);
    expect(plan.verdict).toBe("denied");
  });
});

describe("viewing the organization", () => {
  const { state } = readLive(declare(documentsOf(permissionWorld), []).objects, permissionWorldLive());

  test.each(["ada", "ben", "mara", "pia", "nia", "kit", "ines", "lin", "raj", "peter"])("%s may", (person) => {
    expect(explain(state, person, { permission: "organization:view" }).allowed).toBe(true);
  });

  test.each(["paula", "eve@elsewhere.test"])("%s, who is not in it yet, may not", (person) => {
    expect(explain(state, person, { permission: "organization:view" }).allowed).toBe(false);
  });
});

test("a person with no Administration role but a custom one may not even view the organization by the shipped table", () => {
  const onlyCustom = member("kit", { administrationRoles: ["Keyholder"] });
  const manifests = replacing(without(permissionWorld, "Member/kit"), onlyCustom);
  const { state } = readLive(declare(documentsOf(manifests), []).objects, permissionWorldLive(onlyCustom));
  expect(explain(state, "kit", { permission: "organization:view" }).allowed).toBe(false);
});

function organizationOf(manifests: readonly Manifest[]): Manifest {
  return manifests.find(({ kind }) => kind === "Organization") ?? organization();
}
