import type { Kind } from "../kind.ts";
import { checkExperience } from "./check-experience.ts";
import { completeExperience } from "./complete-experience.ts";
import { decodeExperience } from "./decode-experience.ts";
import { encodeExperience } from "./encode-experience.ts";
import { illegalTransition } from "./illegal-transition.ts";
import { mapReferences } from "./map-references.ts";
import { requirements } from "./requirements.ts";
import { experienceSchema, type ExperienceSpec } from "./schema.ts";

/** A personalized place of the website, with the version that counts and the draft of the next one. */
export const experienceKind: Kind<ExperienceSpec> = {
  name: "Experience",
  plural: "experiences",
  scope: "project",
  schema: experienceSchema,
  fields: {
    title: { compare: "value" },
    description: { compare: "value" },
    type: { compare: "value", immutable: true },
    tags: { compare: "set" },
    version: { compare: "entries" },
    draft: { compare: "entries" },
  },
  key: ({ title }) => title,
  formerKey: (_, former) => former,
  complete: completeExperience,
  mapReferences,
  requirements,
  checkMeaning: checkExperience,
  checkStep: (live, next) => {
    const illegal = illegalTransition(live, next);
    return illegal === undefined
      ? []
      : [{ code: "illegal-version-step", args: { title: next.title, ...illegal }, path: ["version"], part: "key" }];
  },
  wire: { encode: encodeExperience, decode: decodeExperience },
};
