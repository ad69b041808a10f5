import type { MeaningProblem } from "../kind.ts";
import { checkContent } from "./check-content.ts";
import { fewestVariants } from "./illegal-transition.ts";
import type { ExperienceSpec } from "./schema.ts";

/** What a schema cannot say about an experience, as far as it can be told without the live one. */
export function checkExperience(spec: ExperienceSpec): readonly MeaningProblem[] {
  const { type, version, draft } = spec;
  return [
    ...checkTags(spec),
    ...(version === undefined ? [] : checkContent(version, type, ["version"])),
    ...(draft === undefined ? [] : checkContent(draft, type, ["draft"])),
    ...checkShown(spec),
    ...checkDraft(spec),
  ];
}

function checkTags({ tags = [] }: ExperienceSpec): readonly MeaningProblem[] {
  const folded = tags.map((tag) => tag.toLowerCase());
  return folded.flatMap((tag, index): readonly MeaningProblem[] =>
    folded.indexOf(tag) === index ? [] : [{ code: "duplicate-tag", args: { tag }, path: ["tags", index] }],
  );
}

function checkShown({ type, version = {} }: ExperienceSpec): readonly MeaningProblem[] {
  const { status = "draft", variants } = version;
  const least = fewestVariants[type];
  if (status === "draft" || variants === undefined || variants.length >= least) return [];
  return [{ code: "too-few-variants", args: { status, type, least }, path: ["version", "variants"] }];
}

function checkDraft({ version, draft }: ExperienceSpec): readonly MeaningProblem[] {
  if (draft === undefined) return [];
  const { discard, ...content } = draft;
  if (discard === undefined) {
    const isSecond = version?.status === "draft";
    return isSecond ? [{ code: "draft-beside-draft", args: {}, path: ["draft"], part: "key" }] : [];
  }
  return Object.keys(content).map((key) => ({
    code: "discard-with-content",
    args: { key },
    path: ["draft", key],
    part: "key",
  }));
}
