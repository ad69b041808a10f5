import { describe, expect, test } from "vitest";

import type { ExperienceSpec, Version } from "../../../src/kinds/experience/schema.ts";
import { Failure } from "../../../src/model/failure.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import {
  apply,
  canada,
  decode,
  encode,
  gold,
  identities,
  lapsed,
  paid,
  segmented,
  shown,
  tested,
  versionsOf,
} from "./stored-experience.ts";

const hero = { title: "Home hero", type: "segmented" } as const;
const goldHero = { name: "Gold hero", audiences: [gold] };
const canadaHero = { name: "Canada hero", audiences: [canada] };
const lapsedHero = { name: "Lapsed hero", audiences: [lapsed] };

describe("a new experience", () => {
  test("starts with the empty draft that the service makes", () => {
    expect(apply(hero)).toEqual({
      name: "Home hero",
      description: "",
      __type: "SEGMENTED",
      tags: [],
      status: "DRAFT",
      hasDraft: true,
      latestVersion: "000000000000000000000001",
      referredAudiences: [],
      referredEvents: [],
      versions: [{ variants: [], uid: "000000000000000000000001", status: "DRAFT", versionNumber: 1 }],
    });
  });

  test("is filled and activated in one step, with variants numbered in order", () => {
    const body = apply({
      ...hero,
      version: { status: "active", variants: [goldHero, { ...canadaHero, match: "any" }] },
    });
    expect(body).toMatchObject({ status: "ACTIVE", hasDraft: false, referredAudiences: [gold, canada] });
    expect(versionsOf(body)).toEqual([
      {
        variants: [
          segmented({ name: "Gold hero", shortUid: "0" }, [gold]),
          { ...segmented({ name: "Canada hero", shortUid: "1" }, [canada]), audienceCombinationType: "OR" },
        ],
        uid: "000000000000000000000001",
        status: "ACTIVE",
        versionNumber: 1,
      },
    ]);
  });

  test("may have the draft of its next version from the start; the same name is the same variant", () => {
    const version: Version = { status: "active", variants: [goldHero] };
    const body = apply({ ...hero, version, draft: { variants: [lapsedHero, goldHero] } });
    const [active, draft] = versionsOf(body);
    expect([active?.["status"], draft?.["status"]]).toEqual(["ACTIVE", "DRAFT"]);
    expect(identities(active)).toEqual({ "Gold hero": "0" });
    expect(identities(draft)).toEqual({ "Lapsed hero": "1", "Gold hero": "0" });
    expect(body).toMatchObject({ status: "ACTIVE", hasDraft: true, latestVersion: draft?.["uid"] });
  });

  test("of an A/B test says its split, and leaves out metrics and targeting it has none of", () => {
    const body = apply({ title: "Button", type: "ab-test", version: { variants: [{ name: "A" }, { name: "B" }] } });
    expect(body).toMatchObject({ __type: "AB_TEST", status: "DRAFT" });
    expect(versionsOf(body)).toEqual([
      {
        variants: [
          { __type: "ABTestVariant", name: "A", shortUid: "0" },
          { __type: "ABTestVariant", name: "B", shortUid: "1" },
        ],
        variantSplit: "EQUALLY_SPLIT",
        uid: "000000000000000000000001",
        status: "DRAFT",
        versionNumber: 1,
      },
    ]);
  });

  test("of an A/B test with everything is written as the service documents it", () => {
    const body = apply({
      title: "Button",
      type: "ab-test",
      version: {
        status: "active",
        split: "custom",
        variants: [
          { name: "Green", traffic: 70 },
          { name: "Red", traffic: 30 },
        ],
        metrics: [
          { name: "Paid orders", event: paid },
          { name: "Clicks", event: "6a11c0de00000000000000d2" },
        ],
        targeting: { audiences: [gold], match: "any" },
      },
    });
    expect(versionsOf(body)[0]).toMatchObject({
      variantSplit: "CUSTOM_PERCENTAGE",
      variants: [{ trafficDistribution: 70 }, { trafficDistribution: 30 }],
      metrics: [
        { __type: "Primary", name: "Paid orders", event: paid },
        { __type: "Secondary", name: "Clicks", event: "6a11c0de00000000000000d2" },
      ],
      targeting: { audience: { audiences: [gold], audienceCombinationType: "OR" } },
    });
    expect(body).toMatchObject({ referredAudiences: [gold], referredEvents: [paid, "6a11c0de00000000000000d2"] });
  });
});

describe("an existing experience", () => {
  test("comes back unchanged when nothing is declared beyond its title", () => {
    expect(apply(hero, shown)).toEqual(shown);
    expect(apply({ title: "Button color", type: "ab-test" }, tested)).toEqual(tested);
  });

  test("keeps its versions and unknown fields when only title and tags change", () => {
    const body = apply({ ...hero, title: "Hero", tags: ["Spring", "spring"] }, shown);
    expect(body).toEqual({ ...shown, name: "Hero", tags: ["spring"] });
  });

  test("tags in another order or in capitals are no change", () => {
    const stored = { ...shown, tags: ["a", "b"] };
    expect(apply({ ...hero, tags: ["B", "a"] }, stored)).toEqual(stored);
  });
});

describe("a shown version", () => {
  test("is paused and resumed without a new version", () => {
    const paused = apply({ ...hero, version: { status: "paused" } }, shown);
    expect(paused).toEqual({ ...shown, status: "PAUSED", versions: [{ ...versionsOf(shown)[0], status: "PAUSED" }] });
    expect(apply({ ...hero, version: { status: "active" } }, paused)).toEqual(shown);
  });

  test("with new content becomes a new version, and the old one is archived untouched", () => {
    const body = apply({ ...hero, version: { variants: [lapsedHero, goldHero] } }, shown);
    const [archived, active, ...rest] = versionsOf(body);
    expect(rest).toEqual([]);
    expect(archived).toEqual({ ...versionsOf(shown)[0], status: "ARCHIVED" });
    expect(active).toEqual({
      experienceUid: "6a11c0de00000000000000e1",
      note: "unknown to us",
      variants: [
        segmented({ name: "Lapsed hero", shortUid: "2" }, [lapsed]),
        segmented({ name: "Gold hero", shortUid: "0" }, [gold], {
          lyticsAudiences: ["00112233445566778899aabbccddeeff"],
        }),
      ],
      status: "ACTIVE",
      uid: "000000000000000000000001",
      versionNumber: 2,
    });
    expect(body).toMatchObject({ status: "ACTIVE", hasDraft: false, latestVersion: "000000000000000000000001" });
    expect(body).toMatchObject({ referredAudiences: [lapsed, gold], _cms: shown["_cms"] });
  });

  test("that is paused stays paused under new content", () => {
    const paused = apply({ ...hero, version: { status: "paused" } }, shown);
    const body = apply({ ...hero, version: { variants: [goldHero] } }, paused);
    expect(versionsOf(body).map(({ status }) => status)).toEqual(["ARCHIVED", "PAUSED"]);
  });

  test("keeps a variant's identity through a rename by short uid", () => {
    const variants = [{ name: "Gold banner", shortUid: "0" }, { name: "Canada hero" }];
    const body = apply({ ...hero, version: { variants } }, shown);
    expect(identities(versionsOf(body)[1])).toEqual({ "Gold banner": "0", "Canada hero": "1" });
    expect(decode(body).version?.variants?.[0]?.audiences).toEqual([gold]);
  });

  test("is not changed by audiences in another order", () => {
    const stored = withVariants(shown, [segmented({ name: "Gold hero", shortUid: "0" }, [gold, canada])]);
    expect(apply({ ...hero, version: { variants: [{ ...goldHero, audiences: [canada, gold] }] } }, stored)).toEqual(
      stored,
    );
  });

  test("is changed by variants in another order, which is their priority", () => {
    const body = apply({ ...hero, version: { variants: [canadaHero, goldHero] } }, shown);
    expect(versionsOf(body)).toHaveLength(2);
    expect(identities(versionsOf(body)[1])).toEqual({ "Canada hero": "1", "Gold hero": "0" });
  });
});

describe("short uids", () => {
  test("are never given twice, however often variants come and go", () => {
    const once = apply({ ...hero, version: { variants: [lapsedHero] } }, shown);
    const twice = apply({ ...hero, version: { variants: [{ name: "Another", audiences: [] }] } }, once);
    const back = apply({ ...hero, version: { variants: [lapsedHero] } }, twice);
    expect(identities(versionsOf(back).at(-1))).toEqual({ "Lapsed hero": "4" });
  });

  test("count in base 36 after 9", () => {
    const stored = withVariants(shown, [segmented({ name: "Gold hero", shortUid: "9" }, [gold])]);
    const body = apply({ ...hero, version: { variants: [goldHero, lapsedHero] } }, stored);
    expect(identities(versionsOf(body)[1])).toEqual({ "Gold hero": "9", "Lapsed hero": "a" });
  });

  test("of a discarded draft are remembered through the link to the stack", () => {
    const stored = { ...shown, _cms: { variants: { "0": "cs1", "1": "cs2", "5": "cs3" } } };
    const body = apply({ ...hero, version: { variants: [goldHero, lapsedHero] } }, stored);
    expect(identities(versionsOf(body)[1])).toEqual({ "Gold hero": "0", "Lapsed hero": "6" });
  });
});

describe("a pending draft", () => {
  const pending = apply({ ...hero, draft: { variants: [goldHero, lapsedHero] } }, shown);

  test("is a new version beside the shown one", () => {
    const [active, draft] = versionsOf(pending);
    expect(active).toEqual(versionsOf(shown)[0]);
    expect(draft).toMatchObject({ status: "DRAFT", versionNumber: 2, note: "unknown to us" });
    expect(draft).not.toHaveProperty("firstActivatedAt");
    expect(identities(draft)).toEqual({ "Gold hero": "0", "Lapsed hero": "2" });
    expect(pending).toMatchObject({ status: "ACTIVE", hasDraft: true, latestVersion: draft?.["uid"] });
  });

  test("is edited in place", () => {
    const body = apply({ ...hero, draft: { variants: [lapsedHero] } }, pending);
    expect(versionsOf(body)).toHaveLength(2);
    expect(versionsOf(body)[1]).toMatchObject({ uid: versionsOf(pending)[1]?.["uid"], status: "DRAFT" });
    expect(identities(versionsOf(body)[1])).toEqual({ "Lapsed hero": "2" });
  });

  test("stays when a manifest is silent about it", () => {
    expect(apply(hero, pending)).toEqual(pending);
    const paused = apply({ ...hero, version: { status: "paused" } }, pending);
    expect(versionsOf(paused)[1]).toEqual(versionsOf(pending)[1]);
  });

  test("stays when the shown version gets other content", () => {
    const body = apply({ ...hero, version: { variants: [canadaHero] } }, pending);
    expect(versionsOf(body).map(({ status }) => status)).toEqual(["ARCHIVED", "DRAFT", "ACTIVE"]);
  });

  test("is removed when it is discarded, which is no change when there is none", () => {
    const body = apply({ ...hero, draft: { discard: true } }, pending);
    expect(versionsOf(body)).toEqual(versionsOf(shown));
    expect(body).toMatchObject({ hasDraft: false, latestVersion: shown["latestVersion"] });
    expect(apply({ ...hero, draft: { discard: true } }, shown)).toEqual(shown);
  });

  test("takes the version's place when the version declares what it holds", () => {
    const body = apply({ ...hero, version: { variants: [goldHero, lapsedHero] } }, pending);
    const [archived, active, ...rest] = versionsOf(body);
    expect(rest).toEqual([]);
    expect(archived?.["status"]).toBe("ARCHIVED");
    expect(active).toEqual({ ...versionsOf(pending)[1], status: "ACTIVE" });
    expect(body).toMatchObject({ hasDraft: false });
  });

  test("makes room for the next one in the same step", () => {
    const declared: ExperienceSpec = {
      ...hero,
      version: { variants: [goldHero, lapsedHero] },
      draft: { variants: [canadaHero] },
    };
    expect(versionsOf(apply(declared, pending)).map(({ status }) => status)).toEqual(["ARCHIVED", "ACTIVE", "DRAFT"]);
  });
});

describe("an experience that was never shown", () => {
  test("has its draft edited and activated in place", () => {
    const draft = apply(hero);
    const filled = apply({ ...hero, version: { variants: [goldHero] } }, draft);
    expect(versionsOf(filled)).toHaveLength(1);
    const active = apply({ ...hero, version: { status: "active" } }, filled);
    expect(versionsOf(active)).toEqual([{ ...versionsOf(filled)[0], status: "ACTIVE" }]);
    expect(active).toMatchObject({ status: "ACTIVE", hasDraft: false });
  });

  test("gets a version number at activation when its draft had none", () => {
    const stored = {
      ...apply(hero),
      versions: [{ uid: "00", status: "DRAFT", variants: [segmented({ name: "A", shortUid: "0" }, [])] }],
    };
    expect(versionsOf(apply({ ...hero, version: { status: "active" } }, stored))[0]).toMatchObject({
      versionNumber: 1,
    });
  });
});

describe("what has no words", () => {
  test("a split that moves by itself survives, numbers and all, until another one is declared", () => {
    const stored = withVersion(tested, { variantSplit: "MULTI_ARMED_BANDIT" });
    expect(decode(stored).version?.split).toBe("MULTI_ARMED_BANDIT");
    expect(decode(stored).version?.variants).toEqual([
      { name: "Green", shortUid: "0" },
      { name: "Red", shortUid: "1" },
      { name: "Blue", shortUid: "2" },
    ]);
    const declared = { title: "Button color", type: "ab-test" } as const;
    const renamed = apply(
      { ...declared, version: { variants: [{ name: "Lime", shortUid: "0" }, { name: "Red" }] } },
      stored,
    );
    expect(versionsOf(renamed)[1]).toMatchObject({
      variantSplit: "MULTI_ARMED_BANDIT",
      variants: [
        { name: "Lime", trafficDistribution: 33.34 },
        { name: "Red", trafficDistribution: 33.33 },
      ],
    });
    const equal = apply({ ...declared, version: { split: "equal" } }, stored);
    expect(versionsOf(equal)[1]).toMatchObject({ variantSplit: "EQUALLY_SPLIT" });
    expect(JSON.stringify(versionsOf(equal)[1])).not.toContain("trafficDistribution");
  });

  test("a variant with inline targeting is kept as raw and written back", () => {
    const inline = {
      __type: "SegmentedVariant",
      name: "Inline",
      target: { combinationType: "AND", rules: [] },
      shortUid: "7",
    };
    const stored = withVariants(shown, [inline, segmented({ name: "Gold hero", shortUid: "0" }, [gold])]);
    const raw = { __type: "SegmentedVariant", target: inline.target };
    expect(decode(stored).version?.variants?.[0]).toEqual({ name: "Inline", shortUid: "7", raw });
    const body = apply({ ...hero, version: { variants: [{ name: "Inline" }] } }, stored);
    expect(versionsOf(body)[1]?.["variants"]).toEqual([inline]);
    const worded = apply({ ...hero, version: { variants: [{ name: "Inline", audiences: [gold] }] } }, stored);
    expect(versionsOf(worded)[1]?.["variants"]).toEqual([segmented({ name: "Inline", shortUid: "7" }, [gold])]);
  });

  test("a variant that has inline targeting beside its audiences is raw all the same", () => {
    const both = segmented({ name: "Both", shortUid: "0" }, [gold], { target: { rules: [] } });
    expect(decode(withVariants(shown, [both])).version?.variants?.[0]).toHaveProperty("raw");
  });

  test("stored variants that share one identity come back unchanged", () => {
    const twin = { name: "Twin", shortUid: "1" };
    const stored = withVersion(tested, { variants: [twin, { ...twin, __type: "ABTestVariant" }] });
    expect(encode(decode(stored), stored)).toEqual(stored);
  });

  test("an unknown field of a metric stays with it when others come and go", () => {
    const kept = { __type: "Secondary", name: "Orders", event: paid, note: "unknown to us" };
    const stored = withVersion(tested, { metrics: [{ ...kept, __type: "Primary", name: "Clicks" }, kept] });
    const version = { metrics: [{ name: "Orders", event: paid }] };
    const body = apply({ title: "Button color", type: "ab-test", version }, stored);
    expect(versionsOf(body)[1]?.["metrics"]).toEqual([{ ...kept, __type: "Primary" }]);
  });

  test("metrics read with the primary one first, whatever their stored order", () => {
    const metrics = [
      { __type: "Secondary", name: "Clicks", event: "6a11c0de00000000000000d2" },
      { __type: "Primary", name: "Orders", event: paid },
    ];
    const stored = withVersion(tested, { metrics });
    expect(decode(stored).version?.metrics?.map(({ name }) => name)).toEqual(["Orders", "Clicks"]);
    expect(encode(decode(stored), stored)).toEqual(stored);
  });

  test("inline targeting of an A/B test is kept as raw and written back", () => {
    const targeting = { target: { __type: "RuleCombination", combinationType: "AND", rules: [] } };
    const stored = withVersion(tested, { targeting });
    expect(decode(stored).version?.targeting).toEqual({ raw: targeting });
    const body = apply({ title: "Button color", type: "ab-test", version: { metrics: [] } }, stored);
    expect(versionsOf(body)[1]).toMatchObject({ targeting });
    expect(versionsOf(body)[1]).not.toHaveProperty("metrics");
  });

  test("targeting for everyone is written by leaving it out", () => {
    const declared = { title: "Button color", type: "ab-test", version: { targeting: { audiences: [] } } } as const;
    const body = apply({ ...declared, version: { targeting: { audiences: [] } } }, tested);
    expect(versionsOf(body)[1]).not.toHaveProperty("targeting");
    expect(decode(body).version?.targeting).toEqual({ audiences: [], match: "all" });
  });
});

describe("steps the service does not take", () => {
  test.each<[string, readonly [ExperienceSpec, JsonObject?]]>([
    ["back-to-draft", [{ ...hero, version: { status: "draft" } }, shown]],
    ["second-draft", [{ ...hero, draft: { variants: [goldHero] } }]],
    ["too-few-variants", [{ ...hero, version: { status: "active" } }]],
  ])("%s is refused before anything is written", (reason, step) => {
    const args = expect.objectContaining({ title: "Home hero", reason }) as unknown;
    expect(() => apply(...step)).toThrow(Failure);
    expect(() => apply(...step)).toThrow(expect.objectContaining({ code: "illegal-version-step", args }));
  });
});

function withVersion(body: JsonObject, changes: JsonObject): JsonObject {
  return { ...body, versions: [{ ...versionsOf(body)[0], ...changes }] };
}

function withVariants(body: JsonObject, variants: readonly JsonObject[]): JsonObject {
  return withVersion(body, { variants });
}
