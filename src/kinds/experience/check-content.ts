import { canonicalJson, sameJson } from "../../model/json.ts";
import type { Path } from "../../model/place.ts";
import type { MeaningProblem } from "../kind.ts";
import { checkBesideRaw, checkVariants, notForType } from "./check-variants.ts";
import { decodeContent } from "./decode-content.ts";
import { encodeContent } from "./encode-content.ts";
import type { Content, ExperienceType, Targeting } from "./schema.ts";
import { isWhole, totalOf, trafficOf } from "./traffic.ts";
import { decodeSplit } from "./wire-words.ts";

/** What a schema cannot say about a version or a draft. `path` leads from the spec to it. */
export function checkContent(content: Content, type: ExperienceType, path: Path): readonly MeaningProblem[] {
  const variants = checkVariants(content, type, [...path, "variants"]);
  if (type === "segmented") return [...checkForeign(content, path), ...variants];
  return [
    ...variants,
    ...checkSplit(content, path),
    ...checkTraffic(content, path),
    ...(content.targeting === undefined ? [] : checkTargeting(content.targeting, [...path, "targeting"])),
  ];
}

function checkForeign(content: Content, path: Path): readonly MeaningProblem[] {
  return (["split", "metrics", "targeting"] as const)
    .filter((field) => content[field] !== undefined)
    .map((field) => notForType(field, "segmented", path));
}

// A constant that has a word would read back as that word.
function checkSplit({ split }: Content, path: Path): readonly MeaningProblem[] {
  if (split === undefined || split === "equal" || split === "custom" || decodeSplit(split) === split) return [];
  return [{ code: "split-has-word", args: { split, instead: decodeSplit(split) }, path: [...path, "split"] }];
}

function checkTraffic(content: Content, path: Path): readonly MeaningProblem[] {
  const { split, variants } = content;
  if (split === "custom") return checkShares(content, path);
  return (variants ?? []).flatMap(({ traffic }, index) => {
    const place = [...path, "variants", index, "traffic"];
    return traffic === undefined ? [] : [{ code: "traffic-without-custom-split", args: {}, path: place, part: "key" }];
  });
}

function checkShares({ variants }: Content, path: Path): readonly MeaningProblem[] {
  if (variants === undefined) return [{ code: "custom-split-without-variants", args: {}, path: [...path, "split"] }];
  const shares = variants.map(trafficOf);
  const missing = variants.flatMap(({ name }, index): readonly MeaningProblem[] => {
    const place = [...path, "variants", index];
    return shares[index] === undefined ? [{ code: "traffic-missing", args: { variant: name }, path: place }] : [];
  });
  const known = shares.filter((share) => share !== undefined);
  if (missing.length > 0 || known.length === 0 || isWhole(known)) return missing;
  return [{ code: "traffic-sum", args: { total: totalOf(known) }, path: [...path, "variants"] }];
}

function checkTargeting(targeting: Targeting, path: Path): readonly MeaningProblem[] {
  if (targeting.raw === undefined) return [];
  const stored = encodeContent({ variants: [], targeting }, "ab-test", undefined);
  const { targeting: read } = decodeContent(stored, "ab-test");
  const alone = { raw: targeting.raw };
  if (read === undefined || sameJson(read, alone)) return checkBesideRaw(targeting, path);
  return [{ code: "raw-not-needed", args: { instead: canonicalJson(read) }, path: [...path, "raw"], part: "key" }];
}
