import type { FromSchema, JSONSchema } from "json-schema-to-ts";

const kindNames = ["Member", "Role", "Project", "Attribute", "Event", "Audience", "Experience"] as const;

const manageMode = {
  title: "Additive or authoritative",
  description:
    "`additive` leaves live objects that no manifest declares alone; `authoritative` plans them for removal.",
  enum: ["additive", "authoritative"],
} as const;

/** Schema of an Organization's spec. */
export const organizationSchema = {
  title: "Organization",
  description: "The organization itself: its Owner, what Charter manages, and the guards every plan is judged by.",
  type: "object",
  additionalProperties: false,
  required: ["title"],
  properties: {
    title: {
      title: "Title",
      description: "The organization's name as people see it.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    owner: {
      title: "Owner",
      description:
        "Handle of the Member who owns the organization. There is exactly one; ownership changes by an explicit transfer, never by editing this line.",
      type: "string",
      minLength: 1,
    },
    manage: {
      title: "Managed kinds",
      description:
        "For each kind, whether undeclared live objects are left alone (`additive`, the default) or removed (`authoritative`).",
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(kindNames.map((name) => [name, manageMode])),
    },
    guards: {
      title: "Guards",
      description:
        "Settings of the rules that judge every plan as a whole. A plan is judged by the stricter of these and the live ones.",
      type: "object",
      additionalProperties: false,
      properties: {
        minAdmins: {
          title: "Fewest administrators",
          description: "How many accepted people must hold Owner or Admin after every change. Default 2.",
          type: "integer",
          minimum: 1,
          maximum: 1000,
        },
        projectOwner: {
          title: "Projects keep an owner",
          description: "Whether a Personalize project that has an accepted Project Owner must keep one. Default true.",
          type: "boolean",
        },
        actorKeepsAccess: {
          title: "Nobody locks themselves out",
          description: "Whether an actor is kept from losing Owner or Admin by their own plan. Default true.",
          type: "boolean",
        },
        lossBudget: {
          title: "Loss budget",
          description:
            "How many people may lose a right, and how many objects may be deleted, in one plan: the larger of a number and a share.",
          type: "object",
          additionalProperties: false,
          properties: {
            atLeast: {
              title: "Number",
              description: "Losses that are always within the budget. Default 3.",
              type: "integer",
              minimum: 0,
              maximum: 1_000_000,
            },
            percent: {
              title: "Share",
              description: "Share of the accepted people, or of the live objects, in percent. Default 10.",
              type: "number",
              minimum: 0,
              maximum: 100,
            },
          },
        },
        quota: {
          title: "Service limits",
          description: "Whether a plan over a limit of the service is an `error` (the default) or a `warning`.",
          enum: ["error", "warning"],
        },
      },
    },
    protected: {
      title: "Protected objects",
      description:
        "Addresses such as `Member/ada` or `Audience/storefront/gold` of objects that may be neither removed nor weakened. Taking a line away counts from the next plan on.",
      type: "array",
      maxItems: 1000,
      uniqueItems: true,
      items: { title: "Address", description: "Kind and handle of one object.", type: "string", minLength: 3 },
    },
    allowedEmailDomains: {
      title: "Allowed e-mail domains",
      description: "Members may only have addresses in these domains. Empty or absent allows every domain.",
      type: "array",
      maxItems: 30,
      uniqueItems: true,
      items: {
        title: "Domain",
        description: "A domain name in lower case, such as `acme.test`.",
        type: "string",
        pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
        maxLength: 253,
      },
    },
  },
} as const satisfies JSONSchema;

/** An Organization's spec as written. */
export type OrganizationSpec = FromSchema<typeof organizationSchema>;
