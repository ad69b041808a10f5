import type { FromSchema, JSONSchema } from "json-schema-to-ts";

import type { JsonObject } from "../../model/json.ts";
import { contentProperties } from "./content-schema.ts";

/** Schema of an Experience's spec. */
export const experienceSchema = {
  title: "Experience",
  description: "A personalized place of the website: its variants, and who sees which.",
  type: "object",
  additionalProperties: false,
  required: ["title", "type"],
  properties: {
    title: {
      title: "Title",
      description: "The experience's name as people see it. Unique in the project.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    description: {
      title: "Description",
      description: "What the experience is for.",
      type: "string",
      maxLength: 1000,
    },
    type: {
      title: "Type",
      description:
        "`segmented`: audiences decide who sees which variant. `ab-test`: visitors are split among the variants. Cannot change later.",
      enum: ["segmented", "ab-test"],
    },
    tags: {
      title: "Tags",
      description: "Words to find the experience by, compared in lower case.",
      type: "array",
      maxItems: 10,
      items: {
        title: "Tag",
        description: "Up to 32 letters, digits, hyphens, underscores and colons.",
        type: "string",
        minLength: 1,
        maxLength: 32,
        pattern: "^[A-Za-z0-9_:-]*$",
      },
    },
    version: {
      title: "Version",
      description:
        "The version that counts. Changing what an active or paused one holds puts a new version in its place; declaring what the pending draft holds puts that draft in its place.",
      type: "object",
      additionalProperties: false,
      properties: {
        status: {
          title: "Status",
          description:
            "`draft`: never shown yet. `active`: shown. `paused`: no longer shown for now. An active or paused version never becomes a draft again. A new experience starts as `draft`.",
          enum: ["draft", "active", "paused"],
        },
        ...contentProperties,
      },
    },
    draft: {
      title: "Draft",
      description:
        "The next version, beside an active or paused one. What a new draft leaves out is taken from the version. Leaving `draft` out keeps a pending draft as it is; `draft: { discard: true }` removes it.",
      type: "object",
      additionalProperties: false,
      properties: {
        ...contentProperties,
        discard: {
          title: "Discard",
          description: "Removes the pending draft, if there is one. Written `discard: true`, and stands alone.",
          type: "boolean",
          const: true,
        },
      },
    },
  },
} as const satisfies JSONSchema;

/** An Experience's spec as written. Objects that take any key hold the service's own JSON. */
export type ExperienceSpec = FromSchema<
  typeof experienceSchema,
  { deserialize: [{ pattern: { type: "object"; additionalProperties: true }; output: JsonObject }] }
>;

/** Whether audiences or a split decide who sees which variant. */
export type ExperienceType = ExperienceSpec["type"];

/** The version that counts. */
export type Version = NonNullable<ExperienceSpec["version"]>;

/** A pending draft, or the wish to be rid of it. */
export type Draft = NonNullable<ExperienceSpec["draft"]>;

/** What both the version that counts and a pending draft hold. */
export type Content = Omit<Version, "status">;

/** One form of the content, and who sees it. */
export type Variant = NonNullable<Content["variants"]>[number];

/** One event that an A/B test counts. */
export type Metric = NonNullable<Content["metrics"]>[number];

/** Who takes part in an A/B test. */
export type Targeting = NonNullable<Content["targeting"]>;
