import { describe, expect, test } from "vitest";

import { completeExperience } from "../../../src/kinds/experience/complete-experience.ts";
import { experienceKind } from "../../../src/kinds/experience/index.ts";
import type { ExperienceSpec } from "../../../src/kinds/experience/schema.ts";
import type { BareChange } from "../../../src/kinds/kind.ts";
import type { Edit } from "../../../src/model/change.ts";
import type { Entity } from "../../../src/model/entity.ts";

const hero: ExperienceSpec = {
  title: "Home hero",
  description: "",
  type: "segmented",
  tags: [],
  version: { status: "active", variants: [{ name: "Gold", shortUid: "0", audiences: ["gold"], match: "all" }] },
};
const nextVariants = [{ name: "Winter", shortUid: "1", audiences: [], match: "all" as const }];
const heroWithDraft: ExperienceSpec = { ...hero, draft: { variants: nextVariants } };

describe("creating an experience", () => {
  test("needs no permission on versions for the empty draft that comes with it", () => {
    const after = completeExperience({ title: "New", type: "ab-test" }, undefined);
    expect(permissions(undefined, after)).toEqual(["experience:create"]);
  });

  test.each<[string, ExperienceSpec["version"]]>([
    ["with variants", { variants: [{ name: "A" }] }],
    ["with metrics", { metrics: [{ name: "Orders", event: "paid" }] }],
    ["that is active", { status: "active" }],
  ])("%s needs to create a version", (_, version) => {
    const after = completeExperience({ title: "New", type: "ab-test", ...(version && { version }) }, undefined);
    expect(permissions(undefined, after)).toEqual(["experience:create", "experience-version:create"]);
  });
});

describe("updating an experience", () => {
  test.each<[string, string]>([
    ["title", "/title"],
    ["description", "/description"],
    ["tags", "/tags"],
  ])("in its %s is no matter of versions", (_, path) => {
    expect(permissions(hero, hero, [path])).toEqual(["experience:update"]);
  });

  test("pausing updates a version and nothing else", () => {
    const paused: ExperienceSpec = { ...hero, version: { ...hero.version, status: "paused" } };
    expect(permissions(hero, paused, ["/version/status"])).toEqual(["experience-version:update"]);
  });

  test("new content of a shown version creates one and changes the status of the other", () => {
    const after: ExperienceSpec = { ...hero, version: { status: "active", variants: nextVariants } };
    const needed = ["experience-version:create", "experience-version:update"];
    expect(permissions(hero, after, ["/version/variants"])).toEqual(needed);
  });

  test("new content of a draft that was never shown is an update", () => {
    const draft: ExperienceSpec = { ...hero, version: { ...hero.version, status: "draft" } };
    const after: ExperienceSpec = { ...hero, version: { status: "active", variants: nextVariants } };
    expect(permissions(draft, after, ["/version/status", "/version/variants"])).toEqual(["experience-version:update"]);
  });

  test("a pending draft is created, updated, deleted", () => {
    const edited: ExperienceSpec = { ...hero, draft: { variants: [] } };
    expect(permissions(hero, heroWithDraft, ["/draft/variants"])).toEqual(["experience-version:create"]);
    expect(permissions(heroWithDraft, edited, ["/draft/variants"])).toEqual(["experience-version:update"]);
    expect(permissions(heroWithDraft, hero, ["/draft/variants"])).toEqual(["experience-version:delete"]);
  });

  test("a draft that takes the version's place is an update, not a removal", () => {
    const after: ExperienceSpec = { ...hero, version: { status: "active", variants: nextVariants } };
    const paths = ["/version/variants", "/draft/variants"];
    expect(permissions(heroWithDraft, after, paths)).toEqual(["experience-version:update"]);
  });

  test("a rename together with new content needs both", () => {
    const after: ExperienceSpec = { ...hero, title: "Hero", draft: { variants: nextVariants } };
    expect(permissions(hero, after, ["/title", "/draft/variants"])).toEqual([
      "experience:update",
      "experience-version:create",
    ]);
  });

  test("an edit under a version needs a version's permission even when it moves nothing", () => {
    expect(permissions(hero, hero, ["/version/variants"])).toEqual(["experience-version:update"]);
  });
});

test("deleting an experience deletes its versions", () => {
  expect(permissions(hero, undefined)).toEqual(["experience:delete", "experience-version:delete"]);
});

test("every permission is needed in the experience's project", () => {
  const needed = experienceKind.requirements(change(undefined, hero, []));
  expect(needed.map(({ project }) => project)).toEqual(["storefront", "storefront"]);
});

function permissions(
  before: ExperienceSpec | undefined,
  after: ExperienceSpec | undefined,
  paths: readonly string[] = [],
): readonly string[] {
  return experienceKind.requirements(change(before, after, paths)).map(({ permission }) => permission);
}

function change(
  before: ExperienceSpec | undefined,
  after: ExperienceSpec | undefined,
  paths: readonly string[],
): BareChange {
  return {
    address: "Experience/storefront/hero",
    kind: "Experience",
    action: actionOf(before, after),
    replaces: false,
    edits: paths.map((path): Edit => ({ path, before: "former", after: "later" })),
    before: before && entity(before),
    after: after && entity(after),
    source: undefined,
  };
}

function actionOf(before: ExperienceSpec | undefined, after: ExperienceSpec | undefined): BareChange["action"] {
  if (before === undefined) return "create";
  return after === undefined ? "delete" : "update";
}

function entity(fields: ExperienceSpec): Entity {
  return {
    address: "Experience/storefront/hero",
    kind: "Experience",
    name: "hero",
    project: "storefront",
    fields,
    facts: {},
    references: [],
  };
}
