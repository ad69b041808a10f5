import { describe, expect, test } from "vitest";

import { completeExperience } from "../../../src/kinds/experience/complete-experience.ts";
import type { Content, ExperienceSpec, Metric } from "../../../src/kinds/experience/schema.ts";

const hero: ExperienceSpec = {
  title: "Home hero",
  description: "Above the fold",
  type: "segmented",
  tags: ["spring"],
  version: {
    status: "paused",
    variants: [
      { name: "Gold hero", shortUid: "0", audiences: ["gold"], match: "any" },
      { name: "Canada hero", shortUid: "1", audiences: ["canada"], match: "all" },
    ],
  },
  draft: { variants: [{ name: "Lapsed hero", shortUid: "2", audiences: ["lapsed"], match: "all" }] },
};

const button: ExperienceSpec = {
  title: "Button color",
  description: "",
  type: "ab-test",
  tags: [],
  version: {
    status: "active",
    variants: [
      { name: "Green", shortUid: "0", traffic: 70 },
      { name: "Red", shortUid: "1", traffic: 30 },
    ],
    split: "custom",
    metrics: [
      { name: "Orders", event: "paid" },
      { name: "Clicks", event: "click" },
      { name: "Views", event: "view" },
    ],
    targeting: { audiences: ["gold", "canada"], match: "any" },
  },
};

describe("what a manifest leaves out", () => {
  test("keeps its live value", () => {
    expect(completeExperience({ title: "Hero", type: "segmented" }, hero)).toEqual({ ...hero, title: "Hero" });
    expect(completeExperience({ title: "Button color", type: "ab-test" }, button)).toEqual(button);
  });

  test("a version without a status keeps the live one", () => {
    const declared: ExperienceSpec = { title: "Home hero", type: "segmented", version: { variants: [] } };
    expect(completeExperience(declared, hero).version).toEqual({ status: "paused", variants: [] });
  });

  test("a variant keeps audiences and match of the one it means", () => {
    const declared = {
      variants: [
        { name: "Gold banner", shortUid: "0" },
        { name: "Canada hero", match: "any" as const },
      ],
    };
    const { version } = completeExperience({ title: "Home hero", type: "segmented", version: declared }, hero);
    expect(version?.variants).toEqual([
      { name: "Gold banner", shortUid: "0", audiences: ["gold"], match: "any" },
      { name: "Canada hero", shortUid: "1", audiences: ["canada"], match: "any" },
    ]);
  });

  test("a new experience is an empty draft that everybody of an A/B test would see", () => {
    expect(completeExperience({ title: "New", type: "ab-test" }, undefined)).toEqual({
      title: "New",
      description: "",
      type: "ab-test",
      tags: [],
      version: {
        status: "draft",
        variants: [],
        split: "equal",
        metrics: [],
        targeting: { audiences: [], match: "all" },
      },
    });
  });

  test("a new draft starts as a copy of the version", () => {
    const declared: ExperienceSpec = { title: "Button color", type: "ab-test", draft: { metrics: [] } };
    expect(completeExperience(declared, button).draft).toEqual({ ...contentOf(button), metrics: [] });
  });

  test("a known variant in another version lends its identity too", () => {
    const declared: ExperienceSpec = {
      title: "Home hero",
      type: "segmented",
      version: { variants: [{ name: "Lapsed hero" }] },
    };
    expect(completeExperience(declared, hero).version?.variants).toEqual(hero.draft?.variants);
  });

  test("an unknown short uid gives way to the live one of the same name", () => {
    const version = { variants: [{ name: "Gold hero", shortUid: "9" }] };
    const { version: completed } = completeExperience({ title: "Home hero", type: "segmented", version }, hero);
    expect(completed?.variants?.[0]?.shortUid).toBe("0");
  });

  test("no identity is given away twice", () => {
    const version = { variants: [{ name: "Canada hero" }, { name: "Other", shortUid: "1" }] };
    const { version: completed } = completeExperience({ title: "Home hero", type: "segmented", version }, hero);
    expect(completed?.variants?.map(({ shortUid }) => shortUid)).toEqual([undefined, "1"]);
  });
});

describe("a variant that the pending draft renames", () => {
  const [goldHero] = hero.version?.variants ?? [];
  const renamed: ExperienceSpec = { ...hero, draft: { variants: [{ ...goldHero, name: "Gold banner" }] } };

  test("is still known by its new name", () => {
    const version = { variants: [{ name: "Gold banner" }] };
    const completed = completeExperience({ title: "Home hero", type: "segmented", version }, renamed);
    expect(completed.version?.variants).toEqual(renamed.draft?.variants);
  });

  test("gives its identity to one of its two names only", () => {
    const version = { variants: [{ name: "Gold banner" }, { name: "Gold hero" }] };
    const completed = completeExperience({ title: "Home hero", type: "segmented", version }, renamed);
    expect(completed.version?.variants?.map(({ shortUid }) => shortUid)).toEqual(["0", undefined]);
  });
});

describe("a split that is not declared", () => {
  test("stays custom while its numbers fit the variants", () => {
    const version = { variants: [{ name: "Red" }, { name: "Green" }] };
    const completed = completeExperience({ title: "Button color", type: "ab-test", version }, button);
    expect(completed.version).toMatchObject({ split: "custom", variants: [{ traffic: 30 }, { traffic: 70 }] });
  });

  test("becomes equal when they no longer add up", () => {
    const version = { variants: [{ name: "Red" }, { name: "Blue" }] };
    const completed = completeExperience({ title: "Button color", type: "ab-test", version }, button);
    expect(completed.version?.split).toBe("equal");
    expect(completed.version?.variants).toEqual([{ name: "Red", shortUid: "1" }, { name: "Blue" }]);
  });
});

describe("order that means nothing", () => {
  test("audiences of targeting and secondary metrics keep their live order", () => {
    const [orders, clicks, views] = threeMetrics();
    const version = { metrics: [orders, views, clicks], targeting: { audiences: ["canada", "gold"] } };
    expect(completeExperience({ title: "Button color", type: "ab-test", version }, button)).toEqual(button);
  });

  test("the primary metric is the first", () => {
    const metrics = (button.version?.metrics ?? []).toReversed();
    const completed = completeExperience({ title: "Button color", type: "ab-test", version: { metrics } }, button);
    expect(completed.version?.metrics).toEqual(metrics);
  });

  test("tags are in lower case, each once", () => {
    const declared: ExperienceSpec = { title: "New", type: "segmented", tags: ["Sale", "SALE", "a"] };
    expect(completeExperience(declared, undefined).tags).toEqual(["sale", "a"]);
  });
});

describe("a pending draft", () => {
  test("is gone when it is discarded, and when the version declares what it holds", () => {
    const discarded = completeExperience({ title: "Home hero", type: "segmented", draft: { discard: true } }, hero);
    expect(discarded).not.toHaveProperty("draft");
    expect(discarded.version).toEqual(hero.version);
    const version = { variants: [{ name: "Lapsed hero" }] };
    expect(completeExperience({ title: "Home hero", type: "segmented", version }, hero)).not.toHaveProperty("draft");
  });

  test("is known for what the version declares even when audiences stand in another order", () => {
    const audiences = ["a", "b"];
    const live: ExperienceSpec = {
      ...hero,
      version: { status: "active", variants: [{ name: "X", shortUid: "0", audiences, match: "all" }] },
      draft: { variants: [{ name: "X", shortUid: "0", audiences: ["b", "a"], match: "any" }] },
    };
    const version = { variants: [{ name: "X", audiences, match: "any" as const }] };
    expect(completeExperience({ title: "Home hero", type: "segmented", version }, live)).not.toHaveProperty("draft");
  });

  test("is known for what the version declares even when secondary metrics stand in another order", () => {
    const [orders, clicks, views] = threeMetrics();
    const next = { split: "equal", variants: [] };
    const draft = { ...contentOf(button), ...next, metrics: [orders, views, clicks] };
    const version = { ...next, metrics: [orders, clicks, views] };
    const completed = completeExperience({ title: "Button color", type: "ab-test", version }, { ...button, draft });
    expect(completed).not.toHaveProperty("draft");
  });

  test("stays when the version declares anything else", () => {
    const version = { variants: [{ name: "Gold hero" }] };
    expect(completeExperience({ title: "Home hero", type: "segmented", version }, hero).draft).toEqual(hero.draft);
  });
});

function contentOf({ version = {} }: ExperienceSpec): Content {
  const { status: _, ...content } = version;
  return content;
}

function threeMetrics(): readonly [Metric, Metric, Metric] {
  const [orders, clicks, views] = button.version?.metrics ?? [];
  if (orders === undefined || clicks === undefined || views === undefined) throw new Error("three metrics expected");
  return [orders, clicks, views];
}
