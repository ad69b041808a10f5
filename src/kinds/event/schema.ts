import type { FromSchema, JSONSchema } from "json-schema-to-ts";

/** Schema of an Event's spec. */
export const eventSchema = {
  title: "Event",
  description: "Something visitors do that the website reports, and that A/B tests count.",
  type: "object",
  additionalProperties: false,
  required: ["key"],
  properties: {
    key: {
      title: "Key",
      description:
        "The name the website reports the event under. Unique in the project; when it changes, the website must report the new one. It neither starts nor ends with a space.",
      type: "string",
      minLength: 1,
      maxLength: 100,
      pattern: "^\\S(.*\\S)?$",
    },
    description: {
      title: "Description",
      description: "What the event means.",
      type: "string",
      maxLength: 1000,
    },
  },
} as const satisfies JSONSchema;

/** An Event's spec as written. */
export type EventSpec = FromSchema<typeof eventSchema>;
