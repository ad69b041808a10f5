import fc from "fast-check";

import type { Content, ExperienceSpec, ExperienceType, Variant } from "../../../src/kinds/experience/schema.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { canada, gold, lapsed, paid } from "./stored-experience.ts";

/** Few names, so that variants of different manifests are often the same ones. */
const names = ["Gold", "Canada", "Lapsed", "Winter", "Summer"] as const;

const anyAudiences = fc
  .subarray([gold, canada, lapsed])
  .chain((audiences) => fc.shuffledSubarray(audiences, { minLength: audiences.length }));
const anyMatch = fc.constantFrom("all" as const, "any" as const);

/** Manifests of one experience that pass every check that needs no live state. */
function anyDeclared(type: ExperienceType): fc.Arbitrary<ExperienceSpec> {
  const status = fc.constantFrom("draft" as const, "active" as const, "paused" as const);
  return fc
    .record(
      {
        title: fc.constantFrom("Home hero", "Hero"),
        type: fc.constant(type),
        description: fc.string(),
        tags: fc.subarray(["a", "b", "env:production"]),
        version: fc
          .tuple(fc.record({ status }, { requiredKeys: [] }), anyContent(type))
          .map(([head, content]) => ({ ...head, ...content })),
        draft: fc.oneof(anyContent(type), fc.constant({ discard: true as const })),
      },
      { requiredKeys: ["title", "type"] },
    )
    .map((spec): ExperienceSpec => spec);
}

function anyContent(type: ExperienceType): fc.Arbitrary<Content> {
  return type === "segmented" ? anySegmented() : anyTested();
}

function anySegmented(): fc.Arbitrary<Content> {
  const variant = fc.record({ audiences: anyAudiences, match: anyMatch }, { requiredKeys: [] });
  const variants = fc
    .shuffledSubarray([...names])
    .chain((chosen) => fc.tuple(...chosen.map((name) => variant.map((more): Variant => ({ name, ...more })))));
  return fc.record({ variants }, { requiredKeys: [] });
}

function anyTested(): fc.Arbitrary<Content> {
  const variants = fc
    .shuffledSubarray([...names], { minLength: 2 })
    .map((chosen) => chosen.map((name): Variant => ({ name })));
  const metric = fc.record({ name: fc.constantFrom("Orders", "Clicks", "Views"), event: fc.constant(paid) });
  const split = fc.oneof(
    fc.record({ split: fc.constantFrom("equal", "MULTI_ARMED_BANDIT"), variants }, { requiredKeys: [] }),
    variants.map((chosen) => ({ split: "custom", variants: withShares(chosen) })),
  );
  const rest = fc.record(
    {
      metrics: fc.uniqueArray(metric, { selector: ({ name }) => name, maxLength: 3 }),
      targeting: fc.oneof(
        fc.record({ audiences: anyAudiences, match: anyMatch }, { requiredKeys: [] }),
        fc.constant({ raw: { target: { rules: [] } } }),
      ),
    },
    { requiredKeys: [] },
  );
  return fc.tuple(split, rest).map(([one, other]): Content => ({ ...one, ...other }));
}

function withShares(variants: readonly Variant[]): Variant[] {
  return variants.map((variant, index) => ({
    ...variant,
    traffic: index === 0 ? 100 - 10 * (variants.length - 1) : 10,
  }));
}

/** A few manifests in a row for one experience. */
export const anyHistory: fc.Arbitrary<readonly ExperienceSpec[]> = fc
  .constantFrom<ExperienceType>("segmented", "ab-test")
  .chain((type) => fc.array(anyDeclared(type), { minLength: 1, maxLength: 6 }));

/** Bodies as a service might store them: known shapes, and much that is a little off. */
export const anyStoredBody: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      name: fc.string(),
      description: fc.oneof(fc.string(), fc.constant(null)),
      __type: fc.constantFrom("SEGMENTED", "AB_TEST", "SOMETHING_NEW"),
      tags: fc.oneof(fc.array(fc.constantFrom("a", "A", "b")), fc.constant(null)),
      versions: fc.oneof(fc.array(anyStoredVersion(), { maxLength: 4 }), fc.constant(null)),
      _cms: fc.jsonValue(),
      status: fc.constant("ACTIVE"),
    },
    { requiredKeys: [] },
  )
  .map((body) => body as JsonObject);

function anyStoredVersion(): fc.Arbitrary<object> {
  return fc.record(
    {
      status: fc.constantFrom("DRAFT", "ACTIVE", "PAUSED", "ARCHIVED", "SOMETHING_NEW"),
      uid: fc.constantFrom("f1", "f2"),
      versionNumber: fc.nat(5),
      variantSplit: fc.constantFrom("EQUALLY_SPLIT", "CUSTOM_PERCENTAGE", "MULTI_ARMED_BANDIT", "odd", 3),
      variants: fc.oneof(fc.array(anyStoredVariant(), { maxLength: 4 }), fc.constant("none")),
      metrics: fc.array(
        fc.record(
          { __type: fc.constantFrom("Secondary", "Primary", "Third"), name: fc.string(), event: fc.constant(paid) },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      ),
      targeting: fc.oneof(
        fc.record({
          audience: fc.record({ audiences: fc.subarray([gold, canada]), audienceCombinationType: combination() }),
        }),
        fc.constantFrom({}, null, { target: {} }, { audience: { audiences: [] } }, { audience: {}, target: {} }),
      ),
      note: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
}

function anyStoredVariant(): fc.Arbitrary<unknown> {
  const known = fc.record(
    {
      __type: fc.constantFrom("SegmentedVariant", "ABTestVariant", "AudienceBasedVariation"),
      name: fc.oneof(fc.constantFrom(...names), fc.constant(3)),
      shortUid: fc.constantFrom("0", "1", "a", 3),
      audiences: fc.oneof(fc.subarray([gold, canada]), fc.constantFrom([1], "none")),
      audienceCombinationType: combination(),
      lyticsAudiences: fc.constant(["00aa"]),
      trafficDistribution: fc.constantFrom(50, 33.33, "half"),
      target: fc.constant({ rules: [] }),
    },
    { requiredKeys: [] },
  );
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: fc.constantFrom(null, "odd") });
}

function combination(): fc.Arbitrary<string> {
  return fc.constantFrom("AND", "OR", "XOR");
}
