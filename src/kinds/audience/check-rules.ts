import { canonicalJson, type JsonObject, sameJson } from "../../model/json.ts";
import type { Path } from "../../model/place.ts";
import type { MeaningProblem } from "../kind.ts";
import { checkComparison, checkPreset } from "./check-comparison.ts";
import { decodeRule } from "./decode-rule.ts";
import { encodeRule } from "./encode-rule.ts";
import { formOf, strayKeys } from "./rule-form.ts";
import type { AudienceRule } from "./rule.ts";

/** How many rules an audience may hold, groups within groups counted. Source: Personalize, "Limitations". */
const mostRules = { byDefault: 50, onRequest: 100 } as const;

/** How deep groups may stand within groups. INFERRED: the service documents no bound. */
const mostLevels = 5;

/** What a schema cannot say about a rule tree. `path` leads from the spec to the tree's root. */
export function checkRules(root: AudienceRule, path: Path): readonly MeaningProblem[] {
  return [...checkRoot(root, path), ...checkNode(root, path, 1), ...checkCount(root, path)];
}

function checkRoot(root: AudienceRule, path: Path): readonly MeaningProblem[] {
  const form = formOf(root);
  if (form === "all" || form === "any") return [];
  if (form === "raw" && root.attribute === undefined) return [];
  return [{ code: "audience-root-not-group", args: {}, path }];
}

function checkNode(rule: AudienceRule, path: Path, level: number): readonly MeaningProblem[] {
  const form = formOf(rule);
  const stray = strayKeys(rule).map((key): MeaningProblem => {
    return { code: "rule-several-at-once", args: { key, form }, path: [...path, key], part: "key" };
  });
  return [...stray, ...checkForm(rule, path, level)];
}

function checkForm(rule: AudienceRule, path: Path, level: number): readonly MeaningProblem[] {
  const { all, any, not, raw } = rule;
  if (not !== undefined && all === undefined && any === undefined) return checkComparison(not, [...path, "not"]);
  if (all === undefined && any === undefined && raw === undefined) return checkComparison(rule, path);
  return [
    ...(raw === undefined ? [] : [...checkPreset(rule, path), ...checkRaw(rule, raw, path)]),
    ...checkMembers(all ?? [], [...path, "all"], level),
    ...checkMembers(any ?? [], [...path, "any"], level),
  ];
}

function checkMembers(members: readonly AudienceRule[], path: Path, level: number): readonly MeaningProblem[] {
  if (members.length > 0 && level > mostLevels) {
    return [{ code: "audience-too-deep", args: { most: mostLevels }, path }];
  }
  return members.flatMap((member, index) => checkNode(member, [...path, index], level + 1));
}

// A rule that has words, or names inside what belongs beside it, would read back differently after every apply.
function checkRaw(rule: AudienceRule, raw: JsonObject, path: Path): readonly MeaningProblem[] {
  const sample = { attribute: "COUNTRY", hasAnyValue: true } as const;
  const alone: AudienceRule = {
    ...(rule.all !== undefined && { all: [sample] }),
    ...(rule.any !== undefined && { any: [sample] }),
    ...(rule.attribute !== undefined && { attribute: rule.attribute }),
    raw,
  };
  const read = decodeRule(encodeRule(alone));
  if (sameJson(read, alone)) return [];
  return [{ code: "raw-not-needed", args: { instead: canonicalJson(read) }, path: [...path, "raw"], part: "key" }];
}

function checkCount(root: AudienceRule, path: Path): readonly MeaningProblem[] {
  const count = countRules(root);
  if (count <= mostRules.byDefault) return [];
  const args = { count, most: mostRules.byDefault, mostOnRequest: mostRules.onRequest };
  const severity = count > mostRules.onRequest ? "error" : "warning";
  return [{ code: "audience-too-many-rules", args, path, severity }];
}

function countRules({ all, any }: AudienceRule): number {
  const members = all ?? any;
  return members === undefined ? 1 : members.reduce((sum, member) => sum + countRules(member), 0);
}
