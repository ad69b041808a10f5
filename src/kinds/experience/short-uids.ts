import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { storedVariants } from "./decode-content.ts";
import type { Content, ExperienceSpec, Variant } from "./schema.ts";
import { storedVersions } from "./stored-versions.ts";

/**
 * The experience with an identity for every variant: a new variant gets the number after the highest ever seen, so that
 * none is used twice; the same new name in version and draft is one variant. The service counts in base 36 (INFERRED: a
 * documented alias holds an `a`).
 */
export function withShortUids(spec: ExperienceSpec, previous: JsonObject | undefined): ExperienceSpec {
  const contents = [spec.version, spec.draft].filter((content) => content !== undefined);
  let highest = Math.max(-1, ...usedNumbers(contents, previous));
  const givenByName = new Map<string, string>();
  const identify = (variant: Variant): Variant => {
    if (variant.shortUid !== undefined) return variant;
    const shortUid = givenByName.get(variant.name) ?? (highest += 1).toString(36);
    givenByName.set(variant.name, shortUid);
    return { ...variant, shortUid };
  };
  const identifyAll = <Holder extends Content>(content: Holder): Holder =>
    content.variants === undefined ? content : { ...content, variants: content.variants.map(identify) };
  return {
    ...spec,
    ...(spec.version !== undefined && { version: identifyAll(spec.version) }),
    ...(spec.draft !== undefined && { draft: identifyAll(spec.draft) }),
  };
}

// The link to the connected stack also remembers variants of drafts that were discarded.
function usedNumbers(contents: readonly Content[], previous: JsonObject = {}): readonly number[] {
  const cms = previous["_cms"];
  const linked = isJsonObject(cms) && isJsonObject(cms["variants"]) ? Object.keys(cms["variants"]) : [];
  const declared = contents.flatMap(({ variants = [] }) => variants.map(({ shortUid }) => shortUid));
  const stored = storedVersions(previous).flatMap((version) => storedVariants(version).map(({ shortUid }) => shortUid));
  return [...linked, ...declared, ...stored].flatMap((shortUid) =>
    typeof shortUid === "string" && /^[0-9a-z]{1,8}$/.test(shortUid) ? [Number.parseInt(shortUid, 36)] : [],
  );
}
