import type { AudienceRule } from "./rule.ts";

/** What a node of a rule tree is. */
export type RuleForm = "all" | "any" | "not" | "raw" | "comparison";

/** The form of a node, told by its first telling key; a node with none of them is a comparison. */
export function formOf(rule: AudienceRule): RuleForm {
  return tellingKeys.find((key) => rule[key] !== undefined) ?? "comparison";
}

/** Keys of a node that do not belong to its form, in the order they are written. */
export function strayKeys(rule: AudienceRule): readonly string[] {
  const form = formOf(rule);
  if (form === "comparison") return [];
  return Object.keys(rule).filter((key) => key !== form && key !== companions[form]);
}

const tellingKeys = ["all", "any", "not", "raw"] as const;

const companions = { all: "raw", any: "raw", not: undefined, raw: "attribute" } as const;
