import type { JSONSchema } from "json-schema-to-ts";

const comparison = {
  attribute: {
    title: "Attribute",
    description:
      "Handle of an Attribute of this project, or a preset: DEVICE_TYPE, OPERATING_SYSTEM, QUERY_PARAMETERS, REFERRER, COUNTRY, REGION, CITY, DATE_AND_TIME.",
    type: "string",
    minLength: 1,
    maxLength: 200,
  },
  equals: {
    title: "Equals",
    description:
      "The attribute is this text, such as `CA` for COUNTRY, `US-AZ` for REGION or `chicago,IL,US` for CITY.",
    type: "string",
  },
  contains: { title: "Contains", description: "The attribute contains this text.", type: "string" },
  hasAnyValue: {
    title: "Has any value",
    description: "The attribute has a value, whichever it is. Written `hasAnyValue: true`.",
    type: "boolean",
    const: true,
  },
  isTrue: {
    title: "Is true",
    description: "The attribute is true. Written `isTrue: true`.",
    type: "boolean",
    const: true,
  },
  isFalse: {
    title: "Is false",
    description: "The attribute is false. Written `isFalse: true`.",
    type: "boolean",
    const: true,
  },
  numberEquals: { title: "Number equals", description: "The attribute is this number.", type: "number" },
  lessThan: { title: "Less than", description: "The attribute is a number below this one.", type: "number" },
  greaterThan: { title: "Greater than", description: "The attribute is a number above this one.", type: "number" },
} as const;

const ruleList = {
  type: "array",
  minItems: 1,
  maxItems: 100,
  items: { $ref: "#/definitions/audienceRule" },
} as const;

/**
 * The rule tree as definitions for `#/definitions/…`. A rule can hold rules, so it is described recursively: whoever puts
 * a schema with these inside another one lifts them to that one's root.
 */
export const ruleDefinitions = {
  audienceComparison: {
    title: "Comparison",
    description: "One attribute and exactly one operator.",
    type: "object",
    additionalProperties: false,
    properties: comparison,
  },
  audienceRule: {
    title: "Rule",
    description:
      "A group (`all` or `any`), a comparison, a negated comparison (`not`), or a rule in the service's own JSON (`raw`).",
    type: "object",
    additionalProperties: false,
    properties: {
      all: { title: "All of", description: "Every one of these rules holds.", ...ruleList },
      any: { title: "Any of", description: "At least one of these rules holds.", ...ruleList },
      not: {
        title: "Not",
        description: "The comparison does not hold. Stands around one comparison, never around a group.",
        $ref: "#/definitions/audienceComparison",
      },
      ...comparison,
      raw: {
        title: "Raw rule",
        description:
          "A rule that has no words here, in the service's own JSON, as an import writes it. An attribute stands beside it; uids inside are kept as they are.",
        type: "object",
        additionalProperties: true,
      },
    },
  },
} as const satisfies Readonly<Record<string, JSONSchema>>;
