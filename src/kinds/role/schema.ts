import type { FromSchema, JSONSchema } from "json-schema-to-ts";

import type { JsonObject } from "../../model/json.ts";

/** Schema of a custom Role's spec. */
export const roleSchema = {
  title: "Role",
  description: "A custom role: of a whole product, or of one project.",
  type: "object",
  additionalProperties: false,
  required: ["title", "product", "level"],
  properties: {
    title: {
      title: "Title",
      description: "The name people are given the role by. Unique in its product or project, and not a shipped role's.",
      type: "string",
      minLength: 1,
      maxLength: 160,
    },
    description: {
      title: "Description",
      description: "What the role is for.",
      type: "string",
      maxLength: 320,
    },
    product: {
      title: "Product",
      description: "The product the role belongs to; `administration` is the organization itself.",
      enum: ["administration", "cms", "assets", "agentos"],
    },
    level: {
      title: "Level",
      description:
        "`product`: holds in the whole organization. `project`: holds in one stack, space or AgentOS project.",
      enum: ["product", "project"],
    },
    project: {
      title: "Project",
      description: "Handle of the Project a role of level `project` belongs to.",
      type: "string",
      minLength: 1,
    },
    rules: {
      title: "Rules",
      description: "What the role permits, one entry for each category or module.",
      type: "array",
      maxItems: 500,
      items: {
        title: "Rule",
        description:
          "Either a category with its actions (level `product`), or a module with its access list (level `project`).",
        type: "object",
        additionalProperties: true,
        properties: {
          category: {
            title: "Category",
            description: "What the actions are about, such as `Users`, `Roles`, `Stacks`, `Spaces` or `Asset Types`.",
            type: "string",
            minLength: 1,
            maxLength: 100,
          },
          actions: {
            title: "Actions",
            description: "What holders may do in the category.",
            type: "array",
            minItems: 1,
            uniqueItems: true,
            items: { title: "Action", description: "One action.", enum: ["View", "Create", "Edit", "Delete"] },
          },
          module: {
            title: "Module",
            description: "The kind of thing a stack role's rule is about, such as `content_type` or `locale`.",
            type: "string",
            minLength: 1,
            maxLength: 100,
          },
        },
      },
    },
  },
} as const satisfies JSONSchema;

/** A Role's spec as written. */
export type RoleSpec = Omit<FromSchema<typeof roleSchema>, "rules"> & {
  // Stack roles carry the service's own rule objects, whose further keys are not ours to name.
  readonly rules?: readonly JsonObject[];
};
