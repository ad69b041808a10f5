import type { FromSchema, JSONSchema } from "json-schema-to-ts";

import { ruleDefinitions } from "./rule-schema.ts";
import type { AudienceRule } from "./rule.ts";

const describedFields = {
  type: "object",
  additionalProperties: false,
  required: ["title"],
  properties: {
    title: {
      title: "Title",
      description: "The audience's name as people see it. Unique in the project.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    description: {
      title: "Description",
      description: "Who the audience is.",
      type: "string",
      maxLength: 1000,
    },
  },
} as const satisfies JSONSchema;

/** Schema of an Audience's spec; its `definitions` belong at the root of the schema it is used in. */
export const audienceSchema = {
  title: "Audience",
  description: "A group of visitors, told by rules about their attributes.",
  type: "object",
  additionalProperties: false,
  required: ["title", "when"],
  properties: {
    ...describedFields.properties,
    when: {
      title: "When",
      description:
        "The rules that put a visitor into the audience: `all` or `any` at the top, groups and comparisons inside.",
      $ref: "#/definitions/audienceRule",
    },
  },
  definitions: ruleDefinitions,
} as const satisfies JSONSchema;

/** An Audience's spec as written. The rule tree has its own type, since types derived from a schema cannot recurse. */
export type AudienceSpec = FromSchema<typeof describedFields> & { readonly when: AudienceRule };
