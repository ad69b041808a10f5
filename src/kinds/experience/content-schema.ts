import type { JSONSchema } from "json-schema-to-ts";

const match = {
  title: "Match",
  description: "`all`: visitors in every one of the audiences. `any`: visitors in at least one. Default `all`.",
  enum: ["all", "any"],
} as const;

const raw = {
  description:
    "The service's own JSON where it has no words here, as an import writes it; uids inside are kept as they are.",
  type: "object",
  additionalProperties: true,
} as const;

const audiences = {
  type: "array",
  maxItems: 50,
  uniqueItems: true,
  items: { title: "Audience", description: "Handle of an Audience of this project.", type: "string", minLength: 1 },
} as const;

const variant = {
  title: "Variant",
  description: "One form of the content, and who sees it.",
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: {
      title: "Name",
      description: "The variant's name; the content of the connected stack shows it. Unique in its version.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    shortUid: {
      title: "Short uid",
      description:
        "The variant's identity at the service: up to eight digits and lower-case letters. Only needed to rename a variant; otherwise it is found by its name.",
      type: "string",
      pattern: "^[0-9a-z]{1,8}$",
    },
    audiences: {
      title: "Audiences",
      description: "Segmented only: handles of the Audiences that see the variant.",
      ...audiences,
    },
    match,
    traffic: {
      title: "Traffic",
      description:
        "A/B test with `split: custom` only: the variant's share of visitors in percent. The shares add up to 100.",
      type: "number",
      minimum: 0,
      maximum: 100,
    },
    raw: { title: "Raw variant", ...raw },
  },
} as const;

const metric = {
  title: "Metric",
  description: "One event that is counted.",
  type: "object",
  additionalProperties: false,
  required: ["name", "event"],
  properties: {
    name: {
      title: "Name",
      description: "The metric's name in the analytics.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    event: { title: "Event", description: "Handle of an Event of this project.", type: "string", minLength: 1 },
  },
} as const;

/** What both the version that counts and a pending draft hold. Limits: Personalize, "Limitations". */
export const contentProperties = {
  variants: {
    title: "Variants",
    description:
      "The whole list. In a segmented experience the first variant that fits a visitor is shown. Variants keep their identity by name, or by `shortUid`.",
    type: "array",
    maxItems: 50,
    items: variant,
  },
  split: {
    title: "Split",
    description:
      "A/B test only: `equal`, `custom` (each variant has its `traffic`), or another constant of the service in upper case, as an import writes it. Default `equal`.",
    type: "string",
    pattern: "^(equal|custom|[A-Z][A-Z0-9_]*)$",
    examples: ["equal", "custom"],
  },
  metrics: {
    title: "Metrics",
    description: "A/B test only: what is counted. The first metric is the primary one.",
    type: "array",
    maxItems: 5,
    items: metric,
  },
  targeting: {
    title: "Targeting",
    description: "A/B test only: who takes part. No audiences means everyone.",
    type: "object",
    additionalProperties: false,
    properties: {
      audiences: {
        title: "Audiences",
        description: "Handles of the Audiences that take part; an empty list means everyone.",
        ...audiences,
      },
      match,
      raw: { title: "Raw targeting", ...raw },
    },
  },
} as const satisfies Readonly<Record<string, JSONSchema>>;
