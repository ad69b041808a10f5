import type { FromSchema, JSONSchema } from "json-schema-to-ts";

const productRoleList = {
  type: "array",
  uniqueItems: true,
  maxItems: 50,
  items: { title: "Role", description: "Title of a shipped or custom role.", type: "string", minLength: 1 },
} as const;

/** Schema of a Member's spec. */
export const memberSchema = {
  title: "Member",
  description: "A person in the organization, with the roles they hold in it and in its products.",
  type: "object",
  additionalProperties: false,
  required: ["email"],
  properties: {
    email: {
      title: "E-mail",
      description:
        "The address the person signs in with; compared in lower case. Changing it gives the seat to another person.",
      type: "string",
      minLength: 3,
      maxLength: 254,
    },
    fullName: {
      title: "Full name",
      description: "The person's name as people see it.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    github: {
      title: "GitHub account",
      description: "The person's GitHub account. Only the numeric id identifies them; the login is for readers.",
      type: "object",
      additionalProperties: false,
      required: ["id"],
      properties: {
        id: {
          title: "Numeric id",
          description: "The account's number, which GitHub never gives to anybody else.",
          type: "integer",
          minimum: 1,
          maximum: 9_007_199_254_740_991,
        },
        login: {
          title: "Login",
          description: "The account's present name, for display.",
          type: "string",
          minLength: 1,
          maxLength: 39,
        },
      },
    },
    administrationRoles: {
      title: "Administration roles",
      description:
        "Titles of the organization-level roles: Admin, Security Manager, Product Analytics Viewer, Member, or a custom Administration role. At least one always remains; a new member gets `[Member]`. The Owner is named in the Organization, never here.",
      type: "array",
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: { title: "Role", description: "Title of a shipped or custom role.", type: "string", minLength: 1 },
    },
    productRoles: {
      title: "Product roles",
      description: "Titles of the organization-wide roles in each product. A product that is left out is not managed.",
      type: "object",
      additionalProperties: false,
      properties: {
        cms: {
          title: "CMS",
          description: "Admin, Developer, Content Manager, or custom roles of CMS.",
          ...productRoleList,
        },
        assets: {
          title: "Assets",
          description: "Product Admin, Asset Type Manager, Member, or custom roles of Assets.",
          ...productRoleList,
        },
        agentos: {
          title: "AgentOS",
          description: "AgentOS Admin, AgentOS Member, or custom roles of AgentOS.",
          ...productRoleList,
        },
      },
    },
    invitation: {
      title: "Invitation",
      description: "What a new member's invitation says. Used once, when the person is invited.",
      type: "object",
      additionalProperties: false,
      properties: {
        message: {
          title: "Message",
          description: "A few words to the invited person.",
          type: "string",
          minLength: 1,
          maxLength: 1000,
        },
      },
    },
  },
} as const satisfies JSONSchema;

/** A Member's spec as written. */
export type MemberSpec = FromSchema<typeof memberSchema>;
