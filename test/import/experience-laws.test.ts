import fc from "fast-check";
import { expect, test } from "vitest";

import { lostInExperience } from "../../src/import/lost-in-experience.ts";
import { translateExperience } from "../../src/import/translate-experience.ts";
import { checkExperience } from "../../src/kinds/experience/check-experience.ts";
import { completeExperience } from "../../src/kinds/experience/complete-experience.ts";
import { illegalTransition } from "../../src/kinds/experience/illegal-transition.ts";
import type { Content, ExperienceSpec, Variant } from "../../src/kinds/experience/schema.ts";
import { canonicalJson, compareText, type Json, type JsonObject } from "../../src/model/json.ts";
import { anyHistory, anyStoredBody } from "../kinds/experience/experience-arbitraries.ts";
import { apply, decode, encode } from "../kinds/experience/stored-experience.ts";

// What a target holds after a few manifests, each legal after the one before.
const anyKept = anyHistory.map((history) =>
  history.reduce<JsonObject | undefined>((stored, declared) => {
    const live = stored && decode(stored);
    const isLegal = illegalTransition(live, completeExperience(declared, live)) === undefined;
    return isLegal ? apply(declared, stored) : stored;
  }, undefined),
);

test("whatever a target holds becomes a declaration that makes the same experience anew, with the same identities", () => {
  fc.assert(
    fc.property(anyKept, (stored) => {
      fc.pre(stored !== undefined);
      expect(unordered(decode(apply(translateExperience(stored))))).toEqual(unordered(decode(stored)));
      expect(lostInExperience(stored)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("however odd an exported experience is, a declaration that passes its checks says all that can be said of it", () => {
  fc.assert(
    fc.property(anyStoredBody, (body) => {
      const declared = translateExperience(body);
      const whole = completeExperience(declared, undefined);
      const problems = checkExperience(declared).filter(({ severity }) => severity !== "warning");
      fc.pre(problems.length === 0 && illegalTransition(undefined, whole) === undefined);
      fc.pre(variantsOf(decode(body)).every(({ shortUid }) => shortUid !== undefined));
      expect(unordered(decode(encode(whole)))).toEqual(unordered(completeExperience(decode(body), undefined)));
    }),
    { numRuns: 1000 },
  );
});

const prefixes = { experience: "", version: "/versions/*", variant: "/versions/*/variants/*" };

test("a field that manifests have no word for never goes without being named", () => {
  const field = fc.constantFrom("note", "lyticsAudiences", "schedule");
  fc.assert(
    fc.property(
      anyKept,
      field,
      fc.constantFrom("experience" as const, "version" as const, "variant" as const),
      (stored, name, where) => {
        fc.pre(stored !== undefined);
        const marked = mark(stored, name, where);
        fc.pre(marked !== undefined);
        expect(lostInExperience(marked)).toContain(`${prefixes[where]}/${name}`);
      },
    ),
  );
});

test("what means the same in another form is not lost", () => {
  const metrics = [
    { __type: "Secondary", name: "Seen", event: "e1" },
    { __type: "Primary", name: "Paid", event: "e2" },
  ];
  const variants = ["A", "B"].map((name) => ({ __type: "ABTestVariant", name, trafficDistribution: 50 }));
  const targeting = { audience: { audiences: [], audienceCombinationType: "AND" } };
  const version = { status: "ACTIVE", variantSplit: "EQUALLY_SPLIT", variants, metrics, targeting };
  expect(lostInExperience({ name: "Test", __type: "AB_TEST", versions: [version] })).toEqual([]);
  const segmented = { status: "ACTIVE", variants: [], metrics };
  expect(lostInExperience({ name: "Test", __type: "SEGMENTED", versions: [segmented] })).toEqual([
    "/versions/*/metrics",
  ]);
});

// The first thing of its sort gets one more field. Archived versions are history, and raw variants keep everything.
function mark(stored: JsonObject, name: string, where: string): JsonObject | undefined {
  const more = { [name]: ["00aa"] };
  if (where === "experience") return { ...stored, ...more };
  const versions = stored["versions"] as readonly JsonObject[];
  const at = versions.findIndex(({ status }) => status !== "ARCHIVED");
  const version = versions[at];
  if (version === undefined) return undefined;
  if (where === "version") return { ...stored, versions: versions.with(at, { ...version, ...more }) };
  const [first, ...others] = version["variants"] as readonly JsonObject[];
  if (first === undefined || first["target"] !== undefined) return undefined;
  return { ...stored, versions: versions.with(at, { ...version, variants: [{ ...first, ...more }, ...others] }) };
}

// Audiences and secondary metrics have no order.
function unordered(spec: ExperienceSpec): ExperienceSpec {
  const sorted = <Item extends Json>(items: readonly Item[]): Item[] =>
    items.toSorted((one, other) => compareText(canonicalJson(one), canonicalJson(other)));
  const sort = <Holder extends { readonly audiences?: string[] }>(holder: Holder): Holder =>
    holder.audiences === undefined ? holder : { ...holder, audiences: sorted(holder.audiences) };
  const sortAll = ({ metrics = [], targeting, ...content }: Content): Content => ({
    ...content,
    variants: (content.variants ?? []).map(sort),
    metrics: [...metrics.slice(0, 1), ...sorted(metrics.slice(1))],
    ...(targeting !== undefined && { targeting: sort(targeting) }),
  });
  return {
    ...spec,
    ...(spec.version !== undefined && { version: sortAll(spec.version) }),
    ...(spec.draft !== undefined && { draft: sortAll(spec.draft) }),
  };
}

function variantsOf({ version, draft }: ExperienceSpec): readonly Variant[] {
  return [...(version?.variants ?? []), ...(draft?.variants ?? [])];
}
