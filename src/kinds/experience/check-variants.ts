import { canonicalJson, sameJson } from "../../model/json.ts";
import type { Path } from "../../model/place.ts";
import type { MeaningProblem } from "../kind.ts";
import { decodeContent } from "./decode-content.ts";
import { encodeContent } from "./encode-content.ts";
import type { Content, ExperienceType, Variant } from "./schema.ts";

/** How many variants an experience may hold; the schema refuses more. Source: Personalize, "Limitations". */
const mostVariants = { byDefault: 20, onRequest: 50 } as const;

/** What a schema cannot say about the variants of a version. */
export function checkVariants({ variants = [] }: Content, type: ExperienceType, path: Path): readonly MeaningProblem[] {
  return [
    ...checkCount(variants, path),
    ...checkUnique(variants, "name", path),
    ...checkUnique(variants, "shortUid", path),
    ...variants.flatMap((variant, index) => checkVariant(variant, type, [...path, index])),
  ];
}

function checkCount({ length: count }: readonly Variant[], path: Path): readonly MeaningProblem[] {
  if (count <= mostVariants.byDefault) return [];
  const args = { count, most: mostVariants.byDefault, mostOnRequest: mostVariants.onRequest };
  return [{ code: "too-many-variants", args, path, severity: "warning" }];
}

function checkUnique(variants: readonly Variant[], field: "name" | "shortUid", path: Path): readonly MeaningProblem[] {
  const seen = new Set<string>();
  return variants.flatMap((variant, index): readonly MeaningProblem[] => {
    const value = variant[field];
    if (value === undefined) return [];
    const isRepeated = seen.has(value);
    seen.add(value);
    return isRepeated ? [{ code: "variant-not-unique", args: { field, value }, path: [...path, index, field] }] : [];
  });
}

function checkVariant(variant: Variant, type: ExperienceType, path: Path): readonly MeaningProblem[] {
  const { raw } = variant;
  if (raw !== undefined) return [...checkBesideRaw(variant, path), ...checkRawVariant(variant, type, path)];
  const foreign = type === "segmented" ? (["traffic"] as const) : (["audiences", "match"] as const);
  return foreign.filter((field) => variant[field] !== undefined).map((field) => notForType(field, type, path));
}

/** A field that the other type of experience has. */
export function notForType(field: string, type: ExperienceType, path: Path): MeaningProblem {
  return { code: "field-not-for-type", args: { field, type }, path: [...path, field], part: "key" };
}

/** Fields that say again what `raw` already says. */
export function checkBesideRaw(
  holder: Pick<Variant, "audiences" | "match" | "traffic">,
  path: Path,
): readonly MeaningProblem[] {
  return (["audiences", "match", "traffic"] as const)
    .filter((field) => holder[field] !== undefined)
    .map((field) => ({ code: "field-beside-raw", args: { field }, path: [...path, field], part: "key" }));
}

// A variant that has words, or names its identity inside, would read back differently after every apply.
function checkRawVariant(variant: Variant, type: ExperienceType, path: Path): readonly MeaningProblem[] {
  const [read] = decodeContent(encodeContent({ variants: [variant], split: "equal" }, type, undefined), type).variants;
  if (read === undefined || sameJson(read, variant)) return [];
  return [{ code: "raw-not-needed", args: { instead: canonicalJson(read) }, path: [...path, "raw"], part: "key" }];
}
