import { experienceKind } from "../../../src/kinds/experience/index.ts";
import type { ExperienceSpec } from "../../../src/kinds/experience/schema.ts";
import type { JsonObject } from "../../../src/model/json.ts";

/** Audiences and events as a target knows them. */
export const gold = "6a11c0de00000000000000c1";
export const canada = "6a11c0de00000000000000c2";
export const lapsed = "6a11c0de00000000000000c3";
export const paid = "6a11c0de00000000000000d1";

/** A segmented experience that is shown, as a target stores it. */
export const shown: JsonObject = {
  shortUid: "0",
  name: "Home hero",
  description: "",
  __type: "SEGMENTED",
  project: "6a11c0de00000000000000a1",
  status: "ACTIVE",
  tags: ["env:production"],
  referredAudiences: [gold, canada],
  referredEvents: [],
  hasDraft: false,
  latestVersion: "6a11c0de00000000000000f1",
  _cms: { syncStatus: "SUCCESS", variantGroup: "cs1111222233334444", variants: { "0": "cs55", "1": "cs66" } },
  activatedAt: "2026-02-03T09:05:00.000Z",
  uid: "6a11c0de00000000000000e1",
  priority: 1,
  versions: [
    {
      experienceUid: "6a11c0de00000000000000e1",
      variants: [
        segmented({ name: "Gold hero", shortUid: "0" }, [gold], {
          lyticsAudiences: ["00112233445566778899aabbccddeeff"],
        }),
        segmented({ name: "Canada hero", shortUid: "1" }, [canada]),
      ],
      status: "ACTIVE",
      createdBy: "blt0123456789abcdef",
      firstActivatedAt: "2026-02-03T09:05:00.000Z",
      versionNumber: 1,
      uid: "6a11c0de00000000000000f1",
      note: "unknown to us",
    },
  ],
};

/** An A/B test that is shown, as a target stores it. */
export const tested: JsonObject = {
  name: "Button color",
  description: "",
  __type: "AB_TEST",
  status: "ACTIVE",
  hasDraft: false,
  latestVersion: "6a11c0de00000000000000f2",
  referredAudiences: [gold, canada],
  referredEvents: [paid],
  uid: "6a11c0de00000000000000e2",
  versions: [
    {
      variants: [
        { name: "Green", __type: "ABTestVariant", trafficDistribution: 33.34, shortUid: "0" },
        { name: "Red", __type: "ABTestVariant", trafficDistribution: 33.33, shortUid: "1" },
        { name: "Blue", __type: "ABTestVariant", trafficDistribution: 33.33, shortUid: "2" },
      ],
      variantSplit: "CUSTOM_PERCENTAGE",
      status: "ACTIVE",
      metrics: [{ event: paid, name: "Paid orders", __type: "Primary" }],
      targeting: { audience: { audiences: [gold, canada], audienceCombinationType: "AND" } },
      versionNumber: 1,
      uid: "6a11c0de00000000000000f2",
    },
  ],
};

/** A segmented variant as a target stores it. */
export function segmented(identity: JsonObject, audiences: readonly string[], more: JsonObject = {}): JsonObject {
  return { __type: "SegmentedVariant", ...identity, audiences, audienceCombinationType: "AND", ...more };
}

/** What a stored experience reads as. */
export function decode(body: JsonObject): ExperienceSpec {
  return wire().decode(body);
}

/** The stored form of a complete spec; new uids are `…01`, `…02` and so on. */
export function encode(spec: ExperienceSpec, previous?: JsonObject, newUid = countingUids()): JsonObject {
  return wire().encode(spec, previous, newUid);
}

/** What becomes of a stored experience when a manifest is applied to it. */
export function apply(declared: ExperienceSpec, previous?: JsonObject): JsonObject {
  return encode(experienceKind.complete(declared, previous && decode(previous)), previous);
}

/** The versions of a stored experience. */
export function versionsOf(body: JsonObject): readonly JsonObject[] {
  return body["versions"] as readonly JsonObject[];
}

/** The names of a version's variants with their short uids. */
export function identities(version: JsonObject | undefined): Readonly<Record<string, unknown>> {
  const variants = (version?.["variants"] ?? []) as readonly JsonObject[];
  return Object.fromEntries(variants.map(({ name, shortUid }) => [name, shortUid]));
}

/** Uids that count up, each once. */
export function countingUids(): () => string {
  let count = 0;
  return () => (count += 1).toString(16).padStart(24, "0");
}

function wire(): NonNullable<typeof experienceKind.wire> {
  if (experienceKind.wire === undefined) throw new Error("an experience has a stored form");
  return experienceKind.wire;
}
