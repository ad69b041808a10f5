import type { JSONSchema } from "json-schema-to-ts";

import type { Kind } from "./kind.ts";

/** The versions of the manifest format that this program reads. */
export const supportedVersions = ["charter/v1"] as const;

/** What a handle may look like: `metadata.name` and every reference to it. */
export const handlePattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";

/** The draft-07 schema of a whole document of one kind: the envelope with the kind's spec inside. */
export function documentSchema(kind: Kind): Exclude<JSONSchema, boolean> {
  // References inside a spec's schema start from the root, so what they lead to must stand there.
  const { definitions = {}, ...spec } = typeof kind.schema === "object" ? kind.schema : {};
  return {
    title: kind.name,
    description: schemaDescription(kind),
    type: "object",
    additionalProperties: false,
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: {
      apiVersion: {
        title: "Format version",
        description: "The version of the manifest format.",
        enum: [...supportedVersions],
      },
      kind: { title: "Kind", description: "What the document declares.", const: kind.name },
      metadata: metadataSchema(kind),
      spec,
    },
    ...(Object.keys(definitions).length > 0 && { definitions }),
  };
}

function metadataSchema({ name, scope }: Kind): JSONSchema {
  const project = {
    title: "Project",
    description: `Handle of the Project this ${name} belongs to.`,
    type: "string",
    minLength: 1,
    maxLength: 63,
  } as const;
  return {
    title: "Metadata",
    description: "How manifests name the object, and how it is found live.",
    type: "object",
    additionalProperties: false,
    required: scope === "project" ? ["name", "project"] : ["name"],
    properties: {
      name: {
        title: "Handle",
        description:
          "Local name that references use: lower-case letters, digits and hyphens. It never reaches the target.",
        type: "string",
        pattern: handlePattern,
        minLength: 1,
        maxLength: 63,
      },
      ...(scope === "project" && { project }),
      uid: {
        title: "Uid",
        description: "Pins the live object, whatever its title, key or e-mail says.",
        type: "string",
        pattern: "^[A-Za-z0-9_]+$",
        minLength: 1,
        maxLength: 64,
      },
      previously: {
        title: "Former names",
        description: "Former titles, keys or e-mails: makes a rename an update instead of a delete and a create.",
        type: "array",
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        items: { title: "Former name", description: "One former title, key or e-mail.", type: "string", minLength: 1 },
      },
      labels: textMap("Labels"),
      annotations: textMap("Annotations"),
    },
  };
}

function textMap(title: string): JSONSchema {
  return {
    title,
    description: "Free text for your own tools; never reaches the target.",
    type: "object",
    maxProperties: 100,
    additionalProperties: { title: "Value", description: "Free text.", type: "string", maxLength: 1000 },
  };
}

function schemaDescription({ schema }: Kind): string {
  return typeof schema === "object" && schema.description !== undefined ? schema.description : "";
}
