import type { JsonObject } from "../../src/model/json.ts";

/** A uid in the service's form; the number tells when the object was made. */
export function uid(number: number): string {
  return number.toString(16).padStart(8, "0").padEnd(24, "a");
}

const shop = uid(1);
const [tier, points, mood] = [uid(11), uid(12), uid(13)];
const [paid, seen] = [uid(21), uid(22)];
const [gold, happy, odd, synced] = [uid(31), uid(32), uid(33), uid(34)];
const [hero, button, banner, fresh] = [uid(41), uid(42), uid(43), uid(44)];

/** The rule of an audience that compares a custom attribute. */
export function rule(ref: string, more: JsonObject = {}): JsonObject {
  const attribute = { __type: /^[A-Z]/.test(ref) ? "PresetAttributeReference" : "CustomAttributeReference", ref };
  const options = { __type: "StringMatchOptions", value: "gold" };
  return {
    __type: "Rule",
    attribute,
    attributeMatchCondition: "STRING_EQUALS",
    attributeMatchOptions: options,
    invertCondition: false,
    ...more,
  };
}

/** A group of rules. */
export function group(combinationType: "AND" | "OR", ...rules: readonly JsonObject[]): JsonObject {
  return { __type: "RuleCombination", combinationType, rules };
}

/** A variant of a segmented experience. */
export function segment(name: string, shortUid: string, ...audiences: readonly string[]): JsonObject {
  return { __type: "SegmentedVariant", name, audiences, audienceCombinationType: "OR", lyticsAudiences: [], shortUid };
}

/** An export with one of everything that manifests can say, and some of what they cannot. */
export function shopExport(): Readonly<Record<string, readonly JsonObject[]>> {
  return {
    "projects/projects.json": [{ uid: shop, name: "Shop Project", description: "The shop", connectedStackApiKey: "" }],
    "attributes/attributes.json": [
      { uid: mood, name: "Visitor Mood", key: "mood2", __type: "CUSTOM", description: "", project: shop },
      { uid: points, name: "Visitor Mood", key: "visitorPoints", __type: "CUSTOM", project: shop },
      {
        uid: tier,
        name: "Loyalty: Tier",
        key: "loyalty_tier",
        __type: "CUSTOM",
        description: "Yes\nor no",
        project: shop,
      },
      { uid: "COUNTRY", name: "Country", __type: "PRESET", description: "Where from" },
    ],
    "events/events.json": [
      { uid: paid, key: "basketPaid", description: "", project: shop },
      { uid: seen, key: "page.seen", project: shop },
    ],
    "audiences/audiences.json": [
      {
        uid: gold,
        name: "Gold",
        description: "on",
        definition: group(
          "AND",
          rule(tier),
          rule("COUNTRY"),
          group("OR", rule(mood, { invertCondition: true }), points900()),
        ),
      },
      { uid: happy, name: "12:30", definition: group("OR", hasMood()) },
      { uid: odd, name: "Odd", definition: group("AND", rule(tier), odd0()) },
      { uid: synced, name: "From Lytics", source: "Lytics", slug: "from_lytics" },
    ],
    "experiences/experiences.json": [
      { uid: button, name: "A/B Button", __type: "AB_TEST", status: "PAUSED", priority: 2, tags: ["env:prod"] },
      { uid: hero, name: "Hero", __type: "SEGMENTED", status: "ACTIVE", priority: 1, description: "Top" },
      { uid: banner, name: "Banner", __type: "AB_TEST", status: "ACTIVE", priority: 3 },
      { uid: fresh, name: "Fresh", __type: "SEGMENTED", status: "DRAFT", priority: 4 },
    ],
    [`experiences/versions/${hero}.json`]: [
      { uid: uid(50), status: "ARCHIVED", versionNumber: 1, variants: [segment("Old", "0", synced)] },
      {
        uid: uid(51),
        status: "ACTIVE",
        versionNumber: 2,
        variants: [segment("Second", "2", gold), segment("First", "1", gold, happy), inline()],
      },
      {
        uid: uid(52),
        status: "DRAFT",
        versionNumber: 3,
        variants: [segment("First, renamed", "1", happy), segment("New", "4")],
      },
    ],
    [`experiences/versions/${button}.json`]: [
      {
        uid: uid(53),
        status: "PAUSED",
        variants: [
          { __type: "ABTestVariant", name: "Green", shortUid: "0", trafficDistribution: 70 },
          { __type: "ABTestVariant", name: "Red", shortUid: "1", trafficDistribution: 30 },
        ],
        variantSplit: "CUSTOM_PERCENTAGE",
        metrics: [
          { __type: "Primary", name: "Paid", event: paid },
          { __type: "Secondary", name: "Seen", event: seen },
        ],
        targeting: { audience: { audiences: [gold], audienceCombinationType: "OR" } },
      },
      { uid: uid(54), status: "DRAFT", variants: [], variantSplit: "MULTI_ARMED_BANDIT" },
    ],
    [`experiences/versions/${banner}.json`]: [
      {
        uid: uid(55),
        status: "ACTIVE",
        variants: [
          { __type: "ABTestVariant", name: "A", shortUid: "0" },
          { __type: "ABTestVariant", name: "B", shortUid: "1" },
        ],
        variantSplit: "EQUALLY_SPLIT",
      },
    ],
    [`experiences/versions/${fresh}.json`]: [{ uid: uid(56), status: "DRAFT", variants: [] }],
  };
}

function points900(): JsonObject {
  const { attributeMatchOptions: _, ...kept } = rule(points);
  return {
    ...kept,
    attributeMatchCondition: "NUMBER_LESS_THAN",
    attributeMatchOptions: { __type: "NumberMatchOptions", value: 900 },
  };
}

function hasMood(): JsonObject {
  const { attributeMatchOptions: _, ...kept } = rule(mood);
  return { ...kept, attributeMatchCondition: "HAS_ANY_VALUE" };
}

// A condition whose options are not documented.
function odd0(): JsonObject {
  return rule("DATE_AND_TIME", {
    attributeMatchCondition: "BETWEEN_TIME",
    attributeMatchOptions: { __type: "TimeMatchOptions", from: "2024-01-01", zones: ["UTC"] },
  });
}

// The newest form of a variant, with its rules inside instead of audiences.
function inline(): JsonObject {
  return { __type: "SegmentedVariant", name: "Inline", shortUid: "3", target: group("AND", rule("COUNTRY")) };
}
