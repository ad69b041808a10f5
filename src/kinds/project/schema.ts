import type { FromSchema, JSONSchema } from "json-schema-to-ts";

/** Schema of a Project's spec. */
export const projectSchema = {
  title: "Project",
  description: "A Personalize project, a stack (CMS), a space (Assets) or an AgentOS project, with the people in it.",
  type: "object",
  additionalProperties: false,
  required: ["product", "title"],
  properties: {
    product: {
      title: "Product",
      description: "The product the project belongs to: a CMS project is a stack, an Assets project is a space.",
      enum: ["personalize", "cms", "assets", "agentos"],
    },
    title: {
      title: "Title",
      description: "The project's name as people see it. Unique in its product.",
      type: "string",
      minLength: 1,
      maxLength: 200,
    },
    description: {
      title: "Description",
      description: "What the project is for.",
      type: "string",
      maxLength: 1000,
    },
    connectedStack: {
      title: "Connected stack",
      description:
        "Personalize only: handle of the CMS Project whose content is personalized. An empty text disconnects the stack.",
      type: "string",
    },
    members: {
      title: "Members",
      description:
        "Everybody in the project with their roles there. The list is the whole list: who is not in it is removed.",
      type: "array",
      maxItems: 10_000,
      items: {
        title: "Project member",
        description: "One person and their roles in this project.",
        type: "object",
        additionalProperties: false,
        required: ["member", "roles"],
        properties: {
          member: {
            title: "Member",
            description: "Handle of a Member.",
            type: "string",
            minLength: 1,
          },
          roles: {
            title: "Roles",
            description: "Titles of the person's roles in this project, shipped or custom.",
            type: "array",
            minItems: 1,
            maxItems: 50,
            uniqueItems: true,
            items: { title: "Role", description: "Title of a role.", type: "string", minLength: 1 },
          },
        },
      },
    },
    experiencePriority: {
      title: "Experience priority",
      description: "Personalize only: handles of the project's Experiences, the most important first.",
      type: "array",
      maxItems: 1000,
      uniqueItems: true,
      items: {
        title: "Experience",
        description: "Handle of an Experience of this project.",
        type: "string",
        minLength: 1,
      },
    },
  },
} as const satisfies JSONSchema;

/** A Project's spec as written. */
export type ProjectSpec = FromSchema<typeof projectSchema>;
