import type { FromSchema, JSONSchema } from "json-schema-to-ts";

/** Schema of an Attribute's spec. */
export const attributeSchema = {
  title: "Attribute",
  description: "A custom attribute of visitors that audience rules compare. Values have no declared type.",
  type: "object",
  additionalProperties: false,
  required: ["title", "key"],
  properties: {
    title: {
      title: "Title",
      description: "The attribute's name as people see it.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    key: {
      title: "Key",
      description:
        "The name the website sends the value under. Unique in the project; when it changes, the website must send the new one. It neither starts nor ends with a space.",
      type: "string",
      minLength: 1,
      maxLength: 100,
      pattern: "^\\S(.*\\S)?$",
    },
    description: {
      title: "Description",
      description: "What the attribute is for.",
      type: "string",
      maxLength: 1000,
    },
  },
} as const satisfies JSONSchema;

/** An Attribute's spec as written. */
export type AttributeSpec = FromSchema<typeof attributeSchema>;
