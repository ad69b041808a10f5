import { describe, expect, test } from "vitest";

import {
  attribute,
  audience,
  event,
  experience,
  identityOf,
  type Manifest,
  project,
  replacing,
  seats,
  withSpec,
} from "./support/manifests.ts";
import { permissionWorld, permissionWorldLive } from "./support/permission-world.ts";
import { planOf } from "./support/planning.ts";
import { seedRows } from "./support/seed-matrix.ts";

/** A change that needs what one row of the seed is about: what is live besides the world, and what is declared. */
interface Attempt {
  readonly live?: readonly Manifest[];
  readonly declared: readonly Manifest[];
  readonly needs: readonly string[];
}

const storefront = find("Project/storefront");
const keptAttribute = attribute("storefront", "kept-attribute");
const active = { status: "active", variants: [{ name: "Gold", audiences: ["kept-audience"] }] };
const shown = experience("storefront", "hero", { version: active });
const withDraft = withSpec(shown, { draft: { variants: [{ name: "Silver", audiences: ["kept-audience"] }] } });

const attempts: Readonly<Record<string, Attempt>> = {
  "Project: Create": { declared: [project("campaign")], needs: ["project:create"] },
  "Project: Update": {
    declared: [withSpec(storefront, { description: "What shoppers see" })],
    needs: ["project:update"],
  },
  "Project: Connect/Disconnect stack": {
    declared: [withSpec(storefront, { connectedStack: "website" })],
    needs: ["project:connect-stack"],
  },
  "Project: Delete": {
    live: [
      project("bare", {
        members: seats({ ines: ["Project Owner"], lin: ["Project Member"], peter: ["Project Owner"] }),
      }),
    ],
    declared: [],
    needs: ["project:delete"],
  },
  "Users: Invite": {
    declared: [
      withMembers({
        ines: ["Project Owner"],
        lin: ["Project Member"],
        peter: ["Project Owner"],
        walt: ["Project Member"],
        kit: ["Project Member"],
      }),
    ],
    needs: ["project-users:invite"],
  },
  "Users: Remove": {
    declared: [withMembers({ ines: ["Project Owner"], lin: ["Project Member"], peter: ["Project Owner"] })],
    needs: ["project-users:remove"],
  },
  "Experiences: Create": { declared: [experience("storefront", "hero")], needs: ["experience:create"] },
  "Experiences: Update": {
    live: [shown],
    declared: [withSpec(shown, { description: "x" })],
    needs: ["experience:update"],
  },
  "Experiences: Delete": { live: [shown], declared: [], needs: ["experience:delete", "experience-version:delete"] },
  "Experience Versions: Create": { live: [shown], declared: [withDraft], needs: ["experience-version:create"] },
  "Experience Versions: Update": {
    live: [shown],
    declared: [withSpec(shown, { version: { ...active, status: "paused" } })],
    needs: ["experience-version:update"],
  },
  "Experience Versions: Delete": {
    live: [withDraft],
    declared: [withSpec(shown, { draft: { discard: true } })],
    needs: ["experience-version:delete"],
  },
  "Audiences: Create": { declared: [audience("storefront", "new")], needs: ["audience:create"] },
  "Audiences: Update": {
    declared: [audience("storefront", "kept-audience", { description: "x" })],
    needs: ["audience:update"],
  },
  "Audiences: Delete": { live: [audience("storefront", "old")], declared: [], needs: ["audience:delete"] },
  "Attributes: Create": { declared: [attribute("storefront", "new")], needs: ["attribute:create"] },
  "Attributes: Update": {
    live: [keptAttribute],
    declared: [withSpec(keptAttribute, { description: "x" })],
    needs: ["attribute:update"],
  },
  "Attributes: Delete": {
    live: [keptAttribute, attribute("storefront", "old")],
    declared: [keptAttribute],
    needs: ["attribute:delete"],
  },
  "Events: Create": { declared: [event("storefront", "new")], needs: ["event:create"] },
  "Events: Update": { declared: [event("storefront", "kept-event", { description: "x" })], needs: ["event:update"] },
  "Events: Delete": { live: [event("storefront", "old")], declared: [], needs: ["event:delete"] },
};

/** Everybody the matrix does not speak of: strangers to the project, whatever they are elsewhere. */
const strangers: Readonly<Record<string, string>> = {
  nia: "a Member of the organization",
  mara: "a Security Manager",
  pia: "a Product Analytics Viewer",
  kit: "a holder of a custom Administration role",
  raj: "the Project Owner of another project",
  peter: "a Project Owner who has not accepted",
  paula: "an Admin who has not accepted",
  "eve@elsewhere.test": "somebody outside the organization",
};

describe("the permission matrix of Personalize", () => {
  test("has a change for every row", () => {
    expect(Object.keys(attempts)).toEqual(seedRows().map(({ row }) => row));
  });

  describe.each(seedRows())("$row", ({ row, administrators, projectOwner, projectMember }) => {
    const columns: readonly (readonly [string, string, boolean])[] = [
      ["ada", "the Organization Owner", administrators],
      ["ben", "an Organization Admin", administrators],
      ["ines", "the Project Owner", projectOwner],
      ["lin", "a Project Member", projectMember],
    ];

    test.each(columns)("%s, %s: %s", (actor, _, may) => {
      expectDecision(row, actor, may);
    });

    test.each(Object.entries(strangers))("%s, %s, may not", (actor) => {
      // The one exception of the matrix: who owns any project may create another.
      expectDecision(row, actor, row === "Project: Create" && actor === "raj");
    });
  });
});

test("disconnecting a stack needs what connecting needs, and no more", () => {
  const live = permissionWorldLive(withSpec(storefront, { connectedStack: "website" }));
  const declared = replacing(permissionWorld, withSpec(storefront, { connectedStack: "" }));
  const plan = planOf({ live, declared, actor: "ines" });
  expect(plan.changes.map(({ requirements }) => requirements)).toEqual([
    [{ permission: "project:connect-stack", project: "storefront" }],
  ]);
  expect(plan.verdict).toBe("allowed");
});

function expectDecision(row: string, actor: string, may: boolean): void {
  const { live = [], declared, needs } = attempts[row] ?? { declared: [], needs: [] };
  const plan = planOf({ live: permissionWorldLive(...live), declared: replacing(permissionWorld, ...declared), actor });
  expect(plan.changes.map(({ requirements }) => requirements.map(({ permission }) => permission))).toEqual([needs]);
  expect(plan.changes.map(({ decision }) => decision.allowed)).toEqual([may]);
  expect(plan.verdict).toBe(may ? "allowed" : "denied");
}

function withMembers(people: Readonly<Record<string, readonly string[]>>): Manifest {
  return withSpec(storefront, { members: seats(people) });
}

function find(address: string): Manifest {
  const found = permissionWorld.find((one) => identityOf(one) === address);
  if (found === undefined) throw new Error(`the world has no ${address}`);
  return found;
}
