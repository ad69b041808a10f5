import { findNearest } from "../../model/nearest.ts";
import type { Path } from "../../model/place.ts";
import type { MeaningProblem } from "../kind.ts";
import { operators } from "./operators.ts";
import { isPresetAttribute, looksLikePreset, presetAttributes } from "./preset-attributes.ts";
import type { LeafRule } from "./rule.ts";

/** A comparison names one attribute and exactly one operator. */
export function checkComparison(leaf: LeafRule, path: Path): readonly MeaningProblem[] {
  const used = operators.map(({ name }) => name).filter((name) => leaf[name] !== undefined);
  if (leaf.attribute === undefined && used.length === 0) return [{ code: "rule-empty", args: {}, path }];
  return [...checkOperators(used, path), ...checkPresence(leaf, used, path), ...checkPreset(leaf, path)];
}

/** An attribute written like a preset is one that the service has. */
export function checkPreset({ attribute }: LeafRule, path: Path): readonly MeaningProblem[] {
  if (attribute === undefined || !looksLikePreset(attribute) || isPresetAttribute(attribute)) return [];
  const args = { attribute, nearest: findNearest(attribute, presetAttributes), known: presetAttributes };
  return [{ code: "unknown-preset", args, path: [...path, "attribute"] }];
}

function checkOperators(used: readonly string[], path: Path): readonly MeaningProblem[] {
  if (used.length === 1) return [];
  if (used.length > 1) return [{ code: "rule-several-operators", args: { operators: used }, path }];
  return [{ code: "rule-without-operator", args: { known: operators.map(({ name }) => name) }, path }];
}

function checkPresence({ attribute }: LeafRule, used: readonly string[], path: Path): readonly MeaningProblem[] {
  if (attribute !== undefined) return [];
  return [{ code: "rule-without-attribute", args: { operator: used[0] }, path }];
}
