import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { checkExperience } from "../../../src/kinds/experience/check-experience.ts";
import { completeExperience } from "../../../src/kinds/experience/complete-experience.ts";
import { illegalTransition } from "../../../src/kinds/experience/illegal-transition.ts";
import type { Content, ExperienceSpec } from "../../../src/kinds/experience/schema.ts";
import { canonicalJson, type JsonObject } from "../../../src/model/json.ts";
import { anyHistory, anyStoredBody } from "./experience-arbitraries.ts";
import { countingUids, decode, encode, versionsOf } from "./stored-experience.ts";

describe("an experience between manifest and service", () => {
  test("whatever is stored comes back unchanged", () => {
    fc.assert(
      fc.property(anyStoredBody, (body) => {
        expect(canonicalJson(encode(decode(body), body))).toBe(canonicalJson(body));
      }),
      { numRuns: 1000 },
    );
  });

  test("whatever is stored reads as something that needs no rewriting", () => {
    const rewriting = new Set(["raw-not-needed", "field-beside-raw", "field-not-for-type", "split-has-word"]);
    fc.assert(
      fc.property(anyStoredBody, (body) => {
        const codes = checkExperience(decode(body)).map(({ code }) => code);
        expect(codes.filter((code) => rewriting.has(code))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("what is applied reads back as it was planned, with identities for new variants", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { planned, after } of replay(history)) {
          expect(withoutNewIdentities(decode(after), planned)).toEqual(planned);
        }
      }),
    );
  });

  test("what was just applied needs no further change", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { declared, after } of replay(history)) {
          expect(completeExperience(declared, decode(after))).toEqual(decode(after));
        }
      }),
    );
  });

  test("there is never more than one shown version and one draft", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { after } of replay(history)) {
          const statuses = versionsOf(after).map(({ status }) => status);
          expect(statuses.filter((status) => status === "ACTIVE" || status === "PAUSED").length).toBeLessThanOrEqual(1);
          expect(statuses.filter((status) => status === "DRAFT").length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("what a shown or archived version holds never changes", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, after } of replay(history)) {
          const locked = versionsOf(before).filter(({ status }) => status !== "DRAFT");
          const later = new Map(versionsOf(after).map((version) => [version["uid"], version]));
          for (const version of locked) {
            expect(later.get(version["uid"])).toEqual({ ...version, status: later.get(version["uid"])?.["status"] });
          }
        }
      }),
    );
  });

  test("no short uid is given to two variants", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, after } of replay(history)) {
          const used = new Set(versionsOf(before).flatMap(shortUidsOf));
          const known = new Set([...variantsOf(decode(before).version), ...variantsOf(decode(before).draft)]);
          for (const { name, shortUid } of [...variantsOf(decode(after).version), ...variantsOf(decode(after).draft)]) {
            const isKnown = [...known].some((variant) => variant.name === name && variant.shortUid === shortUid);
            expect(isKnown || !used.has(shortUid)).toBe(true);
          }
          for (const version of versionsOf(after)) {
            expect(new Set(shortUidsOf(version)).size).toBe(shortUidsOf(version).length);
          }
        }
      }),
    );
  });
});

interface Applied {
  readonly declared: ExperienceSpec;
  /** What the experience was to hold. */
  readonly planned: ExperienceSpec;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

// Manifests that the live state makes impossible are passed over, as a plan would refuse them.
function replay(history: readonly ExperienceSpec[]): readonly Applied[] {
  const applied: Applied[] = [];
  const newUid = countingUids();
  let stored: JsonObject | undefined;
  for (const declared of history) {
    const live = stored && decode(stored);
    const planned = completeExperience(declared, live);
    if (illegalTransition(live, planned) !== undefined) continue;
    const before: JsonObject = stored ?? { versions: [] };
    stored = encode(planned, stored, newUid);
    applied.push({ declared, planned, before, after: stored });
  }
  return applied;
}

function withoutNewIdentities(read: ExperienceSpec, planned: ExperienceSpec): ExperienceSpec {
  const strip = <Holder extends Content>(holder: Holder, plan: Content | undefined): Holder => ({
    ...holder,
    variants: variantsOf(holder).map((variant, index) => {
      const { shortUid, ...rest } = variant;
      return variantsOf(plan)[index]?.shortUid === undefined ? rest : { ...rest, shortUid };
    }),
  });
  return {
    ...read,
    ...(read.version !== undefined && { version: strip(read.version, planned.version) }),
    ...(read.draft !== undefined && { draft: strip(read.draft, planned.draft) }),
  };
}

function variantsOf(content: Content | undefined): NonNullable<Content["variants"]> {
  return content?.variants ?? [];
}

function shortUidsOf({ variants }: JsonObject): readonly unknown[] {
  return (variants as readonly JsonObject[]).map(({ shortUid }) => shortUid);
}
